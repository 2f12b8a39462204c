import Client
import Glibc
import Testing

/// A client that reads whatever comes, replies and notifications alike, one line each.
final class Subscriber {
    private let descriptor: Int32
    private var received: [UInt8] = []
    private var lastID = 0
    /// Notifications that came while a reply was waited for.
    private(set) var early: [JSON] = []

    init(_ path: String) throws {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        try #require(path.utf8.count < MemoryLayout.size(ofValue: address.sun_path))
        unsafe withUnsafeMutableBytes(of: &address.sun_path) {
            unsafe $0.copyBytes(from: path.utf8)
        }
        descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        let size = socklen_t(MemoryLayout<sockaddr_un>.size)
        let code = unsafe withUnsafePointer(to: address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe connect(descriptor, $0, size)
            }
        }
        try #require(code == 0)
        // A test that goes wrong shall fail, not hang.
        var limit = timeval(tv_sec: 60, tv_usec: 0)
        let width = socklen_t(MemoryLayout<timeval>.size)
        unsafe setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, width)
    }

    deinit { close(descriptor) }

    /// Asks for notifications.
    func initialize(_ names: String...) throws {
        let list = names.map { "\"\($0)\"" }.joined(separator: ",")
        _ = try call("initialize", #"{"capabilities":{"notifications":[\#(list)]}}"#)
    }

    /// Sends a request and returns its id.
    @discardableResult
    func send(_ method: String, _ params: String = "{}") -> Int {
        lastID += 1
        send(text: #"{"jsonrpc":"2.0","id":\#(lastID),"method":"\#(method)","params":\#(params)}"#)
        return lastID
    }

    func notify(_ method: String, _ params: String) {
        send(text: #"{"jsonrpc":"2.0","method":"\#(method)","params":\#(params)}"#)
    }

    private func send(text: String) { send(raw: text + "\n") }

    /// Sends something that need be no message.
    func send(raw text: String) {
        let bytes = [UInt8](text.utf8)
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes {
                unsafe Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }

    /// Sends a request, and returns its whole reply; notifications in front of it are put by.
    func call(_ method: String, _ params: String = "{}") throws -> JSON {
        try reply(to: send(method, params))
    }

    func result(_ method: String, _ params: String = "{}") throws -> JSON {
        let reply = try call(method, params)
        return try #require(reply["result"], "\(reply.line)")
    }

    /// The reply to a request that was sent.
    func reply(to id: Int) throws -> JSON {
        while true {
            let message = try next()
            if message["id"]?.int == Int64(id) { return message }
            early.append(message)
        }
    }

    /// The next message, whatever it is.
    func next() throws -> JSON {
        let line = try #require(nextLine(), "the daemon has hung up")
        return try #require(JSON([UInt8](line.utf8)))
    }

    /// The parameters of the next notification of a name.
    func notification(_ name: String) throws -> JSON {
        let message = early.isEmpty ? try next() : early.removeFirst()
        #expect(message["method"]?.string == name)
        return try #require(message["params"])
    }

    /// Forgets the notifications that were put by.
    func forgetEarly() { early = [] }

    /// What came without being asked for, up to here: the daemon answers in order.
    func unasked() throws -> [JSON] {
        _ = try call("ping")
        defer { early = [] }
        return early
    }

    /// All that comes before the daemon hangs up.
    func rest() -> String {
        while receive() {}
        return String(decoding: received, as: UTF8.self)
    }

    private func nextLine() -> String? {
        while true {
            if let end = received.firstIndex(of: UInt8(ascii: "\n")) {
                let line = String(decoding: received[..<end], as: UTF8.self)
                received.removeFirst(end + 1)
                return line
            }
            guard receive() else { return nil }
        }
    }

    private func receive() -> Bool {
        var chunk = [UInt8](repeating: 0, count: 64 << 10)
        let count = unsafe recv(descriptor, &chunk, chunk.count, 0)
        guard count > 0 else { return false }
        received += chunk[..<count]
        return true
    }
}
