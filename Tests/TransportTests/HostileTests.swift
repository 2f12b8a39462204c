import Glibc
import TestSupport
import Testing
import Threads
import Transport

/// Clients that are slow, broken or mean: they get what is theirs, and others notice nothing.
@Suite("Hostile clients")
struct HostileTests {
    private func isAlive(_ server: TestServer) -> Bool {
        server.connect().call("ping") == reply("\"pong\"")
    }

    @Test("Clients that send a byte now and then wait for themselves alone")
    func drips() throws {
        let server = try TestServer()
        let body = String(request("ping").dropLast())
        let kinds = [
            body + "\n", "Content-Length: \(body.utf8.count)\r\n\r\n\(body)",
            "POST / HTTP/1.1\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)",
        ]
        let clients = (0..<60).map { (server.connect(), Array(kinds[$0 % 3].utf8)) }
        let other = server.connect()
        let longest = kinds.map(\.utf8.count).max() ?? 0
        for offset in 0..<longest {
            for (client, bytes) in clients where offset < bytes.count {
                client.send([bytes[offset]])
            }
            #expect(other.call("ping", id: offset) == reply("\"pong\"", id: offset))
        }
        for (client, _) in clients {
            client.stopSending()
            #expect(client.rest().contains(reply("\"pong\"")))
        }
    }

    @Test("A batch in flight is answered whole to a client that has stopped sending")
    func halfClose() throws {
        let server = try TestServer()
        let client = server.connect()
        let calls = (0..<20).map { String(request("hold", id: $0).dropLast()) }
        client.send(
            "["
                + (calls + ["1", String(request("ping", id: 20).dropLast())]).joined(separator: ",")
                + "]"
        )
        client.stopSending()
        #expect(server.service.held.arrived.wait(for: 20))
        server.service.held.release()
        let said = client.rest()
        #expect(said.hasPrefix("[{") && said.hasSuffix("}]\n\n"))
        for id in 0..<20 { #expect(said.contains(reply("\"released\"", id: id))) }
        #expect(said.contains(reply("\"pong\"", id: 20)) && said.contains("-32600"))
    }

    @Test("Clients that never read hold up nobody, and what was kept for them is given back")
    func neverRead() throws {
        let server = try TestServer()
        do {
            let deaf = (0..<20).map { _ in server.connect() }
            let line = [UInt8](request("blob", "[60000]").utf8)
            for client in deaf {
                for _ in 0..<60 where client.sendNow(line) < line.count { break }
            }
            #expect(isAlive(server))
            #expect(server.server.unsentBytes > 0)
        }
        #expect(server.service.left.wait(for: 20))
        #expect(isAlive(server))
        #expect(server.server.unsentBytes == 0)
    }

    @Test("A connection may break at any byte, with replies unread or not")
    func resets() throws {
        let server = try TestServer()
        let frame = Array(
            ("Content-Length: 41\r\n\r\n" + request("ping") + request("hold") + "[1,2").utf8
        )
        for count in 1...frame.count {
            let client = server.connect()
            client.send(request("ping"))
            // To close with bytes unread is what resets a connection.
            if count % 2 == 0 { client.waitUntilAnswered() }
            client.send(Array(frame[..<count]))
        }
        #expect(server.service.left.wait(for: frame.count - server.service.held.arrived.value))
        server.service.held.release()
        #expect(server.service.left.wait(for: frame.count))
        #expect(isAlive(server))
    }

    @Test("Everything that is too long is refused, and only that")
    func oversize() throws {
        let server = try TestServer()
        let much = String(repeating: "x", count: 17 << 20)
        func refusal(_ text: String) -> String {
            let client = server.connect()
            client.send(text)
            client.stopSending()
            return client.rest()
        }
        #expect(refusal("Content-Length: 16777217\r\n\r\n").contains("messageTooLong"))
        #expect(
            refusal("POST / HTTP/1.1\r\nContent-Length: 16777217\r\n\r\n").hasPrefix("HTTP/1.1 413")
        )
        #expect(refusal("[\"" + much).contains("messageTooLong"))
        #expect(refusal("Content-X: " + much.prefix(20_000)).contains("headerTooLong"))
        #expect(refusal("GET /" + much.prefix(20_000)).hasPrefix("HTTP/1.1 431"))
        #expect(refusal("[" + String(repeating: "1,", count: 1000) + "1]").contains("batchTooLong"))
        let word = String(much.prefix(1 << 20))
        let call = "{\"jsonrpc\":\"2.0\",\"id\":\"\(word)\",\"method\":\"ping\"}"
        #expect(refusal(call).hasPrefix("{\"jsonrpc\":\"2.0\",\"id\":\"\(word)\",\"result\":"))
        #expect(refusal("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"\(word)\"}").contains("-32601"))
        #expect(refusal("{\"id\":1,\"\(word)\":0}").contains("noVersion"))
        let digits = String(repeating: "9", count: 1 << 20)
        #expect(refusal("{\"id\":\(digits),\"method\":\"ping\"}").contains("\"number\""))
        #expect(refusal(String(repeating: "[", count: 1 << 20)).contains("truncated"))
        let deep = String(repeating: "[", count: 1 << 19) + String(repeating: "]", count: 1 << 19)
        #expect(refusal(deep).contains("\"depth\""))
        #expect(isAlive(server))
    }

    @Test("A flood of notifications and of cancellations of nothing is taken, and not answered")
    func flood() throws {
        let server = try TestServer()
        let client = server.connect()
        let kinds = [
            "{\"jsonrpc\":\"2.0\",\"method\":\"update\"}",
            "{\"jsonrpc\":\"2.0\",\"method\":\"nowhere\",\"params\":[1]}",
            "{\"jsonrpc\":\"2.0\",\"method\":\"sum\",\"params\":\"wrong\",\"id\":null}",
        ]
        let quiet = kinds[0] + kinds[1] + "\n" + cancellations.joined(separator: "\n") + "\n"
        for _ in 0..<2000 { client.send(quiet) }
        client.send(String(repeating: kinds[0] + "\n", count: 20_000))
        #expect(client.call("ping", id: 9) == reply("\"pong\"", id: 9))
        // A request is answered, whatever its id: null is one.
        client.send(kinds[2] + "\n")
        #expect(try #require(client.line()).contains("\"id\":null,\"error\":{\"code\":-32600"))
        client.send(request("$/cancelRequest", "{\"id\":1}", id: 8))
        #expect(try #require(client.line()).contains("\"id\":8,\"error\":{\"code\":-32601"))
    }

    private var cancellations: [String] {
        [
            "{\"id\":4}", "{\"id\":\"x\"}", "{\"id\":null}", "{\"id\":{}}", "{\"id\":[1]}", "[1]",
            "[]", "{}",
        ].map {
            "{\"jsonrpc\":\"2.0\",\"method\":\"$/cancelRequest\",\"params\":\($0)}"
        } + ["{\"jsonrpc\":\"2.0\",\"method\":\"$/cancelRequest\"}"]
    }

    @Test("Whatever the first byte, there is one answer, and then the end")
    func firstBytes() throws {
        let server = try TestServer()
        let blanks: Set<UInt8> = [0, 9, 10, 13, 0x1e, 0x20]
        for byte in UInt8.min...UInt8.max where !blanks.contains(byte) {
            let client = server.connect()
            client.send([byte] + Array("\u{1}garbage\u{ff}\r\n\r\n".utf8))
            client.stopSending()
            let said = client.rest()
            #expect(said.split(separator: "\"jsonrpc\"").count == 2, "first byte \(byte)")
            #expect(said.contains("\"id\":null,\"error\":{\"code\":-32700"), "first byte \(byte)")
        }
        let silent = server.connect()
        silent.send(Array(blanks))
        silent.stopSending()
        #expect(silent.rest() == "")
        #expect(isAlive(server))
    }

    @Test("A second request that was smuggled in is never run")
    func smuggling() throws {
        let server = try TestServer()
        let inner = String(request("hold").dropLast())
        for header in [
            "Content-Length: 0\r\nContent-Length: \(inner.utf8.count)", "Content-Length: -1",
            "Transfer-Encoding: chunked", "Transfer-Encoding: chunked\r\nContent-Length: 0",
            "Content-Length : 5\r\nContent-Length: 0", "X: 1\r\n Content-Length: 5",
        ] {
            let client = server.connect()
            client.send("POST / HTTP/1.1\r\n\(header)\r\n\r\n\(inner)\n")
            #expect(client.rest().hasPrefix("HTTP/1.1 4"))
        }
        #expect(isAlive(server))
        #expect(server.service.held.arrived.value == 0)
    }

    @Test("A thousand HTTP requests behind one another are answered in their order")
    func pipelined() throws {
        let server = try TestServer()
        let client = server.connect()
        let requests = (1...1000).map { id -> String in
            let body = request(
                id % 5 == 0 ? "double" : "ping",
                id % 5 == 0 ? "[\(id)]" : "{}",
                id: id
            )
            return "POST / HTTP/1.1\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)"
        }
        client.send(requests.joined())
        client.stopSending()
        let ids = client.rest().split(separator: "\"id\":").dropFirst().map {
            $0.prefix { $0.isNumber }
        }
        #expect(ids == (1...1000).map { "\($0)" })
    }
}

@Suite("A server's descriptors")
struct DescriptorTests {
    @Test("A thousand clients that come and go leave none behind")
    func thousand() async {
        await #expect(processExitsWith: .success) {
            let server = try TestServer { $0.loopCount = 2 }
            // One client a loop: what a loop opens for its first one, it keeps.
            let (first, second) = (server.connect(), server.connect())
            for client in [first, second] { precondition(client.call("ping") == reply("\"pong\"")) }
            let before = openDescriptors()
            for number in 0..<1000 {
                let client = server.connect()
                switch number % 4 {
                case 0: break
                case 1: client.send("Content-Length: 10\r\n\r\n{")
                case 2: client.send(request("ping") + request("blob", "[1000]", id: 2))
                default: precondition(client.call("ping") == reply("\"pong\""))
                }
            }
            precondition(server.service.left.wait(for: 1000), "somebody is still there")
            // A descriptor is closed behind the farewell, before its loop listens again.
            var rounds = 0
            while openDescriptors() != before {
                rounds += 1
                precondition(rounds < 200, "descriptors are lost")
                precondition(first.call("ping") == reply("\"pong\""))
            }
            precondition(second.call("ping") == reply("\"pong\""))
            server.stop()
        }
    }
}
