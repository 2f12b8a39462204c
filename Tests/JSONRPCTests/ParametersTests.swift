import JSONRPC
import Testing

private func call(_ method: String, _ params: String) -> String {
    "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"\(method)\",\"params\":\(params)}"
}

@Suite("Parameters")
struct ParametersTests {
    @Test(
        "A mistake is named, with the nearest name",
        arguments: [
            (
                #"{"minuent":1,"subtrahend":2}"#,
                #""path":"minuent","reason":"unknown","hint":"did you mean \"minuend\"?""#
            ),
            (#"{"minuend":1,"subtrahend":2,"x":3}"#, #""path":"x","reason":"unknown","retryable""#),
            (#"{"minuend":1}"#, #""path":"subtrahend","reason":"missing""#),
            (#"{"minuend":null,"subtrahend":1}"#, #""path":"minuend","reason":"missing""#),
            (
                #"{"minuend":1.5,"subtrahend":1}"#,
                #""path":"minuend","reason":"wrongType","expected":"integer""#
            ),
            (#"{"minuend":"1","subtrahend":1}"#, #""reason":"wrongType""#),
            ("[1,2,3]", #""reason":"tooMany","limit":2"#), ("[1]", #""reason":"missing""#),
            ("[]", #""reason":"missing""#), ("{}", #""reason":"missing""#),
        ]
    )
    func mistakes(params: String, expected: String) {
        let talk = Talk()
        let reply = talk.line(call("subtract", params))
        #expect(reply.contains(#""code":-32602"#) && reply.contains(#""kind":"invalidParams""#))
        #expect(reply.contains(expected), "\(reply)")
    }

    @Test("Tokens of language servers are welcome everywhere, other members only where it says so")
    func tolerated() {
        let talk = Talk()
        #expect(
            talk.line(
                call(
                    "subtract",
                    #"{"workDoneToken":"t","minuend":3,"partialResultToken":1,"subtrahend":1}"#
                )
            ).hasSuffix("\"result\":2}")
        )
        #expect(
            talk.line(call("initialize", #"{"processId":null,"clientInfo":{},"rootUri":null}"#))
                .hasSuffix("\"result\":{}}")
        )
    }

    @Test("The nearest method is named, and nothing where none is near")
    func nearestMethod() {
        let talk = Talk()
        #expect(talk.line(call("subtrct", "[]")).contains(#"did you mean \"subtract\"?"#))
        #expect(talk.line(call("Pnig", "[]")).contains(#"did you mean \"ping\"?"#))
        #expect(!talk.line(call("completelyDifferent", "[]")).contains("hint"))
        #expect(talk.line(call("", "[]")).contains("-32601"))
    }

    @Test("An error replaces what the method had written")
    func failure() {
        let talk = Talk()
        #expect(
            talk.line(call("fail", "[]"))
                == #"{"jsonrpc":"2.0","id":1,"error":{"code":1011,"message":"the cohort is full","#
                + #""data":{"kind":"cohortFull","max":2,"taken":2,"retryable":false}}}"#
        )
    }

    @Test("Codes and names are those of the protocol")
    func kinds() {
        let expected: [Int: String] = [
            -32700: "parseError", -32600: "invalidRequest", -32601: "methodNotFound",
            -32602: "invalidParams", -32603: "internalError", -32800: "requestCancelled",
            -32801: "staleVersion", 1001: "notFound", 1002: "unique", 1003: "referenceMissing",
            1004: "checkFailed", 1005: "forbidden", 1006: "notLoggedIn", 1007: "badCredentials",
            1008: "deleted", 1009: "notDeleted", 1010: "cohortNotOpen", 1011: "cohortFull",
            1012: "alreadyEnrolled", 1013: "courseNotPublished", 1014: "roleMismatch",
            1015: "locked", 1016: "appendOnly", 1017: "hasDependents", 1018: "hasHistory",
            1019: "futureDate", 1020: "tooLarge", 1021: "busy", 1022: "importFailed",
            1023: "violationsRemain", 1024: "badCursor", 1025: "rateLimited", 1026: "mapFull",
            1027: "outcomeUnknown", 1028: "methodUnavailable",
        ]
        let found = RPCError.Kind.allCases.map { ($0.code, "\($0.name)") }
        #expect(Dictionary(uniqueKeysWithValues: found) == expected)
    }

    @Test("A completion that nobody fulfils answers for itself, and only the first outcome counts")
    func completions() {
        final class Box: @unchecked Sendable { var outcomes: [Outcome] = [] }
        let box = Box()
        do {
            let completion = Completion(Cancellation()) { box.outcomes.append($0) }
            completion.succeed([0x31])
            completion.fail(RPCError(.busy))
        }
        #expect(box.outcomes == [.success([0x31])])
        _ = Completion(Cancellation()) { box.outcomes.append($0) }
        #expect(box.outcomes.last == .failure(RPCError(.internalError)))
    }
}
