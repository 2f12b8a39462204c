import Client
import Oracle

/// Plays rounds against a daemon, and keeps what went wrong.
struct Fuzzer {
    private(set) var failures: [String] = []
    private var requests: Requests
    private let socket: String
    private var framesSent = 0
    private var answered = 0

    init(seed: UInt64, socket: String) {
        requests = Requests(Dice(seed: seed))
        self.socket = socket
    }

    var summary: String { "\(framesSent) frames, \(answered) replies to known ids" }

    mutating func run(_ round: Int) {
        guard let client = SocketClient(socket) else {
            failures.append("round \(round): nobody listens")
            return
        }
        if requests.dice.percent(60) { runFramed(client, round) } else { runWild(client, round) }
        guard let next = SocketClient(socket) else {
            return failures.append("round \(round): gone")
        }
        let ping = "{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"ping\"}\n"
        next.send([UInt8](ping.utf8))
        let pong = next.line().map { String(decoding: $0, as: UTF8.self) }
        if pong != "{\"jsonrpc\":\"2.0\",\"id\":0,\"result\":\"pong\"}" {
            failures.append("round \(round): then \(pong ?? "nothing")")
        }
    }

    // MARK: - Frames that are whole

    private mutating func runFramed(_ client: SocketClient, _ round: Int) {
        var stream: [UInt8] = []
        var wanted: Set<String> = []
        var garbage = 0
        for _ in 0...requests.dice.below(40) {
            var body: [UInt8]
            switch requests.dice.below(10) {
            case 0...4:
                let (id, text) = requests.request()
                wanted.insert(id)
                body = [UInt8](text.utf8)
            case 5:
                let members = (0...requests.dice.below(5)).map { _ in requests.request() }
                wanted.formUnion(members.map(\.id))
                let texts = members.map(\.text) + [requests.notification()]
                body = [UInt8](("[" + texts.joined(separator: ",\n") + "]").utf8)
            case 6: body = [UInt8](requests.notification().utf8)
            default:
                garbage += 1
                body = requests.garbage()
            }
            stream += [UInt8]("Content-Length: \(body.count)\r\n\r\n".utf8) + body
            framesSent += 1
        }
        send(stream, to: client)
        client.stopSending()
        guard let bytes = client.rest() else {
            failures.append("round \(round): no end of \(stream.count) bytes")
            return
        }
        check(Replies(bytes), wanted, garbage, round)
    }

    private mutating func check(
        _ replies: Replies,
        _ wanted: Set<String>,
        _ garbage: Int,
        _ round: Int
    ) {
        if let flaw = replies.flaw { failures.append("round \(round): \(flaw)") }
        var missing = wanted
        for id in replies.ids {
            if missing.remove(id) != nil {
                answered += 1
            } else if wanted.contains(id) {
                failures.append("round \(round): \(id) is answered twice")
            }
        }
        // What is left over answers garbage: one frame each, at most.
        if replies.strangers > garbage {
            failures.append("round \(round): \(replies.strangers) frames for \(garbage) of garbage")
        }
        if let id = missing.first { failures.append("round \(round): \(id) is not answered") }
    }

    // MARK: - Streams of anything

    private mutating func runWild(_ client: SocketClient, _ round: Int) {
        var stream: [UInt8] = []
        for _ in 0...requests.dice.below(12) {
            let body =
                requests.dice.percent(70)
                ? [UInt8](requests.request().text.utf8) : requests.garbage()
            let head =
                switch requests.dice.below(4) {
                case 0: "Content-Length: \(body.count)\r\n\r\n"
                case 1: "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: \(body.count)\r\n\r\n"
                default: ""
                }
            stream += [UInt8](head.utf8) + body + (requests.dice.percent(50) ? [0x0a] : [])
            framesSent += 1
        }
        if requests.dice.percent(80) { requests.mutate(&stream) }
        send(stream, to: client)
        // Some leave with replies unread, in the middle of what they say.
        if requests.dice.percent(30) { return }
        client.stopSending()
        if client.rest() == nil {
            failures.append("round \(round): no end of \(stream.count) bytes")
        }
    }

    /// In pieces; the other end may hang up before all is sent.
    private mutating func send(_ stream: [UInt8], to client: SocketClient) {
        var rest = stream[...]
        let longest = requests.dice.percent(30) ? 20 : 5000
        while !rest.isEmpty {
            let count = min(rest.count, 1 + requests.dice.below(longest))
            guard client.send(Array(rest.prefix(count))) else { return }
            rest = rest.dropFirst(count)
        }
    }
}
