import Glibc
import JSONRPC
import Testing
import Threads
import Transport

@Suite("A server over sockets")
struct ServerTests {
    @Test("Requests in any number of pieces are answered")
    func pieces() throws {
        let server = try TestServer()
        let client = server.connect()
        for byte in request("ping").unicodeScalars { client.send(String(byte)) }
        #expect(client.line() == reply("\"pong\""))
        client.send("Content-Length: 40\r\n\r\n")
        client.send(String(request("ping").prefix(20)) + "\"id\":\"")
        client.stopSending()
        #expect(client.rest().contains("truncated"))
    }

    @Test("Many clients on several loops are all answered, each in its own words")
    func manyClients() throws {
        let server = try TestServer { $0.loopCount = 3 }
        let threads = (0..<8).map { number in
            let path = server.path
            return WorkerThread {
                let clients = (0..<8).map { _ in TestClient(path) }
                for round in 0..<20 {
                    let id = number * 1000 + round
                    for client in clients { client.send(request("double", "[\(id)]", id: id)) }
                    for client in clients { #expect(client.line() == reply("\(id * 2)", id: id)) }
                }
            }
        }
        for thread in threads { thread.join() }
        #expect(server.service.left.wait(for: 64))
        server.stop()
        #expect(server.server.connectionCount == 0)
        #expect(server.server.unsentBytes == 0)
    }

    @Test("Clients that are served together get short and long replies in order, and their end")
    func sharedRounds() throws {
        let server = try TestServer()
        let clients = (0..<16).map { _ in server.connect() }
        for round in 0..<40 {
            // Behind replies that take a while all requests wait, and are served in one go.
            for client in clients {
                client.send(request("blob", "[60000]", id: 1))
                for id in 2...4 { client.send(request("blob", "[\(round + id)]", id: id)) }
                client.send(request("blob", "[30000]", id: 5) + request("ping", id: 6))
            }
            for client in clients {
                let sizes = [60_000, round + 2, round + 3, round + 4, 30_000, 4]
                let empty = reply("\"\"").utf8.count
                let counts = (0..<6).map { _ in (client.line()?.utf8.count ?? 0) - empty }
                #expect(counts == sizes)
            }
        }
        for client in clients {
            client.send(request("ping"))
            client.stopSending()
        }
        for client in clients {
            #expect(client.line() == reply("\"pong\""))
            #expect(client.line() == nil)
        }
        #expect(server.service.left.wait(for: 16))
        server.stop()
        #expect(server.server.unsentBytes == 0)
    }

    @Test("The peer is known from the kernel")
    func peer() throws {
        let server = try TestServer()
        #expect(server.connect().call("peer") == reply("\(getuid())"))
    }

    // MARK: - Back-pressure

    @Test("A client that does not read is not read, others are served, and it loses nothing")
    func slowReader() throws {
        let server = try TestServer()
        let slow = server.connect()
        let line = [UInt8](request("blob", "[25000]").utf8)
        var sent = 0
        // The socket takes no more when the server has stopped to read: to wait for that is to wait
        // until nothing is taken while another client is served.
        let other = server.connect()
        var idleRounds = 0
        while idleRounds < 20 {
            let begin = sent % line.count
            let count = slow.sendNow(Array(line[begin...]))
            sent += count
            idleRounds = count == 0 ? idleRounds + 1 : 0
            if count == 0 { #expect(other.call("ping") == reply("\"pong\"")) }
        }
        #expect(server.server.unsentBytes <= 256 << 10 + 64 << 10 + 2 * 25_100)
        let whole = sent / line.count
        #expect(whole > 20)
        for _ in 0..<whole { #expect(slow.line()?.utf8.count == 25_000 + reply("\"\"").utf8.count) }
        slow.send(String(decoding: line[(sent % line.count)...], as: UTF8.self))
        #expect(slow.line() != nil)
        #expect(slow.call("ping") == reply("\"pong\""))
    }

    @Test("When replies to all fill their memory, more requests are told busy, until they are read")
    func overload() throws {
        let server = try TestServer {
            $0.totalUnsentBytes = 1 << 20
            $0.unsentBytes = 4 << 20
        }
        let deaf = server.connect()
        deaf.send(request("blob", "[2000000]"))
        #expect(deaf.bytes(1) == "{")
        let other = server.connect()
        #expect(try #require(other.call("ping")).contains("\"kind\":\"busy\""))
        #expect(deaf.line()?.utf8.count == 2_000_000 + reply("\"\"").utf8.count - 1)
        #expect(deaf.call("ping") == reply("\"pong\""))
        #expect(other.call("ping") == reply("\"pong\""))
    }

    @Test("A client that misses notifications is told when it reads again")
    func missedNotifications() throws {
        let server = try TestServer()
        let client = server.connect()
        client.send(request("notify", "[3000,1000]"))
        client.send(request("hold", id: 2))
        #expect(server.service.held.arrived.wait())
        server.service.held.release()
        var lines = 0
        while let line = client.line(), !line.contains("resync") { lines += 1 }
        #expect(server.service.resumed.value == 1)
        #expect(lines < 3002)
        #expect(client.call("ping", id: 3) == reply("\"pong\"", id: 3))
    }

    @Test("Whoever sends notifications learns of each whether it was sent, all of it or nothing")
    func deliveries() throws {
        let server = try TestServer()
        let service = server.service
        let client = server.connect()
        client.send(request("push", "[500,1000]"))
        while service.sent.value + service.refused.value < 500 { WorkerThread.yield() }
        #expect(service.sent.value > 0 && service.refused.value > 0)
        var counts: [String: Int] = [:]
        while let line = client.line(), !line.contains("resync") { counts[line, default: 0] += 1 }
        counts[reply("null")] = nil
        #expect(counts.count == service.sent.value)
        #expect(counts.values.allSatisfy { $0 == 2 })
        client.send(request("push", "[3,10,false]", id: 2))
        #expect(service.dropped.wait(for: 3))
        #expect(client.line() == reply("null", id: 2))
        #expect(client.call("ping", id: 3) == reply("\"pong\"", id: 3))
    }

    @Test("Notifications to a client that has gone are not waited for")
    func deliveryToNobody() throws {
        let server = try TestServer()
        do { server.connect().send(request("push", "[50,100000]")) }
        let service = server.service
        #expect(service.left.wait())
        while service.sent.value + service.refused.value + service.dropped.value < 50 {
            WorkerThread.yield()
        }
    }

    // MARK: - Ending

    @Test("A client that has asked before may send much at once, and its end behind it")
    func muchAtOnce() throws {
        let server = try TestServer()
        defer { server.stop() }
        // From its third request on, the kernel tells of what comes once.
        for count in [1, 200, 2000, 4000] {
            let client = server.connect()
            for _ in 0..<5 { #expect(client.call("ping") == reply("\"pong\"")) }
            let requests = String(repeating: request("ping") + "\n", count: count)
            // Less than the sockets and the server hold of replies that nobody reads yet.
            client.send(requests)
            client.stopSending()
            let replies = String(repeating: reply("\"pong\"") + "\n", count: count)
            #expect(client.rest() == replies)
        }
    }

    @Test("A client that stops sending gets all its replies")
    func halfClose() throws {
        let server = try TestServer()
        let client = server.connect()
        for id in 0..<20 { client.send(request("hold", id: id)) }
        client.send(request("blob", "[0]", id: 20))
        client.stopSending()
        #expect(server.service.held.arrived.wait(for: 20))
        server.service.held.release()
        for id in 0..<20 { #expect(client.line() == reply("\"released\"", id: id)) }
        #expect(client.line() == reply("\"\"", id: 20))
        #expect(client.rest() == "")
    }

    @Test("A server that stops answers what is in flight, removes its socket and ends")
    func drain() throws {
        let server = try TestServer { $0.loopCount = 2 }
        let idle = server.connect()
        #expect(idle.call("ping") == reply("\"pong\""))
        let busy = server.connect()
        busy.send(request("hold"))
        #expect(server.service.held.arrived.wait())
        server.server.stop()
        #expect(idle.rest() == "")
        server.service.held.release()
        #expect(busy.line() == reply("\"released\""))
        #expect(busy.rest() == "")
        server.stop()
        #expect(unsafe access(server.path, F_OK) != 0)
    }

    @Test("What never ends does not keep a server from stopping")
    func drainDeadline() throws {
        let server = try TestServer { $0.drainMilliseconds = 1 }
        let client = server.connect()
        client.send(request("hold"))
        #expect(server.service.held.arrived.wait())
        server.stop()
        #expect(client.rest() == "")
    }

    @Test("Whoever has talked for long is given as much time as others to read why it was refused")
    func refusedAfterLong() throws {
        let server = try TestServer()
        let client = server.connect()
        // Longer than the time that is given, and never waited for anything else.
        for _ in 0..<24 {
            #expect(client.call("ping") == reply("\"pong\""))
            usleep(50_000)
        }
        client.send("Content-Length: x\r\n\r\n")
        for _ in 0..<3 {
            usleep(50_000)
            #expect(client.send("more of it"))
        }
        client.stopSending()
        #expect(client.rest().contains("\"code\":-32700"))
    }

    @Test("The end of a session is its own, and work for a client that is gone is cancelled")
    func leaving() throws {
        let server = try TestServer()
        let client = server.connect()
        client.send(request("exit"))
        #expect(client.rest() == reply("null") + "\n")
        var vanishing: TestClient? = server.connect()
        vanishing?.send(request("untilCancelled"))
        #expect(server.service.begun.wait())
        #expect(vanishing != nil)
        vanishing = nil
        #expect(server.service.cancelled.wait())
        let other = server.connect()
        other.send(request("untilCancelled"))
        #expect(server.service.begun.wait(for: 2))
        other.send(
            "{\"jsonrpc\":\"2.0\",\"method\":\"$/cancelRequest\",\"params\":{\"id\":1}}\n"
        )
        #expect(try #require(other.line()).contains("-32800"))
        #expect(server.service.cancelled.wait(for: 2))
    }

    @Test("What a client has sent before it left is done, though nobody is told")
    func fireAndForget() throws {
        let server = try TestServer { $0.session.requestsInFlight = 10 }
        do {
            let client = server.connect()
            for id in 0..<50 { client.send(request("hold", id: id)) }
        }
        for count in 1...5 {
            #expect(server.service.held.arrived.wait(for: count * 10))
            server.service.held.release()
        }
        #expect(server.service.left.wait())
    }

    @Test("What no message is, is answered before the end, also to a client that goes on sending")
    func refusal() throws {
        let server = try TestServer()
        let client = server.connect()
        client.send("Content-Length: 99999999\r\n\r\n" + String(repeating: "x", count: 1 << 20))
        let answer = client.rest()
        #expect(answer.contains("messageTooLong") && answer.hasPrefix("Content-Length: "))
        let web = server.connect()
        web.send("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n")
        #expect(web.rest().hasPrefix("HTTP/1.1 411 Length Required\r\n"))
    }

    // MARK: - Order, HTTP, long texts

    @Test("A read waits for the write in front of it, and other connections do not")
    func order() throws {
        let server = try TestServer()
        let client = server.connect()
        client.send(request("hold") + request("blob", "[1]", id: 2) + request("ping", id: 3))
        #expect(server.service.held.arrived.wait())
        #expect(server.connect().call("blob", "[2]") == reply("\"00\""))
        server.service.held.release()
        #expect(client.line() == reply("\"released\""))
        #expect(client.line() == reply("\"0\"", id: 2))
        #expect(client.line() == reply("\"pong\"", id: 3))
    }

    @Test("HTTP keeps its order and its connection")
    func http() throws {
        let server = try TestServer()
        let client = server.connect()
        func post(_ body: String, _ headers: String = "") -> String {
            "POST / HTTP/1.1\r\nHost: x\r\n\(headers)Content-Length: \(body.utf8.count)\r\n\r\n\(body)"
        }
        client.send(post(request("double", "[1]")) + post(request("ping", id: 2)))
        let heads = [reply("2"), reply("\"pong\"", id: 2)].map {
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: \($0.utf8.count)\r\n\r\n\($0)"
        }
        #expect(client.bytes(heads.joined().utf8.count) == heads.joined())
        client.send(post(request("ping"), "Connection: close\r\n"))
        #expect(client.rest().hasSuffix(reply("\"pong\"")))
    }

    @Test("Texts too long for a loop are answered, one after the other, and others meanwhile")
    func longTexts() throws {
        let server = try TestServer { $0.loopCount = 2 }
        let text = String(repeating: "x", count: 3 << 20)
        let clients = (0..<4).map { _ in server.connect() }
        let other = server.connect()
        for client in clients {
            client.send(request("length", "{\"text\":\"\(text)\"}") + request("ping", id: 2))
            #expect(other.call("ping") == reply("\"pong\""))
        }
        for client in clients {
            #expect(client.line() == reply("\(3 << 20)"))
            #expect(client.line() == reply("\"pong\"", id: 2))
        }
        clients[0].send("[" + String(repeating: "1,", count: 1 << 19) + "]\n")
        #expect(try #require(clients[0].line()).contains("-32700"))
        clients[1].send(request("length", "[\"\(text)\"]"))
        server.stop()
    }

    // MARK: - Limits

    @Test("Long texts of all clients together have a most, and what is beyond it is told busy")
    func longTextLimit() throws {
        let server = try TestServer { $0.totalHeldBytes = 1 << 20 }
        let begun = request("length", "[\"" + String(repeating: "x", count: 700 << 10) + "\"]")
        let first = server.connect()
        first.send(String(begun.dropLast(10)))
        // What was there before a call is read by the time of the next one.
        let third = server.connect()
        for _ in 0..<2 { #expect(third.call("ping") == reply("\"pong\"")) }
        // The other one is not whole either: the two together are too much.
        let second = server.connect()
        second.send("Content-Length: 3000000\r\n\r\n" + begun)
        second.send(begun)
        #expect(third.call("ping") == reply("\"pong\""))
        let refused = second.rest()
        #expect(refused.hasPrefix("Content-Length: ") && refused.contains("\"kind\":\"busy\""))
        first.send(String(begun.suffix(10)))
        #expect(first.line() == reply("\(700 << 10)"))
    }

    @Test("One connection too many is told so")
    func connectionLimit() throws {
        let server = try TestServer { $0.connections = 2 }
        let clients = [server.connect(), server.connect()]
        for client in clients { #expect(client.call("ping") == reply("\"pong\"")) }
        let third = server.connect()
        #expect(try #require(third.line()).contains("too many connections"))
        #expect(third.rest() == "")
    }
}
