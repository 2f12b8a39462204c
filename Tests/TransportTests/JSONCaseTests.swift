import TestSupport
import Testing

/// Every case over a socket: one answer each, and a server that goes on.
@Suite("JSON by example, over a socket")
struct JSONCaseTests {
    @Test("As messages with lengths, one behind the other on one connection")
    func lengths() throws {
        let server = try TestServer()
        let client = server.connect()
        for text in JSONCase.all {
            client.send([UInt8]("Content-Length: \(text.bytes.count)\r\n\r\n".utf8) + text.bytes)
            let head = (client.line() ?? "").dropLast()
            #expect(head.hasPrefix("Content-Length: ") && client.line() == "\r", "\(text)")
            let said = client.bytes(Int(head.dropFirst(16)) ?? 0)
            let isParseError = said.contains("\"code\":-32700")
            #expect(isParseError == text.isParseError, "\(text) \(said)")
            #expect(isParseError || said.contains("\"code\":-32600"), "\(text) \(said)")
        }
        #expect(client.call("ping", id: 5) == reply("\"pong\"", id: 5))
    }

    @Test("As bodies over HTTP")
    func http() throws {
        let server = try TestServer()
        let client = server.connect()
        for text in JSONCase.all {
            let head = "POST / HTTP/1.1\r\nContent-Length: \(text.bytes.count)\r\n\r\n"
            client.send([UInt8](head.utf8) + text.bytes)
            #expect(client.line() == "HTTP/1.1 200 OK\r", "\(text)")
            var length = 0
            while let line = client.line(), line != "\r" {
                if line.hasPrefix("Content-Length: ") {
                    length = Int(line.dropFirst(16).dropLast()) ?? 0
                }
            }
            #expect(
                client.bytes(length).contains("\"code\":-32700") == text.isParseError,
                "\(text)"
            )
        }
    }

    @Test("Without any frame, each on a connection of its own, which ends")
    func bare() throws {
        let server = try TestServer()
        for text in JSONCase.all {
            let client = server.connect()
            client.send(text.bytes)
            client.stopSending()
            let said = client.rest()
            let isBlank = text.bytes.allSatisfy { $0 == 0x20 }
            #expect(said.contains("\"error\":{\"code\":-32") != isBlank, "\(text) \(said)")
        }
        #expect(server.connect().call("ping") == reply("\"pong\""))
    }
}

extension JSONCase {
    fileprivate var isParseError: Bool {
        switch verdict {
        case .refused, .largeNumber: true
        case .accepted, .repeatedName, .tooDeep: false
        }
    }
}
