import JSONRPC
import Testing

private let parseError =
    "{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":-32700,"
private let invalidRequest =
    "{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":-32600,"

/// The examples of the JSON-RPC 2.0 specification, section 7.
@Suite("JSON-RPC 2.0 by example")
struct SpecificationTests {
    @Test("Positional parameters")
    func positional() {
        let talk = Talk()
        #expect(
            talk.line(#"{"jsonrpc": "2.0", "method": "subtract", "params": [42, 23], "id": 1}"#)
                == #"{"jsonrpc":"2.0","id":1,"result":19}"#
        )
        #expect(
            talk.line(#"{"jsonrpc": "2.0", "method": "subtract", "params": [23, 42], "id": 2}"#)
                == #"{"jsonrpc":"2.0","id":2,"result":-19}"#
        )
    }

    @Test("Named parameters, in any order")
    func named() {
        let talk = Talk()
        let reply = #"{"jsonrpc":"2.0","id":3,"result":19}"#
        #expect(
            talk.line(
                #"{"jsonrpc":"2.0","method":"subtract","params":{"subtrahend":23,"minuend":42},"id":3}"#
            ) == reply
        )
        #expect(
            talk.line(
                #"{"id":3,"params":{"minuend":42,"subtrahend":23},"method":"subtract","jsonrpc":"2.0"}"#
            ) == reply
        )
    }

    @Test("A notification, known or not, has no reply")
    func notification() {
        let talk = Talk()
        #expect(talk.line(#"{"jsonrpc": "2.0", "method": "update", "params": [1,2,3,4,5]}"#) == "")
        #expect(talk.line(#"{"jsonrpc": "2.0", "method": "foobar"}"#) == "")
        #expect(talk.line(#"{"jsonrpc": "2.0", "method": "fail"}"#) == "")
        #expect(talk.listener.calls == ["update"])
    }

    @Test("A method that does not exist")
    func unknownMethod() {
        let talk = Talk()
        let reply = talk.line(#"{"jsonrpc": "2.0", "method": "foobar", "id": "1"}"#)
        #expect(reply.hasPrefix(#"{"jsonrpc":"2.0","id":"1","error":{"code":-32601,"#))
    }

    @Test("Text that is not JSON")
    func invalidJSON() {
        let talk = Talk()
        let reply = talk.line(#"{"jsonrpc": "2.0", "method": "foobar, "params": "bar", "baz]"#)
        #expect(reply.hasPrefix(parseError))
    }

    @Test("An object that is no request")
    func invalidRequestObject() {
        let talk = Talk()
        #expect(
            talk.line(#"{"jsonrpc": "2.0", "method": 1, "params": "bar"}"#).hasPrefix(
                invalidRequest
            )
        )
    }

    @Test("A batch that is not JSON")
    func invalidBatch() {
        let talk = Talk()
        let reply = talk.line(
            #"[{"jsonrpc": "2.0", "method": "sum", "params": [1,2,4], "id": "1"},{"jsonrpc": "2.0", "method"]"#
        )
        #expect(reply.hasPrefix(parseError))
    }

    @Test("An empty batch")
    func emptyBatch() {
        let talk = Talk()
        #expect(talk.line("[]").hasPrefix(invalidRequest))
    }

    @Test("A batch of what are no requests")
    func junkBatch() {
        let talk = Talk()
        #expect(talk.line("[1]").hasPrefix("[" + invalidRequest))
        let three = talk.line("[1,2,3]")
        #expect(three.components(of: invalidRequest) == 3)
        #expect(three.hasPrefix("[{") && three.hasSuffix("}]"))
    }

    @Test("A batch of everything")
    func mixedBatch() {
        let talk = Talk()
        let reply = talk.line(
            """
            [{"jsonrpc": "2.0", "method": "sum", "params": [1,2,4], "id": "1"},
             {"jsonrpc": "2.0", "method": "notify_hello", "params": [7]},
             {"jsonrpc": "2.0", "method": "subtract", "params": [42,23], "id": "2"},
             {"foo": "boo"},
             {"jsonrpc": "2.0", "method": "foo.get", "params": {"name": "myself"}, "id": "5"},
             {"jsonrpc": "2.0", "method": "get_data", "id": "9"}]
            """
        )
        let parts = [
            #"[{"jsonrpc":"2.0","id":"1","result":7},{"jsonrpc":"2.0","id":"2","result":19},"#,
            invalidRequest, #""id":"5","error":{"code":-32601,"#,
            #"{"jsonrpc":"2.0","id":"9","result":["hello",5]}]"#,
        ]
        for part in parts { #expect(reply.contains(part)) }
        #expect(reply.components(of: "\"jsonrpc\"") == 5)
        #expect(talk.listener.calls == ["hello"])
    }

    @Test("A batch of notifications has no reply")
    func notificationBatch() {
        let talk = Talk()
        let reply = talk.line(
            #"[{"jsonrpc":"2.0","method":"notify_hello","params":[7]},{"jsonrpc":"2.0","method":"update"}]"#
        )
        #expect(reply == "")
        #expect(talk.listener.calls == ["hello", "update"])
    }
}

extension String {
    /// How often a text occurs.
    func components(of part: String) -> Int {
        var count = 0
        var rest = self[...]
        while let range = rest.firstRange(of: part) {
            count += 1
            rest = rest[range.upperBound...]
        }
        return count
    }
}
