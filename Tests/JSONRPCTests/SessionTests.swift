import JSONRPC
import Records
import Testing

@Suite("A session")
struct SessionTests {
    // MARK: - Ids

    @Test(
        "Ids come back byte for byte",
        arguments: [
            "0", "-0", "1.50", "1e2", "-1E-2", "9007199254740993", "18446744073709551615", "\"\"",
            "\"\\u0041\"", "\"a\\/b\"", "\"cli:m#1\"", "\"ə\"", "null", "\"}]\\\"\"",
        ]
    )
    func echoedIDs(id: String) {
        let talk = Talk()
        #expect(talk.line(call("ping", id: id)) == result("\"pong\"", id: id))
        let batch = "[\(call("ping", id: id)) , \(call("write", id: id))]"
        #expect(talk.line(batch) == "")
        #expect(
            talk.finishOldest()
                == "[\(result("\"pong\"", id: id)),\(result("\"written\"", id: id))]\n"
        )
        #expect(
            talk.line("{ \"id\" : \(id) , \"jsonrpc\":\"2.0\",\"method\":\"ping\" }").contains(id)
        )
    }

    @Test("An id behind long parameters comes back too, wherever it stands")
    func idsBehindLongParameters() {
        let talk = Talk()
        let long = "[" + String(repeating: "[{\"a\":1,\"b\":[]},{}],", count: 1000) + "0]"
        let members = [
            "\"jsonrpc\":\"2.0\"", "\"params\":{\"value\":\(long)}", "\"method\":\"echo\"",
            "\"id\" : 1.50 ", "\"more\":{\"x\":[1,[],{}],\"y\":{\"z\":2}}",
        ]
        for shift in members.indices {
            let turned = members[shift...] + members[..<shift]
            let text = "{" + turned.joined(separator: ",") + "}"
            #expect(talk.line(text) == result(long, id: "1.50"))
            #expect(talk.line("[\(text)]") == "[" + result(long, id: "1.50") + "]")
        }
    }

    @Test("A name that only begins like one of a message's is another one")
    func namesThatBeginAlike() {
        let talk = Talk()
        let more = [
            #""id\u0000":1"#, #""method\u0000":"none""#, #""i":1"#, #""metho":1"#, #""":3"#,
            #""params ":[]"#, #""results":1"#, #""jsonrpc\u0000":1"#, #""idididid":2"#,
        ]
        for member in more {
            let text = "{\(member),\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"ping\"}"
            #expect(talk.line(text) == result("\"pong\"", id: "7"))
        }
        let nearly = #"{"jsonrpc":"2.0\u0000","id":7,"method":"ping"}"#
        #expect(talk.line(nearly).contains("noVersion"))
        #expect(talk.line(#"{"jsonrpc":"2.0","id\u0000":7,"method":"ping"}"#) == "")
    }

    @Test("What cannot be an id is refused", arguments: ["{}", "[]", "true", "[1]"])
    func badIDs(id: String) {
        let talk = Talk()
        let reply = talk.line(call("ping", id: id))
        #expect(reply.hasPrefix(#"{"jsonrpc":"2.0","id":null,"error":{"code":-32600"#))
        #expect(reply.contains("badID"))
    }

    @Test("A request that is flawed elsewhere is answered by its id")
    func flawedRequests() {
        let talk = Talk()
        let flawed = [
            #"{"id":7,"method":"ping"}"#, #"{"jsonrpc":"1.0","method":"ping","id":7}"#,
            #"{"params":3,"id":7,"jsonrpc":"2.0","method":"ping"}"#, #"{"jsonrpc":"2.0","id":7}"#,
            #"{"jsonrpc":"2.0","id":7,"method":7}"#,
        ]
        for text in flawed {
            #expect(talk.line(text).hasPrefix(#"{"jsonrpc":"2.0","id":7,"error":{"code":-32600"#))
        }
    }

    @Test(
        "An id is found in a text that the parser refuses for a value",
        arguments: [
            (#"{"jsonrpc":"2.0","id":7,"method":"ping","params":[18446744073709551616]}"#, -32700),
            (#"{"params":{"x":1e400},"id":7}"#, -32700),
            (#"{"params":{"x":1,"x":2},"id":7,"method":"a"}"#, -32600),
            (
                #"{"params":"# + String(repeating: "[", count: 65)
                    + String(repeating: "]", count: 65)
                    + #","id":7}"#, -32600
            ),
        ]
    )
    func recoveredIDs(text: String, code: Int) {
        let talk = Talk()
        #expect(talk.line(text).hasPrefix(#"{"jsonrpc":"2.0","id":7,"error":{"code":\#(code),"#))
        #expect(talk.line(call("ping")) == result("\"pong\""))
    }

    @Test("An id beyond all numbers comes back, one that is not JSON or is given twice does not")
    func oddIDs() {
        let talk = Talk()
        let long = "123456789012345678901234567890"
        #expect(talk.line(call("ping", id: long)).contains("\"id\":\(long),\"error\""))
        #expect(talk.line(call("ping", id: "01")).contains("\"id\":null,\"error\""))
        #expect(
            talk.line(#"{"id":1,"id":2,"jsonrpc":"2.0","method":"ping"}"#).contains("\"id\":null,")
        )
        #expect(
            talk.line(#"{"a":1e999,"id":"\x","jsonrpc":"2.0"}"#).contains("\"id\":null,")
        )
    }

    @Test("One bad number in a batch costs one reply")
    func recoveredBatch() {
        let talk = Talk()
        let bad = #"{"jsonrpc":"2.0","id":2,"method":"echo","params":[1e999]}"#
        let reply = talk.line("[\(call("ping")),\(bad),\(call("write", id: "3"))]")
        #expect(reply == "")
        let replies = talk.finishOldest()
        #expect(replies.hasPrefix("[" + result("\"pong\"") + #",{"jsonrpc":"2.0","id":2,"error":"#))
        #expect(replies.hasSuffix(result("\"written\"", id: "3") + "]\n"))
    }

    @Test("Replies to nothing are ignored")
    func responses() {
        let talk = Talk()
        #expect(talk.line(#"{"jsonrpc":"2.0","id":1,"result":5}"#) == "")
        #expect(talk.line(#"{"jsonrpc":"2.0","id":1,"error":{"code":1}}"#) == "")
    }

    // MARK: - Framing

    @Test("Each framing is answered in kind")
    func inKind() {
        let talk = Talk()
        let request = call("ping")
        let reply = result("\"pong\"")
        #expect(
            talk.say("Content-Length: \(request.utf8.count)\r\n\r\n\(request)")
                == "Content-Length: \(reply.utf8.count)\r\n\r\n\(reply)"
        )
        #expect(talk.say(request + "\n") == reply + "\n")
        #expect(talk.say("\u{1e}" + request + "\n") == reply + "\n")
        #expect(talk.say(request) == reply + "\n\n")
        #expect(
            talk.say("POST / HTTP/1.1\r\nContent-Length: \(request.utf8.count)\r\n\r\n\(request)")
                == "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
                + "Content-Length: \(reply.utf8.count)\r\n\r\n\(reply)"
        )
    }

    @Test("A length that has more digits, or fewer, than the last one is right all the same")
    func lengths() {
        let talk = Talk()
        for count in [0, 10, 1000, 100_000, 3, 40] {
            let text = String(repeating: "x", count: count)
            let request = call("echo", params: "[\"\(text)\"]")
            let reply = result("\"\(text)\"")
            #expect(
                talk.say("Content-Length: \(request.utf8.count)\r\n\r\n\(request)")
                    == "Content-Length: \(reply.utf8.count)\r\n\r\n\(reply)"
            )
        }
    }

    @Test("Whether a line ends is decided when its reply is made")
    func lateLineEnd() {
        let talk = Talk()
        #expect(talk.say(call("write")) == "")
        #expect(talk.say("\n") == "")
        #expect(talk.finishOldest() == result("\"written\"") + "\n")
        #expect(talk.say(call("write")) == "")
        #expect(talk.finishOldest() == result("\"written\"") + "\n\n")
    }

    @Test("What no message is, is answered once and ends the conversation")
    func refusals() {
        let talk = Talk()
        let reply = talk.say("hello\n" + call("ping") + "\n")
        #expect(reply.hasPrefix(#"{"jsonrpc":"2.0","id":null,"error":{"code":-32700,"#))
        #expect(reply.contains(#""reason":"unknownFraming""#))
        #expect(talk.isEnding)
        #expect(talk.say(call("ping") + "\n") == "")
    }

    @Test("Blanks between messages are not kept")
    func blanks() {
        let talk = Talk()
        #expect(talk.say(" \r\n\t\u{0}\u{1e}") == "")
        #expect(talk.hasTakenAll)
        #expect(talk.say(call("write") + "  ") == "")
        #expect(talk.say("  ") == "")
        #expect(talk.hasTakenAll)
        #expect(talk.say(" \n ") == "")
        #expect(talk.finishOldest() == result("\"written\"") + "\n")
    }

    @Test(
        "A text that is one plain value is no request",
        arguments: ["1", "\"a\"", "true", "null"]
    )
    func plainValues(text: String) {
        let talk = Talk()
        let reply = talk.say("Content-Length: \(text.utf8.count)\r\n\r\n\(text)")
        #expect(reply.contains("\"code\":-32600") && reply.contains("notAnObject"))
    }

    @Test("Input that ends inside a message is answered")
    func truncated() {
        let talk = Talk()
        #expect(talk.say("{\"jsonrpc\":") == "")
        #expect(talk.hangUp().contains("\"reason\":\"truncated\""))
        let other = Talk()
        #expect(other.say(call("ping") + "\n\n") == result("\"pong\"") + "\n")
        #expect(other.hangUp() == "")
    }

    // MARK: - Order

    @Test("A read waits for the writes in front of it, what does not read does not")
    func order() {
        let talk = Talk()
        let text =
            call("write") + "\n" + call("ping", id: "2") + "\n" + call("write", id: "3") + "\n"
            + call("get_data", id: "4") + "\n" + call("ping", id: "5") + "\n"
        #expect(talk.say(text) == result("\"pong\"", id: "2") + "\n")
        #expect(talk.deferred.count == 2)
        #expect(talk.finishOldest() == result("\"written\"") + "\n")
        #expect(
            talk.finishOldest()
                == [
                    result("\"written\"", id: "3"), result("[\"hello\",5]", id: "4"),
                    result("\"pong\"", id: "5"), "",
                ].joined(separator: "\n")
        )
        #expect(talk.isIdle)
    }

    @Test("A batch runs in order: its reads see its writes")
    func batchOrder() {
        let talk = Talk()
        let messages = [
            call("get_data"), call("write", id: "2"), call("write", id: "3"),
            call("get_data", id: "4"), call("write", id: "5"), call("long", id: "6"),
        ]
        #expect(talk.line("[" + messages.joined(separator: ",") + "]") == "")
        #expect(talk.deferred.count == 2)
        #expect(talk.finishOldest() == "")
        #expect(talk.deferred.count == 1)
        #expect(talk.finishOldest() == "")
        #expect(talk.deferred.count == 1)
        #expect(talk.finishOldest() == "")
        #expect(talk.deferred.count == 1)
        let replies = [
            result("[\"hello\",5]"), result("\"written\"", id: "2"), result("\"written\"", id: "3"),
            result("[\"hello\",5]", id: "4"), result("\"written\"", id: "5"), result("0", id: "6"),
        ]
        #expect(talk.finishOldest() == "[" + replies.joined(separator: ",") + "]\n")
        #expect(talk.isIdle)
    }

    @Test("Nothing passes a login, in a batch or not")
    func exclusive() {
        let talk = Talk()
        let messages = [call("login"), call("write", id: "2"), call("ping", id: "3")]
        let replies = [
            result("\"welcome\""), result("\"pong\"", id: "3"), result("\"written\"", id: "2"),
        ]
        #expect(talk.say(messages.joined(separator: "\n") + "\n") == "")
        #expect(talk.listener.calls == ["login"])
        #expect(talk.finishOldest() == replies[0] + "\n" + replies[1] + "\n")
        #expect(talk.listener.calls == ["login", "write"])
        #expect(talk.finishOldest() == replies[2] + "\n")
        #expect(talk.line("[" + messages.joined(separator: ",") + "]") == "")
        #expect(talk.deferred.count == 1)
        #expect(talk.finishOldest() == "")
        #expect(talk.finishOldest() == "[" + replies.joined(separator: ",") + "]\n")
        #expect(talk.isIdle)
    }

    @Test("A method knows whether it was called over HTTP")
    func framingOfCall() {
        let talk = Talk()
        #expect(talk.line(call("framing")) == result("\"stream\""))
        #expect(talk.say(post(call("framing"))).hasSuffix(result("\"http\"")))
    }

    @Test("Replies of work beside the loops may overtake one another")
    func overtaking() {
        let talk = Talk()
        #expect(
            talk.say(call("long") + "\n" + call("get_data", id: "2") + "\n").contains("\"id\":2")
        )
        #expect(talk.finishOldest() == result("0") + "\n")
    }

    // MARK: - Cancelling

    private func cancel(_ id: String) -> String {
        call("$/cancelRequest", id: nil, params: "{\"id\":\(id)}") + "\n"
    }

    @Test("A cancelled request is answered once, with the error of a cancelled request")
    func cancelling() {
        let talk = Talk()
        #expect(talk.say(call("long", id: "1.50") + "\n") == "")
        #expect(talk.say(cancel("2")) == "")
        let reply = talk.say(cancel("1.50"))
        #expect(reply.hasPrefix(#"{"jsonrpc":"2.0","id":1.50,"error":{"code":-32800,"#))
        #expect(talk.deferred[0].cancellation.isCancelled)
        #expect(talk.finishOldest() == "")
        #expect(talk.isIdle)
    }

    @Test("A write is cancelled before it begins, not after, and not in a batch")
    func cancellingWrites() {
        let talk = Talk()
        #expect(talk.say(call("write") + "\n" + cancel("1")).contains("-32800"))
        #expect(!talk.deferred.removeFirst().cancellation.begin())
        #expect(talk.say(call("write") + "\n") == "")
        #expect(talk.deferred[0].cancellation.begin())
        #expect(talk.say(cancel("1")) == "")
        #expect(talk.finishOldest() == result("\"written\"") + "\n")
        #expect(talk.say("[\(call("write"))]\n" + cancel("1")) == "")
        #expect(talk.finishOldest() == "[\(result("\"written\""))]\n")
    }

    @Test("A client that is gone needs no more reading, but its writes stand")
    func abandoned() {
        let talk = Talk()
        #expect(talk.say(call("long") + "\n" + call("write", id: "2") + "\n") == "")
        talk.session.cancelReading()
        #expect(talk.deferred[0].cancellation.isCancelled)
        #expect(talk.deferred[1].cancellation.begin())
    }

    // MARK: - Limits

    @Test("A batch has at most a thousand messages")
    func batchLimit() {
        let talk = Talk()
        func batch(_ count: Int) -> String {
            "[" + Array(repeating: call("ping"), count: count).joined(separator: ",") + "]"
        }
        #expect(talk.line(batch(1000)).components(of: "pong") == 1000)
        let reply = talk.line(batch(1001))
        #expect(
            reply.contains("-32600") && reply.contains(#""reason":"batchTooLong","limit":1000"#)
        )
    }

    @Test("So many requests in flight are taken, and the next one when one of them is answered")
    func inFlight() {
        var limits = SessionLimits()
        limits.requestsInFlight = 3
        let talk = Talk(limits: limits)
        let calls = (1...5).map { call("write", id: "\($0)") }
        _ = talk.say(calls.joined(separator: "\n") + "\n")
        #expect(talk.deferred.count == 3)
        #expect(talk.isBlocked)
        _ = talk.finishOldest()
        #expect(talk.deferred.count == 3)
        let batched = Talk(limits: limits)
        _ = batched.line("[" + calls.joined(separator: ",") + "]")
        var replies = ""
        while !batched.deferred.isEmpty {
            #expect(batched.deferred.count <= 3)
            replies += batched.finishOldest()
        }
        #expect(replies.components(of: "written") == 5)
    }

    @Test("The replies of a batch have a largest size")
    func batchReplies() {
        var limits = SessionLimits()
        limits.batchReplyBytes = 100
        let talk = Talk(limits: limits)
        let text = String(repeating: "x", count: 60)
        let batch = (1...3).map { call("echo", id: "\($0)", params: "[\"\(text)\"]") }
        let reply = talk.line("[" + batch.joined(separator: ",") + "]")
        #expect(reply.components(of: text) == 1 || reply.components(of: text) == 2)
        #expect(reply.contains(#""id":3,"error":{"code":1020"#))
    }

    @Test("A text too long for the loop is handed out, and read when it has been parsed")
    func longText() {
        var limits = SessionLimits()
        limits.inlineTextBytes = 100
        let talk = Talk(limits: limits)
        let text = String(repeating: "x", count: 200)
        #expect(
            talk.say(call("echo", params: "[\"\(text)\"]") + "\n" + call("ping", id: "2") + "\n")
                == ""
        )
        #expect(talk.listen() == "")
        #expect(talk.parseLongText() == result("\"\(text)\"") + "\n")
        #expect(talk.listen() == result("\"pong\"", id: "2") + "\n")
    }

    @Test("A session that is overloaded says so, and goes on afterwards")
    func overloaded() {
        let talk = Talk()
        talk.session.isOverloaded = true
        let reply = talk.line(call("ping"))
        #expect(reply.contains(#""code":1021"#) && reply.contains(#""retryable":true"#))
        talk.session.isOverloaded = false
        #expect(talk.line(call("ping")) == result("\"pong\""))
    }

    // MARK: - Ending, notifying

    @Test("The end is answered when it is a request, and nothing behind it is")
    func ending() {
        let talk = Talk()
        #expect(talk.say(call("exit") + "\n" + call("ping") + "\n") == result("null") + "\n")
        #expect(talk.isEnding)
    }

    @Test("A notification is framed like the last message, and is not for HTTP")
    func notifying() {
        let talk = Talk()
        #expect(!talk.notify("{}"))
        _ = talk.line(call("ping"))
        #expect(talk.notify("{}"))
        #expect(talk.heard() == "{}\n")
        _ = talk.say("Content-Length: 0\r\n\r\n")
        #expect(talk.notify("{}"))
        #expect(talk.heard() == "Content-Length: 2\r\n\r\n{}")
        _ = talk.say(post(call("ping")))
        #expect(!talk.notify("{}"))
    }

    @Test("Whatever bytes come, nothing traps, and a session that is not refused goes on")
    func anyBytes() {
        for seed in UInt64(1)...300 {
            var random = RandomBytes(seed: seed)
            let talk = Talk()
            var stream: [UInt8] = []
            for _ in 0..<20 {
                var text = [UInt8](random.pick(Self.snippets).utf8)
                if random.number(below: 4) == 0, !text.isEmpty {
                    text[random.number(below: text.count)] = UInt8(random.number(below: 256))
                }
                stream += text
            }
            while !stream.isEmpty {
                let count = min(stream.count, random.number(below: 40))
                _ = talk.say(Array(stream[..<count]))
                stream.removeFirst(count)
                while !talk.deferred.isEmpty { _ = talk.finishOldest() }
            }
            if !talk.isEnding, talk.input.isEmpty {
                #expect(talk.line(call("ping")).contains("pong"), "seed \(seed)")
            }
        }
    }

    private static let snippets = [
        call("ping") + "\n", call("write"), "[" + call("write") + "," + call("get_data") + "]",
        "Content-Length: 40\r\n\r\n" + call("ping", id: nil) + "\n", "[1e999,{\"id\":3}]", "\n\n",
        "{\"id\":01}", "{\"a\":{\"b\":[[]]},\"id\":\"\\u12\"}\n", "POST / HTTP/1.1\r\n\r\n",
        "{\"id\":1,\"id\":2}", "[[[]]]", "{}", "[{}]", "\u{feff}",
    ]
}

/// Reproducible choices.
private struct RandomBytes {
    private var state: UInt64
    init(seed: UInt64) { state = seed &* 0x9e37_79b9_7f4a_7c15 }

    mutating func number(below limit: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % limit
    }

    mutating func pick(_ choices: [String]) -> String { choices[number(below: choices.count)] }
}
