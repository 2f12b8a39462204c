import JSONRPC
import TestSupport
import Testing

/// Every case as a whole message and inside one, through a session that then goes on.
@Suite("JSON by example")
struct JSONCaseTests {
    @Test("There are enough cases")
    func count() {
        #expect(JSONCase.all.count >= 250)
    }

    @Test(
        "A message is taken for JSON if it is, and is answered once in any case",
        arguments: JSONCase.all
    )
    func asMessage(text: JSONCase) {
        let talk = Talk()
        let reply = talk.say(
            [UInt8]("Content-Length: \(text.bytes.count)\r\n\r\n".utf8) + text.bytes
        )
        #expect(reply.components(of: "Content-Length: ") == 1)
        let isBatch = reply.contains("\r\n\r\n[")
        switch text.verdict {
        case .accepted:
            #expect(!reply.contains("-32700") && reply.contains("\"code\":-32600"))
            #expect(!reply.contains("repeatedName") && !reply.contains("\"depth\""))
        case .refused:
            #expect(!isBatch && reply.contains("\"id\":null,\"error\":{\"code\":-32700"))
        case .largeNumber: #expect(reply.contains("-32700") && reply.contains("\"number\""))
        case .repeatedName, .tooDeep: #expect(reply.contains("-32600") && !reply.contains("-32700"))
        }
        #expect(
            talk.say("Content-Length: \(call("ping").utf8.count)\r\n\r\n" + call("ping")).contains(
                "pong"
            )
        )
    }

    @Test(
        "A value inside a request comes back, or is refused under the request's id",
        arguments: JSONCase.all
    )
    func asParameter(text: JSONCase) {
        let talk = Talk()
        let head = [UInt8]("{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"echo\",\"params\":[".utf8)
        let body = head + text.bytes + [UInt8]("]}".utf8)
        let reply = talk.say([UInt8]("Content-Length: \(body.count)\r\n\r\n".utf8) + body)
        #expect(reply.components(of: "Content-Length: ") == 1)
        switch text.verdict {
        case .accepted where text.isDeepInside: #expect(reply.contains("\"depth\""))
        case .accepted: #expect(reply.contains("\"id\":7,\"result\":"))
        // Two levels around it make good what it lacks, or make a list of it.
        case .refused where text.isGoodInside: #expect(reply.contains("\"id\":7,"))
        case .refused: #expect(reply.contains("\"error\":{\"code\":-32700"))
        case .largeNumber: #expect(reply.contains("\"id\":7,\"error\":{\"code\":-32700"))
        case .repeatedName, .tooDeep: #expect(reply.contains("\"id\":7,\"error\":{\"code\":-32600"))
        }
        #expect(
            talk.say("Content-Length: \(call("ping").utf8.count)\r\n\r\n" + call("ping")).contains(
                "pong"
            )
        )
    }
}

extension JSONCase {
    /// The request's own two levels are too many for it.
    fileprivate var isDeepInside: Bool {
        var deepest = 0
        var depth = 0
        for byte in bytes {
            if byte == UInt8(ascii: "[") || byte == UInt8(ascii: "{") { depth += 1 }
            if byte == UInt8(ascii: "]") || byte == UInt8(ascii: "}") { depth -= 1 }
            deepest = max(deepest, depth)
        }
        return deepest > 62
    }

    /// What is no value, or two, is a list between brackets.
    fileprivate var isGoodInside: Bool {
        ["", " ", "1,2"].contains(String(decoding: bytes, as: UTF8.self))
    }
}
