// Either of these two modules may own what <sys/socket.h> enumerates: whichever the compiler reads first.
internal import CUV
internal import Glibc
internal import Synchronization

/// A listening Unix socket.
public final class Listener: Sendable {
    /// Connections that wait to be accepted; a client that does not block sees EAGAIN beyond it.
    private static let backlog: Int32 = 4096

    let descriptor: Int32
    /// Present where the socket is ours to remove.
    private let place: Place?
    private let isClosed = Atomic<Bool>(false)

    private struct Place {
        let path: String
        let lock: Int32
        let device: dev_t
        let inode: ino_t
    }

    /// Opens a socket that no other user can ever have connected to, but the members of a group if one is
    /// named: they have to log in.
    ///
    /// A stale socket in its place is removed, a living one is not.
    public init(path: String, group: UInt32? = nil) throws(SocketError) {
        let folder = try SocketFolder(listeningAt: path, group: group)
        let lock = try folder.lock()
        var isDone = false
        defer { if !isDone { Glibc.close(lock) } }
        let address = try SocketAddress(path: path, name: folder.name, in: folder.descriptor)
        try folder.removeStaleSocket(at: address)
        descriptor = try Self.listen(at: address, group, in: folder)
        guard let status = try folder.status() else { throw .occupied }
        place = Place(path: path, lock: lock, device: status.st_dev, inode: status.st_ino)
        isDone = true
    }

    /// Takes over a socket that listens already.
    public init(activated descriptor: Int32) throws(SocketError) {
        var isListening: Int32 = 0
        var size = socklen_t(MemoryLayout<Int32>.size)
        guard unsafe getsockopt(descriptor, SOL_SOCKET, SO_ACCEPTCONN, &isListening, &size) == 0,
            isListening != 0
        else { throw .notListening }
        self.descriptor = descriptor
        place = nil
    }

    deinit { close() }

    /// Stops listening, and removes the socket if it is still the one that was made here.
    func close() {
        guard !isClosed.exchange(true, ordering: .acquiringAndReleasing) else { return }
        Glibc.close(descriptor)
        guard let place else { return }
        var status = stat()
        if unsafe lstat(place.path, &status) == 0, status.st_dev == place.device,
            status.st_ino == place.inode
        {
            _ = unsafe unlink(place.path)
        }
        Glibc.close(place.lock)
    }

    private static func listen(
        at address: SocketAddress,
        _ group: UInt32?,
        in folder: borrowing SocketFolder
    ) throws(SocketError) -> Int32 {
        let descriptor = try makeSocket()
        // Before bind: the file is born with this mode, there is no moment at which others connect.
        guard fchmod(descriptor, 0o600) == 0 else { throw failure("fchmod", descriptor) }
        let code = address.bind(descriptor)
        guard code == 0 else {
            errno = code
            throw failure("bind", descriptor)
        }
        if let group {
            let (folder, name) = (folder.descriptor, folder.name)
            // The group first: it must not be somebody else's whom the mode lets in.
            guard unsafe fchownat(folder, name, getuid(), group, AT_SYMLINK_NOFOLLOW) == 0,
                unsafe fchmodat(folder, name, 0o660, 0) == 0
            else { throw failure("fchownat", descriptor) }
        }
        guard Glibc.listen(descriptor, backlog) == 0 else { throw failure("listen", descriptor) }
        return descriptor
    }

    private static func failure(_ call: StaticString, _ descriptor: Int32) -> SocketError {
        let number = errno
        Glibc.close(descriptor)
        return .system(call: call, number: number)
    }
}

/// Groups of the system by their names.
public enum SystemGroup {
    /// The number of a group, which may be given itself.
    public static func number(of name: String) throws(SocketError) -> UInt32 {
        if let number = UInt32(name) { return number }
        guard let group = unsafe getgrnam(name) else { throw .noGroup }
        return unsafe group.pointee.gr_gid
    }
}
