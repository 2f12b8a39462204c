internal import Glibc

/// A conversation with the daemon: one call after the other.
public final class Connection {
    private let descriptor: Int32
    private var received: [UInt8] = []
    private var lastID = 0
    private static let chunkBytes = 64 << 10

    /// When waiting ends, with `ClientError.timedOut`; nil waits for ever.
    public var deadline: ContinuousClock.Instant?

    /// Connects to a socket.
    public init(socket path: String, timeoutSeconds: Int = 0) throws(ClientError) {
        let type = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        descriptor = socket(AF_UNIX, type, 0)
        guard descriptor >= 0 else { throw .system(call: "socket", code: errno) }
        let code = Self.connect(descriptor, to: path)
        guard code == 0 else {
            guard code == ENOENT || code == ECONNREFUSED else {
                throw .system(call: "connect", code: code)
            }
            throw .noDaemon(path: path)
        }
        limit(seconds: timeoutSeconds)
    }

    deinit { close(descriptor) }

    /// Calls a method and waits for its reply; `params` is JSON.
    public func call(_ method: String, _ params: [UInt8] = []) throws(ClientError) -> Reply {
        lastID += 1
        let head = "{\"jsonrpc\":\"2.0\",\"id\":\(lastID),\"method\":\(JSON.text(method).line)"
        var body = [UInt8](head.utf8)
        if !params.isEmpty { body += [UInt8](",\"params\":".utf8) + params }
        body.append(UInt8(ascii: "}"))
        try send([UInt8]("Content-Length: \(body.count)\r\n\r\n".utf8) + body)
        while true {
            // What has no id is a notification, and of no use to somebody who waits for a reply.
            if let reply = try Reply(message(), id: lastID) { return reply }
        }
    }

    /// Connects, and answers the number of the error; 0 is none.
    private static func connect(_ descriptor: Int32, to path: String) -> Int32 {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        var name = path
        var folder: Int32 = -1
        defer { if folder >= 0 { close(folder) } }
        // An address holds 107 bytes; the kernel knows a shorter way to every open folder.
        if path.utf8.count >= MemoryLayout.size(ofValue: address.sun_path),
            let slash = path.lastIndex(of: "/")
        {
            folder = unsafe open(String(path[...slash]), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
            guard folder >= 0 else { return errno }
            name = "/proc/self/fd/\(folder)/" + path[path.index(after: slash)...]
        }
        guard name.utf8.count < MemoryLayout.size(ofValue: address.sun_path) else {
            return ENAMETOOLONG
        }
        unsafe withUnsafeMutableBytes(of: &address.sun_path) {
            unsafe $0.copyBytes(from: name.utf8)
        }
        let size = socklen_t(MemoryLayout<sockaddr_un>.size)
        let code = unsafe withUnsafePointer(to: address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe Glibc.connect(descriptor, $0, size)
            }
        }
        return code == 0 ? 0 : errno
    }

    // MARK: - Bytes

    /// Zero waits for ever.
    private func limit(seconds: Int) {
        guard seconds > 0 else { return }
        var limit = timeval(tv_sec: seconds, tv_usec: 0)
        let size = socklen_t(MemoryLayout<timeval>.size)
        unsafe setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, size)
    }

    /// Waits until the socket can be read or written, or until there is no time left.
    private func wait(until event: Int32) throws(ClientError) {
        guard let deadline else { return }
        var interest = pollfd(fd: descriptor, events: Int16(event), revents: 0)
        while true {
            let left = ContinuousClock.now.duration(to: deadline) / .milliseconds(1)
            guard left > 0 else { throw .timedOut }
            let milliseconds = Int32(min(left.rounded(.up), Double(Int32.max)))
            let count = unsafe poll(&interest, 1, milliseconds)
            if count > 0 { return }
            if count < 0, errno != EINTR { throw .system(call: "poll", code: errno) }
        }
    }

    /// With a deadline a full socket must not hold us: what fits is sent.
    private var sendFlags: Int32 {
        Int32(MSG_NOSIGNAL) | (deadline == nil ? 0 : Int32(MSG_DONTWAIT))
    }

    private func send(_ bytes: [UInt8]) throws(ClientError) {
        var rest = bytes[...]
        while !rest.isEmpty {
            try wait(until: POLLOUT)
            let count = unsafe rest.withUnsafeBytes {
                unsafe Glibc.send(descriptor, $0.baseAddress, $0.count, sendFlags)
            }
            if count < 0, errno == EINTR || errno == EAGAIN { continue }
            guard count > 0 else { throw .hungUp }
            rest = rest.dropFirst(count)
        }
    }

    /// The next message, without its header.
    private func message() throws(ClientError) -> [UInt8] {
        let end = try headerEnd()
        let header = String(decoding: received[..<end], as: UTF8.self)
        guard header.hasPrefix("Content-Length: "),
            let length = Int(header.dropFirst(16).prefix { $0.isNumber })
        else { throw .malformed }
        let total = end + 4 + length
        while received.count < total { try receive() }
        defer { received.removeFirst(total) }
        return Array(received[(end + 4)..<total])
    }

    /// Where the blank line begins that ends the header.
    private func headerEnd() throws(ClientError) -> Int {
        var searched = 0
        while true {
            while searched + 4 <= received.count {
                if received[searched] == 0x0d, received[searched + 2] == 0x0d { return searched }
                searched += 1
            }
            try receive()
        }
    }

    private func receive() throws(ClientError) {
        try wait(until: POLLIN)
        var chunk = [UInt8](repeating: 0, count: Self.chunkBytes)
        let count = unsafe recv(descriptor, &chunk, chunk.count, 0)
        if count < 0, errno == EINTR { return }
        if count < 0, errno == EAGAIN { throw .timedOut }
        guard count > 0 else { throw .hungUp }
        received += chunk[..<count]
    }
}

/// What the daemon has answered: JSON as it came.
public struct Reply: Equatable, Sendable {
    /// Whether it is an error.
    public let isError: Bool
    /// The result, or the error object.
    public let json: [UInt8]

    /// A reply that somebody else has taken apart.
    public init(isError: Bool, json: [UInt8]) {
        self.isError = isError
        self.json = json
    }

    /// Cuts a message in two; nil where it answers nothing.
    init?(_ message: [UInt8], id: Int) throws(ClientError) {
        for (member, isError) in [("result", false), ("error", true)] {
            let head = [UInt8]("{\"jsonrpc\":\"2.0\",\"id\":\(id),\"\(member)\":".utf8)
            guard message.starts(with: head) else { continue }
            self.isError = isError
            json = Array(message[head.count..<(message.count - 1)])
            return
        }
        guard !message.starts(with: [UInt8]("{\"jsonrpc\":\"2.0\",\"id\":".utf8)) else {
            throw .malformed
        }
        return nil
    }
}
