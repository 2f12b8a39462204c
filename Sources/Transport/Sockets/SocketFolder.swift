internal import Glibc

/// The folder of a socket, open, and nobody's but ours.
struct SocketFolder: ~Copyable {
    let descriptor: Int32
    let name: String

    /// Opens the folder of a path to listen at, and makes it if it is missing.
    ///
    /// One that is made for a group can be entered by its members, and by nobody else.
    init(listeningAt path: String, group: UInt32? = nil) throws(SocketError) {
        let (folder, name) = split(path)
        makeFolder(folder, group)
        self.name = name
        descriptor = unsafe open(folder, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        guard descriptor >= 0 else { throw .system(call: "open", number: errno) }
        guard isOurs else { throw .unsafeFolder }
        if let group { guard isOpen(to: group) else { throw .closedFolder } }
    }

    /// Opens the folder of a path that somebody else listens at.
    init(dialing path: String) throws(SocketError) {
        let (folder, name) = split(path)
        self.name = name
        descriptor = unsafe open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .system(call: "open", number: errno) }
    }

    deinit { close(descriptor) }

    /// Nobody else may put something else in the socket's place.
    private var isOurs: Bool {
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else { return false }
        let isSticky = status.st_mode & S_ISVTX != 0
        let othersWrite = status.st_mode & (S_IWGRP | S_IWOTH) != 0
        return (status.st_uid == getuid() || status.st_uid == 0) && (!othersWrite || isSticky)
    }

    /// Whether the members of a group can reach what is in it.
    private func isOpen(to group: UInt32) -> Bool {
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else { return false }
        let isTheirs = status.st_gid == group && status.st_mode & S_IXGRP != 0
        return isTheirs || status.st_mode & S_IXOTH != 0
    }

    /// What stands at the socket's path, or nil if nothing does.
    func status() throws(SocketError) -> stat? {
        var status = stat()
        if unsafe fstatat(descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0 { return status }
        guard errno == ENOENT else { throw .system(call: "fstatat", number: errno) }
        return nil
    }

    /// Takes the lock beside the socket; it holds until its descriptor is closed.
    func lock() throws(SocketError) -> Int32 {
        let flags = O_CREAT | O_RDWR | O_NOFOLLOW | O_CLOEXEC
        let file = unsafe openat(descriptor, name + ".lock", flags, 0o600)
        guard file >= 0 else { throw .system(call: "openat", number: errno) }
        if flock(file, LOCK_EX | LOCK_NB) == 0 { return file }
        let number = errno
        close(file)
        throw number == EWOULDBLOCK ? .inUse : .system(call: "flock", number: number)
    }

    /// Removes a socket that nobody serves any more; call it with the lock.
    func removeStaleSocket(at address: SocketAddress) throws(SocketError) {
        guard let status = try status() else { return }
        guard status.st_mode & S_IFMT == S_IFSOCK, status.st_uid == getuid() else {
            throw .occupied
        }
        let probe = try makeSocket()
        let code = address.connect(probe)
        close(probe)
        switch code {
        case ECONNREFUSED: _ = unsafe unlinkat(descriptor, name, 0)
        case 0, EAGAIN: throw .inUse
        default: throw .system(call: "connect", number: code)
        }
    }
}

private func split(_ path: String) -> (folder: String, name: String) {
    guard let slash = path.lastIndex(of: "/") else { return (".", path) }
    let folder = slash == path.startIndex ? "/" : String(path[..<slash])
    return (folder, String(path[path.index(after: slash)...]))
}

/// Makes a folder, and those above it, for nobody else but the members of a group.
private func makeFolder(_ path: String, _ group: UInt32?) {
    if unsafe mkdir(path, 0o700) != 0 {
        guard errno == ENOENT, let slash = path.lastIndex(of: "/"), slash > path.startIndex else {
            return
        }
        makeFolder(String(path[..<slash]), group)
        guard unsafe mkdir(path, 0o700) == 0 else { return }
    }
    guard let group, unsafe chown(path, getuid(), group) == 0 else { return }
    _ = unsafe chmod(path, 0o710)
}
