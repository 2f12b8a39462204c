import Testing

/// What is sent, and what comes back: whole, or as far as the specification fixes it.
private struct Exchange: Sendable {
    let sent: String
    /// The replies, or the beginnings of errors; the members stand in the order of this server.
    let replies: [String]
    let isBatch: Bool

    init(_ sent: String, _ replies: [String] = [], isBatch: Bool = false) {
        self.sent = sent
        self.replies = replies
        self.isBatch = isBatch
    }
}

private func failure(_ code: Int, _ id: String = "null") -> String {
    "{\"jsonrpc\":\"2.0\",\"id\":\(id),\"error\":{\"code\":\(code),\"message\":\""
}

private func success(_ result: String, _ id: String) -> String {
    "{\"jsonrpc\":\"2.0\",\"id\":\(id),\"result\":\(result)}"
}

/// Section 7 of the JSON-RPC 2.0 specification, in its order, letter by letter.
private let examples = [
    Exchange(
        #"{"jsonrpc": "2.0", "method": "subtract", "params": [42, 23], "id": 1}"#,
        [success("19", "1")]
    ),
    Exchange(
        #"{"jsonrpc": "2.0", "method": "subtract", "params": [23, 42], "id": 2}"#,
        [success("-19", "2")]
    ),
    Exchange(
        #"{"jsonrpc": "2.0", "method": "subtract", "params": {"subtrahend": 23, "minuend": 42}, "id": 3}"#,
        [success("19", "3")]
    ),
    Exchange(
        #"{"jsonrpc": "2.0", "method": "subtract", "params": {"minuend": 42, "subtrahend": 23}, "id": 4}"#,
        [success("19", "4")]
    ),
    Exchange(#"{"jsonrpc": "2.0", "method": "update", "params": [1,2,3,4,5]}"#),
    Exchange(#"{"jsonrpc": "2.0", "method": "foobar"}"#),
    Exchange(#"{"jsonrpc": "2.0", "method": "foobar", "id": "1"}"#, [failure(-32601, "\"1\"")]),
    Exchange(
        #"{"jsonrpc": "2.0", "method": "foobar, "params": "bar", "baz]"#,
        [failure(-32700)]
    ),
    Exchange(#"{"jsonrpc": "2.0", "method": 1, "params": "bar"}"#, [failure(-32600)]),
    Exchange(
        #"[{"jsonrpc": "2.0", "method": "sum", "params": [1,2,4], "id": "1"},{"jsonrpc": "2.0", "method"]"#,
        [failure(-32700)]
    ),
    Exchange("[]", [failure(-32600)]),
    Exchange("[1]", [failure(-32600)], isBatch: true),
    Exchange("[1,2,3]", [failure(-32600), failure(-32600), failure(-32600)], isBatch: true),
    Exchange(
        """
        [
            {"jsonrpc": "2.0", "method": "sum", "params": [1,2,4], "id": "1"},
            {"jsonrpc": "2.0", "method": "notify_hello", "params": [7]},
            {"jsonrpc": "2.0", "method": "subtract", "params": [42,23], "id": "2"},
            {"foo": "boo"},
            {"jsonrpc": "2.0", "method": "foo.get", "params": {"name": "myself"}, "id": "5"},
            {"jsonrpc": "2.0", "method": "get_data", "id": "9"}
        ]
        """,
        [
            success("7", "\"1\""), success("19", "\"2\""), failure(-32600),
            failure(-32601, "\"5\""), success("[\"hello\",5]", "\"9\""),
        ],
        isBatch: true
    ),
    Exchange(
        """
        [
            {"jsonrpc": "2.0", "method": "notify_sum", "params": [1,2,4]},
            {"jsonrpc": "2.0", "method": "notify_hello", "params": [7]}
        ]
        """
    ),
]

@Suite("JSON-RPC 2.0 by example, over a socket")
struct SpecificationTests {
    /// Whether a reply is the one that is expected; the words of an error are not fixed.
    private func expect(_ reply: String, _ exchange: Exchange) {
        var rest = reply[...]
        if exchange.isBatch {
            #expect(rest.hasPrefix("[") && rest.hasSuffix("]"))
            rest = rest.dropFirst().dropLast()
        }
        for (index, expected) in exchange.replies.enumerated() {
            #expect(rest.hasPrefix(expected), "\(exchange.sent)")
            let next = index + 1 < exchange.replies.count ? exchange.replies[index + 1] : nil
            guard let next else {
                #expect(expected.hasSuffix("}") ? rest == expected : rest.hasSuffix("}"))
                break
            }
            guard let end = rest.dropFirst().firstRange(of: "," + next) else {
                Issue.record("\(reply) has not \(next)")
                return
            }
            rest = rest[rest.index(after: end.lowerBound)...]
        }
    }

    @Test("In lines")
    func lines() throws {
        let server = try TestServer()
        for exchange in examples {
            // Each for itself: a line that ends inside a string leaves nothing to go on with.
            let client = server.connect()
            client.send(exchange.sent + "\n")
            if !exchange.replies.isEmpty { expect(client.line() ?? "", exchange) }
            client.stopSending()
            #expect(client.rest() == "")
        }
    }

    @Test("With lengths")
    func lengths() throws {
        let server = try TestServer()
        let client = server.connect()
        for exchange in examples {
            client.send("Content-Length: \(exchange.sent.utf8.count)\r\n\r\n\(exchange.sent)")
            if !exchange.replies.isEmpty {
                let head = (client.line() ?? "").dropLast()
                #expect(head.hasPrefix("Content-Length: ") && client.line() == "\r")
                expect(client.bytes(Int(head.dropFirst(16)) ?? 0), exchange)
            }
            #expect(client.call("ping", id: 77) == reply("\"pong\"", id: 77))
        }
    }

    @Test("Over HTTP")
    func http() throws {
        let server = try TestServer()
        let client = server.connect()
        for exchange in examples {
            client.send(
                "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: \(exchange.sent.utf8.count)\r\n\r\n"
                    + exchange.sent
            )
            var head: [String] = []
            while let line = client.line(), line != "\r" { head.append(line) }
            if exchange.replies.isEmpty {
                #expect(head == ["HTTP/1.1 204 No Content\r"])
            } else {
                #expect(head.first == "HTTP/1.1 200 OK\r")
                let length = head.first { $0.hasPrefix("Content-Length: ") }?.dropFirst(16)
                expect(client.bytes(Int((length ?? "").dropLast()) ?? 0), exchange)
            }
        }
    }
}
