import JSONRPC
import Testing

/// Wherever the bytes of a stream are cut, the replies are the same bytes.
@Suite("Streams in pieces")
struct SplitTests {
    struct Stream: Sendable, CustomStringConvertible {
        let description: String
        let text: String
        /// Whether an early reply may have a blank line more: its request had no line end yet.
        var endsLate = false
    }

    private static let ping = call("ping")
    private static let sum = call("sum", id: "\"é\\u00e9\"", params: "[1, 2, 4]")
    private static let pretty =
        "{\r\n  \"jsonrpc\": \"2.0\",\r\n  \"id\": 1.50,\r\n  \"method\": \"echo\",\r\n"
        + "  \"params\": {\r\n    \"value\": \"}]\\\"{[\\\\\"\r\n  }\r\n}"

    private static func framed(_ body: String, _ more: String = "") -> String {
        "Content-Length: \(body.utf8.count)\r\n\(more)\r\n\(body)"
    }

    static let streams = [
        Stream(description: "lengths", text: framed(ping) + framed(sum)),
        Stream(
            description: "lengths and types",
            text: framed(sum, "Content-Type: application/vscode-jsonrpc; charset=utf-8\r\n")
                + "content-type: x\r\n" + framed(ping)
        ),
        Stream(description: "a length, then a refusal", text: framed(ping) + "nonsense"),
        Stream(description: "a length of no JSON", text: framed("{\"id\":01}") + framed(ping)),
        Stream(description: "lines", text: ping + "\n" + sum + "\n", endsLate: true),
        Stream(
            description: "lines of others",
            text: ping + " \t\r\n" + sum + "\r\n",
            endsLate: true
        ),
        Stream(description: "unframed", text: ping + sum + ping, endsLate: true),
        Stream(description: "many lines", text: pretty + pretty + "\n" + pretty, endsLate: true),
        Stream(
            description: "record separators",
            text: "\u{1e}" + ping + "\n\u{1e}" + pretty + "\n",
            endsLate: true
        ),
        Stream(description: "marks", text: "\u{feff}" + ping + "\n\u{feff}" + sum, endsLate: true),
        Stream(description: "NUL", text: ping + "\u{0}" + sum + "\u{0}", endsLate: true),
        Stream(
            description: "batches",
            text: "[\(ping),\(call("update", id: nil)),1,\(sum)]\n[]\n[1e999,\(ping)]\n",
            endsLate: true
        ),
        Stream(
            description: "notifications",
            text: call("update", id: nil) + "\n" + ping,
            endsLate: true
        ),
        Stream(description: "posts", text: post(ping) + post(sum, "Host: lms\r\nAccept: */*\r\n")),
        Stream(description: "a last post", text: post(ping) + post(sum, "Connection: close\r\n")),
        Stream(
            description: "an old post",
            text: post(ping).replacing("HTTP/1.1", with: "HTTP/1.0")
        ),
        Stream(
            description: "a post that asks",
            text: post(ping, "Expect: 100-continue\r\n") + post(sum, "Expect: 100-Continue\r\n")
        ),
        Stream(
            description: "other methods",
            text: "OPTIONS * HTTP/1.1\r\n\r\nGET /x HTTP/1.1\r\nHost: lms\r\n\r\n" + post(ping)
        ),
        Stream(
            description: "posts without reply",
            text: post(call("update", id: nil)) + post(ping)
        ),
        Stream(description: "a post too many headers", text: post(ping, "Content-Length: 2\r\n")),
        Stream(
            description: "everything",
            text: framed(ping) + sum + "\n" + post(ping) + framed(sum) + ping + framed(ping),
            endsLate: true
        ),
    ]

    /// What comes back when the pieces come one after the other.
    private func replies(_ pieces: [ArraySlice<UInt8>], _ stream: Stream) -> String {
        let talk = Talk()
        var heard = ""
        for piece in pieces { heard += talk.say(Array(piece)) }
        heard += talk.hangUp()
        guard stream.endsLate else { return heard }
        return heard.replacing("}\n\n", with: "}\n").replacing("]\n\n", with: "]\n")
    }

    @Test("Cut once, at every byte", arguments: streams)
    func once(stream: Stream) {
        let bytes = [UInt8](stream.text.utf8)
        let whole = replies([bytes[...]], stream)
        #expect(whole.contains("jsonrpc"))
        for cut in 1..<bytes.count {
            #expect(replies([bytes[..<cut], bytes[cut...]], stream) == whole, "cut at \(cut)")
        }
    }

    @Test("Cut at every byte at once", arguments: streams)
    func byByte(stream: Stream) {
        let bytes = [UInt8](stream.text.utf8)
        let pieces = bytes.indices.map { bytes[$0...$0] }
        #expect(replies(pieces, stream) == replies([bytes[...]], stream))
    }

    @Test("In equal pieces of every size, which lie across messages", arguments: streams)
    func equal(stream: Stream) {
        let bytes = [UInt8](stream.text.utf8)
        let whole = replies([bytes[...]], stream)
        for size in 2..<bytes.count {
            let pieces = stride(from: 0, to: bytes.count, by: size).map {
                bytes[$0..<min($0 + size, bytes.count)]
            }
            #expect(replies(pieces, stream) == whole, "pieces of \(size)")
        }
    }

    @Test("Around the border of two messages, cut twice at every pair of bytes", arguments: streams)
    func border(stream: Stream) {
        let bytes = [UInt8](stream.text.utf8)
        let whole = replies([bytes[...]], stream)
        let middle = bytes.count / 2
        for first in max(1, middle - 40)..<middle {
            for second in stride(from: middle, to: min(bytes.count, middle + 60), by: 7) {
                let pieces = [bytes[..<first], bytes[first..<second], bytes[second...]]
                #expect(replies(pieces, stream) == whole, "cut at \(first) and \(second)")
            }
        }
    }
}
