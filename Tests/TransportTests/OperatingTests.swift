import Foundation
import Glibc
import JSONRPC
import TestSupport
import Testing
import Transport

@Suite("What an operator sees of a server")
struct OperatingTests {
    @Test("A message that begins and does not end is refused, an idle client is not")
    func halfFrame() throws {
        let server = try TestServer { $0.session.framing.frameMilliseconds = 80 }
        let idle = server.connect()
        #expect(idle.call("ping") == reply("\"pong\""))
        let header = server.connect()
        header.send("Content-Length: 40\r\n\r\n{\"jsonrpc\"")
        let answer = header.rest()
        #expect(answer.hasPrefix("Content-Length: ") && answer.contains("tooSlow"))
        let web = server.connect()
        web.send("POST / HTTP/1.1\r\nContent-Length: 9\r\n\r\n{")
        #expect(web.rest().hasPrefix("HTTP/1.1 408 Request Timeout\r\n"))
        let bare = server.connect()
        bare.send(request("ping", id: 7) + "{\"jsonrpc\"")
        #expect(bare.line() == reply("\"pong\"", id: 7))
        #expect(bare.rest().contains("\"limit\":80"))
        #expect(idle.call("ping") == reply("\"pong\""))
    }

    @Test("A client that waits for a write may leave the next message half as long as it likes")
    func blockedFrame() throws {
        let server = try TestServer {
            $0.session.framing.frameMilliseconds = 800
            $0.session.requestsInFlight = 1
        }
        let client = server.connect()
        let next = request("ping", id: 2)
        client.send(request("hold") + String(next.prefix(20)))
        #expect(server.service.held.arrived.wait())
        // Others are cut off meanwhile: twice as long as a message may take.
        for _ in 0..<2 {
            let slow = server.connect()
            slow.send("{")
            #expect(slow.rest().contains("tooSlow"))
        }
        server.service.held.release()
        #expect(client.line() == reply("\"released\""))
        client.send(String(next.dropFirst(20)))
        #expect(client.line() == reply("\"pong\"", id: 2))
    }

    @Test("Calls, failures and bytes are counted")
    func figures() throws {
        let server = try TestServer { $0.loopCount = 2 }
        let clients = (0..<4).map { _ in server.connect() }
        var sent = 0
        var received = 0
        for client in clients {
            for line in [request("blob", "[3]"), request("blob"), request("double", "[1]")] {
                client.send(line)
                sent += line.utf8.count
                received += try #require(client.line()).utf8.count + 1
            }
        }
        let figures = server.server.figures
        #expect(figures.connections == 4)
        #expect(figures.acceptedConnections == 4)
        #expect(figures.loops == 2)
        #expect(figures.meters.receivedBytes == sent)
        #expect(figures.meters.sentBytes == received)
        let blob = try #require(figures.meters.methods.first { "\($0.name)" == "blob" })
        #expect(blob.calls == 8)
        #expect(blob.failures == 4)
        #expect(blob.medianNanoseconds <= blob.p99Nanoseconds)
        #expect(blob.p99Nanoseconds <= blob.longestNanoseconds)
        let double = try #require(figures.meters.methods.first { "\($0.name)" == "double" })
        #expect(double.calls == 4 && double.failures == 0)
    }

    @Test("Requests that take long are told of")
    func slow() throws {
        let told = Event()
        let server = try TestServer {
            $0.slowNanoseconds = 0
            $0.tellSlow = { method, _ in if "\(method)" == "ping" { told.signal() } }
        }
        let client = server.connect()
        #expect(client.call("ping") == reply("\"pong\""))
        #expect(client.call("blob", "[1]") == reply("\"0\""))
        #expect(told.value == 1)
    }

    @Test("A mirror holds all that was said, for its owner alone")
    func mirror() throws {
        let folder = TemporaryFolder()
        let path = folder.path("mirror")
        let mirror = try Mirror(path: path)
        let server = try TestServer { $0.mirror = mirror }
        let client = server.connect()
        #expect(client.call("ping") == reply("\"pong\""))
        server.stop()
        let text = try String(contentsOfFile: path, encoding: .utf8)
        let (sent, received) = (request("ping"), reply("\"pong\"") + "\n")
        #expect(
            text == "1 > \(sent.utf8.count)\n\(sent)\n1 < \(received.utf8.count)\n\(received)\n"
        )
        var status = stat()
        #expect(unsafe stat(path, &status) == 0)
        #expect(status.st_mode & 0o777 == 0o600)
        #expect(throws: SocketError.occupied) { try Mirror(path: "/dev/null") }
    }

    @Test("A client that may can stop the server")
    func stop() throws {
        let server = try TestServer()
        let client = server.connect()
        #expect(client.call("stop") == reply("null"))
        #expect(client.rest() == "")
        server.stop()
    }
}
