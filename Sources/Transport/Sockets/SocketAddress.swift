// Either of these two modules may own what <sys/socket.h> enumerates: whichever the compiler reads first.
internal import CUV
internal import Glibc

/// The address of a Unix socket in an open folder.
struct SocketAddress {
    private var raw = sockaddr_un()

    /// The path itself, or where that is too long for an address, the folder's descriptor in its stead.
    init(path: String, name: String, in folder: Int32) throws(SocketError) {
        let capacity = MemoryLayout.size(ofValue: raw.sun_path)
        let short = path.utf8.count < capacity ? path : "/proc/self/fd/\(folder)/\(name)"
        guard short.utf8.count < capacity else {
            throw .system(call: "bind", number: ENAMETOOLONG)
        }
        raw.sun_family = sa_family_t(AF_UNIX)
        unsafe withUnsafeMutableBytes(of: &raw.sun_path) { unsafe $0.copyBytes(from: short.utf8) }
    }

    func connect(_ descriptor: Int32) -> Int32 {
        unsafe pass { unsafe Glibc.connect(descriptor, $0, $1) == 0 ? 0 : errno }
    }

    func bind(_ descriptor: Int32) -> Int32 {
        unsafe pass { unsafe Glibc.bind(descriptor, $0, $1) == 0 ? 0 : errno }
    }

    private func pass(_ call: (UnsafePointer<sockaddr>, socklen_t) -> Int32) -> Int32 {
        unsafe withUnsafePointer(to: raw) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                unsafe call(address, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
    }
}

/// A new Unix socket, not connected.
func makeSocket() throws(SocketError) -> Int32 {
    let type = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
    let descriptor = socket(AF_UNIX, type, 0)
    guard descriptor >= 0 else { throw .system(call: "socket", number: errno) }
    return descriptor
}
