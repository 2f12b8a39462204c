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

    @Test(
        "Headers that two servers could read in two ways are refused, and what follows is not read"
    )
    func smuggling() {
        let body = call("ping")
        let length = "Content-Length: \(body.utf8.count)\r\n"
        let blocks = [
            length + length, length + "Content-Length: 0\r\n", "Content-Length: 1, 1\r\n",
            "Content-Length: -1\r\n", "Content-Length: +1\r\n", "Content-Length: 0x1\r\n",
            "Content-Length: 1 1\r\n", "Content-Length:\r\n", "Content-Length: 1e1\r\n",
            "Content-Length: 18446744073709551617\r\n", "Content-Length : 1\r\n" + length,
            "Content-Length\t: 1\r\n" + length, " Content-Length: 1\r\n" + length,
            "X: 1\r\n Content-Length: 1\r\n" + length, "X: 1\r\r" + length,
            "X: 1\rContent-Length: 1\r\n" + length, "X: \u{0}\r\n" + length,
            "X\u{0}: 1\r\n" + length, ": 1\r\n" + length, "nonsense\r\n" + length,
            "Transfer-Encoding: chunked\r\n" + length, length + "Transfer-Encoding: identity\r\n",
            "transfer-encoding:\tchunked\r\n", "Transfer-Encoding : chunked\r\n" + length,
            length + "\n", "X: 1\n" + length,
        ]
        for block in blocks {
            for method in ["POST", "OPTIONS", "GET", "PUT"] {
                let talk = Talk()
                let said = talk.say("\(method) / HTTP/1.1\r\n\(block)\r\n\(body)" + post(body))
                #expect(said.hasPrefix("HTTP/1.1 4"), "\(method) \(block)")
                #expect(said.contains("Connection: close\r\n") && !said.contains("pong"))
                #expect(said.components(of: "HTTP/1.1 ") == 1)
                #expect(talk.isEnding)
            }
        }
    }

    @Test("Who cannot understand the interim answer is not sent one")
    func interim() {
        let body = call("ping")
        let old = post(body, "Expect: 100-continue\r\n").replacing("HTTP/1.1", with: "HTTP/1.0")
        #expect(Talk().say(old).hasPrefix("HTTP/1.1 200 OK\r\n"))
        let length = "Content-Length: \(body.utf8.count)\r\nExpect: 100-continue\r\n\r\n" + body
        #expect(Talk().say(length).hasPrefix("Content-Length: "))
    }

    @Test("Thousands of requests behind one another are answered in their order")
    func pipelined() {
        let talk = Talk()
        let count = 5000
        let requests = (1...count).map { number in
            post(call(number % 7 == 0 ? "long" : "ping", id: "\(number)"))
        }
        var heard = talk.say(requests.joined())
        while !talk.deferred.isEmpty { heard += talk.finishOldest() }
        let ids = heard.split(separator: "\"id\":").dropFirst().compactMap { part in
            Int(part.prefix { $0.isNumber })
        }
        #expect(ids == Array(1...count))
    }
}
