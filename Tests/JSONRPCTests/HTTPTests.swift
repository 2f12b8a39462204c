import JSONRPC
import Testing

/// Over HTTP/1.1, as curl and the libraries of scripts speak it.
@Suite("A session over HTTP")
struct HTTPTests {
    @Test("A notification over HTTP is acknowledged without content, when it is done")
    func noContent() {
        let talk = Talk()
        #expect(talk.say(post(call("update", id: nil))) == "HTTP/1.1 204 No Content\r\n\r\n")
        #expect(talk.say(post("[\(call("update", id: nil))]")) == "HTTP/1.1 204 No Content\r\n\r\n")
        #expect(talk.say(post(call("write", id: nil))) == "")
        #expect(talk.finishOldest() == "HTTP/1.1 204 No Content\r\n\r\n")
        #expect(talk.say(post("[\(call("write", id: nil))]")) == "")
        #expect(talk.finishOldest() == "HTTP/1.1 204 No Content\r\n\r\n")
    }

    @Test("HTTP replies keep the order of their requests")
    func httpOrder() {
        let talk = Talk()
        #expect(talk.say(post(call("long")) + post(call("ping", id: "2"))) == "")
        let replies = talk.finishOldest()
        #expect(replies.firstRange(of: "\"id\":1") != nil)
        #expect(replies.components(of: "HTTP/1.1 200 OK") == 2)
        #expect(replies.hasSuffix(result("\"pong\"", id: "2")))
    }

    @Test("HTTP without a message has clear answers, and closing is honoured")
    func httpOthers() {
        let talk = Talk()
        #expect(talk.say("OPTIONS / HTTP/1.1\r\n\r\n").contains("Allow: POST, OPTIONS\r\n\r\n"))
        let get = talk.say("GET / HTTP/1.1\r\n\r\n")
        #expect(get.hasPrefix("HTTP/1.1 405 ") && get.contains("POST a JSON-RPC 2.0 request"))
        let body = call("ping")
        let headers =
            "POST / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: \(body.utf8.count)\r\n\r\n"
        #expect(talk.say(headers) == "HTTP/1.1 100 Continue\r\n\r\n")
        #expect(talk.say(body).hasSuffix(result("\"pong\"")))
        #expect(!talk.isEnding)
        #expect(talk.say(post(body, "Connection: close\r\n")).contains("Connection: close\r\n"))
        #expect(talk.isEnding)
    }

    @Test("A client that asks before it sends may close afterwards")
    func expectAndClose() {
        let talk = Talk()
        let body = call("ping")
        let headers = "Expect: 100-continue\r\nConnection: close\r\n"
        let text = post(body, headers)
        #expect(talk.say(String(text.dropLast(body.count))) == "HTTP/1.1 100 Continue\r\n\r\n")
        #expect(talk.say(body).hasSuffix(result("\"pong\"")))
        #expect(talk.isEnding)
    }

    @Test("HTTP that is refused says so in a status")
    func httpRefusals() {
        let cases = [
            ("Transfer-Encoding: chunked\r\n", "411"), ("", "411"),
            ("Content-Length: x\r\n", "400"),
            ("Content-Length: 99999999\r\n", "413"),
            ("X: " + String(repeating: "x", count: 20_000) + "\r\n", "431"),
        ]
        for (header, status) in cases {
            let talk = Talk()
            let reply = talk.say("POST / HTTP/1.1\r\n\(header)\r\n")
            #expect(reply.hasPrefix("HTTP/1.1 \(status) "))
            #expect(reply.contains("Connection: close\r\n") && reply.contains("-32700"))
        }
    }
}
