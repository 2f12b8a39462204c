import TestSupport
import Testing

private func framed(_ body: String) -> String {
    "Content-Length: \(body.utf8.count)\r\n\r\n\(body)"
}

private func post(_ body: String, _ headers: String = "") -> String {
    "POST / HTTP/1.1\r\n\(headers)Content-Length: \(body.utf8.count)\r\n\r\n\(body)"
}

private let ping = String(request("ping").dropLast())
private let length = String(request("length", #"{"text": "}]\"{[ə"}"#, id: 2).dropLast())

/// The pieces arrive as pieces: each is sent when the server has taken the one before.
@Suite("Streams in pieces, over a socket")
struct SplitTests {
    static let streams = [
        framed(ping) + framed(length) + framed("{}"),
        ping + "\n" + length + "\n[" + ping + "," + length + "]\n",
        ping + length + "[" + length + ",1]", "\u{1e}" + ping + "\n\u{1e}" + length + "\n",
        "\u{feff}" + length + "\n\u{feff}" + ping,
        post(ping) + post(length, "Expect: 100-continue\r\n") + post(ping, "Connection: close\r\n"),
        "OPTIONS * HTTP/1.1\r\n\r\n" + post("{\"jsonrpc\":\"2.0\",\"method\":\"ping\"}")
            + "GET / HTTP/1.1\r\n\r\n" + post(length),
        framed(length) + length + "\n" + post(ping) + framed(ping) + "nonsense",
    ]

    @Test("The replies are the same wherever the stream is cut", arguments: streams)
    func cuts(stream: String) throws {
        let server = try TestServer()
        let bytes = Array(stream.utf8)
        let whole = replies(to: [stream], server)
        #expect(whole.contains("\"result\""))
        var random = SplitMix64(seed: UInt64(bytes.count))
        for _ in 0..<60 {
            let count = Int.random(in: 1...4, using: &random)
            let cuts = (0..<count).map { _ in Int.random(in: 0...bytes.count, using: &random) }
            let places = [0] + cuts.sorted() + [bytes.count]
            let pieces = zip(places, places.dropFirst()).map { Array(bytes[$0..<$1]) }
            #expect(replies(to: pieces, server) == whole, "cut at \(places)")
        }
    }

    private func replies(to pieces: [String], _ server: TestServer) -> String {
        replies(to: pieces.map { Array($0.utf8) }, server)
    }

    private func replies(to pieces: [[UInt8]], _ server: TestServer) -> String {
        let client = server.connect()
        for piece in pieces where !piece.isEmpty {
            client.send(piece)
            client.waitUntilTaken()
        }
        client.stopSending()
        // A line end that had not come when its reply was made makes a blank line.
        return client.rest().replacing("}\n\n", with: "}\n").replacing("]\n\n", with: "]\n")
    }
}
