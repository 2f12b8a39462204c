internal import Glibc

/// A Unix socket with nothing around it: bytes there, bytes back.
package final class SocketClient {
    /// A daemon that does not answer for so long is taken for dead.
    private static let patienceSeconds = 60
    private let descriptor: Int32
    private var received: [UInt8] = []

    /// Connects, or returns nil where nobody listens.
    package init?(_ path: String) {
        descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return nil }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        unsafe withUnsafeMutableBytes(of: &address.sun_path) {
            unsafe $0.copyBytes(from: path.utf8.prefix($0.count - 1))
        }
        let size = socklen_t(MemoryLayout<sockaddr_un>.size)
        let code = unsafe withUnsafePointer(to: address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe connect(descriptor, $0, size)
            }
        }
        var limit = timeval(tv_sec: Self.patienceSeconds, tv_usec: 0)
        let limitSize = socklen_t(MemoryLayout<timeval>.size)
        unsafe setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, limitSize)
        unsafe setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &limit, limitSize)
        guard code == 0 else { return nil }
    }

    deinit { close(descriptor) }

    /// Sends all of it; false where the other end is gone.
    @discardableResult
    package func send(_ bytes: [UInt8]) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes {
                unsafe Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }

    /// Says that no more will come.
    package func stopSending() { shutdown(descriptor, 1) }

    /// The next line without its end, or nil where there is none any more.
    package func line() -> [UInt8]? {
        var searched = 0
        while true {
            if let end = received[searched...].firstIndex(of: UInt8(ascii: "\n")) {
                defer { received.removeFirst(end + 1) }
                return Array(received[..<end])
            }
            searched = received.count
            guard receive() == .some(true) else { return nil }
        }
    }

    /// All that comes before the end; nil where the end does not come.
    package func rest() -> [UInt8]? {
        while true {
            guard let isOpen = receive() else { return nil }
            if !isOpen {
                defer { received = [] }
                return received
            }
        }
    }

    /// Whether there may be more; nil where nothing has come for too long.
    private func receive() -> Bool? {
        var room = [UInt8](repeating: 0, count: 64 << 10)
        let count = unsafe recv(descriptor, &room, room.count, 0)
        if count < 0, errno == EINTR { return true }
        if count < 0, errno == EAGAIN { return nil }
        guard count > 0 else { return false }
        received += room[..<count]
        return true
    }
}
