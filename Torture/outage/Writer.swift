import Client
import Oracle

/// A client that makes students until the daemon is gone, and notes what it was told.
///
/// It belongs to its thread until that has ended.
final class Writer: @unchecked Sendable {
    /// The id of each e-mail that was acknowledged.
    private(set) var acknowledged: [String: Int64] = [:]
    /// All e-mails that were sent.
    private(set) var sent: [String] = []
    /// A reply that should not be.
    private(set) var flaw: String?
    private let socket: String
    private let name: String
    private let pipelined: Int

    /// A client that sends so many requests before it reads.
    init(_ socket: String, _ name: String, pipelined: Int) {
        self.socket = socket
        self.name = name
        self.pipelined = pipelined
    }

    func run() {
        guard let client = SocketClient(socket) else { return }
        while flaw == nil {
            let first = sent.count
            for number in first..<first + pipelined { sent.append("\(name)-\(number)@merkez.az") }
            let text = (first..<first + pipelined).map { number in
                "{\"jsonrpc\":\"2.0\",\"id\":\(number),\"method\":\"student/create\","
                    + "\"params\":{\"name\":\"Şagird \(number)\",\"email\":\"\(sent[number])\"}}\n"
            }
            // Also when not all could be sent there may be replies to what was.
            let isOpen = client.send([UInt8](text.joined().utf8))
            for _ in 0..<pipelined {
                guard let line = client.line() else { return }
                note(line)
            }
            if !isOpen { return }
        }
    }

    private func note(_ line: [UInt8]) {
        let reply = JSON(line)
        guard let number = reply?["id"]?.int, sent.indices.contains(Int(number)),
            let id = reply?["result"]?["id"]?.int,
            reply?["result"]?["email"]?.string == sent[Int(number)]
        else {
            flaw = "\(name): \(String(decoding: line.prefix(300), as: UTF8.self))"
            return
        }
        acknowledged[sent[Int(number)]] = id
    }
}
