import JSONRPC
import Testing

/// Takes all frames out of bytes that arrive in pieces.
private func frames(_ pieces: [[UInt8]]) throws(FramingError) -> [String] {
    var splitter = Splitter()
    var input: [UInt8] = []
    var found: [String] = []
    for piece in pieces {
        input += piece
        while let frame = try splitter.next(in: input.span) {
            let body = String(decoding: input[frame.body], as: UTF8.self)
            found.append("\(name(of: frame)) \(body)")
            input.removeFirst(frame.end)
        }
    }
    return found
}

private func name(of frame: Frame) -> String {
    let framing =
        switch frame.framing {
        case .contentLength: "length"
        // Whether the line break is there yet depends on the split.
        case .bare: "bare"
        case .http(let keepAlive): keepAlive ? "http" : "http-close"
        }
    return frame.kind == .message ? framing : "\(framing) \(frame.kind)"
}

private func flaw(_ text: String) -> FramingError.Reason? {
    do {
        _ = try frames([[UInt8](text.utf8)])
        return nil
    } catch {
        return error.reason
    }
}

@Suite("The splitter")
struct SplitterTests {
    static let streams: [(text: String, frames: [String])] = [
        ("Content-Length: 2\r\n\r\n{}", ["length {}"]),
        (
            "content-length:2\r\nContent-Type: application/vscode-jsonrpc; charset=utf-8\r\n\r\n[]",
            ["length []"]
        ),
        (
            "Content-Type: x\r\nContent-Length: 2 \r\n\r\n{}Content-Length: 2\r\n\r\n[]",
            ["length {}", "length []"]
        ),
        ("Content-Length: 0\r\n\r\n{}", ["length ", "bare {}"]),
        ("Content-Length: 000000000002\r\n\r\n{}", ["length {}"]),
        ("Content-Length: 2\t\r\n\r\n{}", ["length {}"]),
        ("Content-LENGTH: 2\r\n\r\n{}", ["length {}"]),
        ("{\"a\":\"}]\\\"\\\\\"}\n[1]\n", ["bare {\"a\":\"}]\\\"\\\\\"}", "bare [1]"]),
        ("{}{}[][]", ["bare {}", "bare {}", "bare []", "bare []"]),
        (
            "{\r\n  \"a\": [\r\n    {}\r\n  ]\r\n}\r\n",
            ["bare {\r\n  \"a\": [\r\n    {}\r\n  ]\r\n}"]
        ),
        ("\u{1e}{}\n\u{1e}{}\n", ["bare {}", "bare {}"]),
        ("\u{feff}{} \t\n\u{feff}[]", ["bare {}", "bare []"]),
        ("{}\u{0}{}\u{0}", ["bare {}", "bare {}"]),
        ("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}", ["http {}"]),
        (
            "POST /rpc HTTP/1.1\r\nConnection: Close\r\nContent-Length: 2\r\n\r\n{}",
            ["http-close {}"]
        ),
        ("POST / HTTP/1.0\r\nContent-Length: 2\r\n\r\n{}", ["http-close {}"]),
        (
            "POST / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n{}",
            ["http expectContinue ", "http {}"]
        ),
        ("OPTIONS * HTTP/1.1\r\n\r\n{}", ["http options ", "bare {}"]),
        (
            "GET / HTTP/1.1\r\nHost: x\r\n\r\nPOST / HTTP/1.1\r\ncontent-length: 2\r\n\r\n{}",
            ["http otherMethod ", "http {}"]
        ),
        ("PUT / HTTP/1.1\r\nContent-Length: 2\r\n\r\n{}[]", ["http otherMethod {}", "bare []"]),
    ]

    @Test("Every stream gives the same frames wherever it is split", arguments: streams)
    func splits(stream: (text: String, frames: [String])) throws {
        let bytes = [UInt8](stream.text.utf8)
        for split in 0...bytes.count {
            let pieces = [Array(bytes[..<split]), Array(bytes[split...])]
            #expect(try frames(pieces) == stream.frames, "split at \(split)")
        }
        #expect(try frames(bytes.map { [$0] }) == stream.frames)
    }

    @Test("All framings on one connection, split in three at every pair of places")
    func mixedStream() throws {
        let text =
            "Content-Length: 2\r\n\r\n{}{\"é\":1}\nPOST / HTTP/1.1\r\nContent-Length: 2\r\n\r\n[]{}"
        let bytes = [UInt8](text.utf8)
        let expected = ["length {}", "bare {\"é\":1}", "http []", "bare {}"]
        for first in 0...bytes.count {
            for second in first...bytes.count {
                let pieces = [
                    Array(bytes[..<first]), Array(bytes[first..<second]), Array(bytes[second...]),
                ]
                #expect(try frames(pieces) == expected, "split at \(first) and \(second)")
            }
        }
    }

    @Test(
        "What no framing starts with is refused",
        arguments: [
            "hello", "CONNECT", "Contort", "123", "\"a\"", "Postal", "PING\r\n", "]", "\u{fe}",
        ]
    )
    func unknown(text: String) {
        #expect(flaw(text) == .unknownFraming)
    }

    @Test("Header blocks that are wrong are refused")
    func badHeaders() {
        #expect(flaw("Content-Length: x\r\n\r\n") == .badHeader)
        #expect(flaw("Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}") == .badHeader)
        #expect(flaw("Content-Length: -1\r\n\r\n") == .badHeader)
        #expect(flaw("Content-Length: 99999999999999999999\r\n\r\n") == .badHeader)
        #expect(flaw("Content-Length: 2\n\n{}") == .badHeader)
        #expect(flaw("Content-Length 2\r\n\r\n{}") == .badHeader)
        #expect(flaw("Content-Type: x\r\nnonsense\r\n\r\n") == .badHeader)
        #expect(flaw("Content-Type: x\r\n\r\n") == .missingLength)
        #expect(flaw("POST / HTTP/1.1\r\n\r\n") == .missingLength)
        #expect(flaw("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n") == .chunkedBody)
    }

    @Test("Brackets and strings that cannot close are refused as soon as that is certain")
    func unbalanced() {
        #expect(flaw("[}") == .unbalancedValue)
        #expect(flaw("{\"a\":[1}") == .unbalancedValue)
        #expect(flaw("{\"a\":\"b\n") == .unbalancedValue)
        #expect(flaw("{\"a\":\"12345678901234567890\n\"}") == .unbalancedValue)
    }

    @Test("Deep nesting is left to the parser")
    func deep() throws {
        let text =
            String(repeating: "[{\"a\":", count: 100) + "1" + String(repeating: "}]", count: 100)
        #expect(try frames([[UInt8](text.utf8)]) == ["bare " + text])
    }

    @Test("Headers and messages have a longest length")
    func limits() throws {
        var limits = FramingLimits()
        limits.headerBytes = 40
        limits.messageBytes = 10
        func outcome(_ text: String) -> FramingError.Reason? {
            var splitter = Splitter(limits: limits)
            do throws(FramingError) {
                _ = try splitter.next(in: [UInt8](text.utf8).span)
                return nil
            } catch {
                return error.reason
            }
        }
        #expect(outcome("Content-Length: 10\r\n\r\n") == nil)
        #expect(outcome("Content-Length: 11\r\n\r\n") == .messageTooLong)
        #expect(
            outcome("Content-Length: 1\r\n" + String(repeating: "x", count: 30)) == .headerTooLong
        )
        #expect(outcome("[" + String(repeating: "1", count: 9)) == nil)
        #expect(outcome("[" + String(repeating: "1", count: 10)) == .messageTooLong)
        #expect(outcome("[" + String(repeating: "1", count: 9) + "]") == .messageTooLong)
    }

    @Test("Input that ends inside a message is told from input that ends between two")
    func end() throws {
        func flawAtEnd(_ text: String) throws -> FramingError.Reason? {
            var splitter = Splitter()
            var bytes = [UInt8](text.utf8)
            while let frame = try splitter.next(in: bytes.span) { bytes.removeFirst(frame.end) }
            return splitter.flawAtEnd(of: bytes.span)?.reason
        }
        #expect(try flawAtEnd("{}\n \r\n") == nil)
        #expect(try flawAtEnd("") == nil)
        #expect(try flawAtEnd("{\"a\":") == .truncated)
        #expect(try flawAtEnd("{}Content-Le") == .truncated)
        #expect(try flawAtEnd("Content-Length: 5\r\n\r\n{") == .truncated)
    }
}
