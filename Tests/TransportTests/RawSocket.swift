import Glibc

/// A Unix socket, for what neither the server nor its usual client does.
struct RawSocket {
    let descriptor: Int32

    init(_ type: __socket_type = SOCK_STREAM) {
        descriptor = socket(AF_UNIX, Int32(type.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        precondition(descriptor >= 0, "no socket to be had")
    }

    /// Both ends of a connection.
    static func pair() -> (Int32, Int32) {
        var pair: (Int32, Int32) = (-1, -1)
        let type = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        let code = unsafe withUnsafeMutablePointer(to: &pair) { pair in
            unsafe pair.withMemoryRebound(to: Int32.self, capacity: 2) {
                unsafe socketpair(AF_UNIX, type, 0, $0)
            }
        }
        precondition(code == 0, "no sockets to be had")
        return pair
    }

    func bind(_ path: String) {
        let code = unsafe call(path) { unsafe Glibc.bind(descriptor, $0, $1) }
        precondition(code == 0, "cannot bind")
    }

    func connect(_ path: String) {
        let code = unsafe call(path) { unsafe Glibc.connect(descriptor, $0, $1) }
        precondition(code == 0, "nobody listens")
    }

    /// A path that begins with `@` is an abstract one.
    private func call(
        _ path: String,
        _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32
    ) -> Int32 {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        var bytes = [UInt8](path.utf8)
        if bytes[0] == UInt8(ascii: "@") { bytes[0] = 0 }
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: bytes) }
        return unsafe withUnsafePointer(to: address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe body($0, socklen_t(MemoryLayout<sa_family_t>.size + bytes.count))
            }
        }
    }
}

/// Descriptors that this process has open.
func openDescriptors() -> [Int32] {
    (0..<4096).filter { fcntl($0, F_GETFD) >= 0 }
}
