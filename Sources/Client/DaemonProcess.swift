internal import Glibc

/// Starts the daemon where none answers.
public struct DaemonProcess {
    /// The program's file.
    public var program: String
    /// What it is told.
    public var arguments: [String]
    /// Where it works; in the root folder no other folder is kept in use.
    public var folder = "/"
    /// Where it will listen.
    public var socket: String
    /// How long to wait until it answers.
    public var patience = Duration.seconds(30)

    /// As many as a parent is likely to have left open.
    private static let inheritedDescriptors: Int32 = 256
    private static let firstPauseMicroseconds: UInt32 = 500
    private static let longestPauseMicroseconds: UInt32 = 20_000
    /// A longer log is put aside before the next daemon writes its own.
    private static let longestLogBytes = 1 << 20

    /// A daemon to be.
    public init(_ program: String, _ arguments: [String], socket: String) {
        self.program = program
        self.arguments = arguments
        self.socket = socket
    }

    /// Starts it and waits until it answers.
    ///
    /// Of several programs that do so at once one starts the daemon, and all others wait for it.
    public func start() throws(ClientError) -> Connection {
        let deadline = ContinuousClock.now + patience
        try prepareFolder()
        let lock = try takeLock(until: deadline)
        defer { close(lock) }
        if let connection = try connection() { return connection }
        let log = try openLog()
        defer { close(log.descriptor) }
        let process = try spawn(log.descriptor)
        var pause = Self.firstPauseMicroseconds
        while ContinuousClock.now < deadline {
            if let connection = try connection() { return connection }
            var status: Int32 = 0
            if unsafe waitpid(process, &status, WNOHANG) == process {
                // Somebody else's daemon may have been faster than ours.
                if let connection = try connection() { return connection }
                throw .didNotStart(said: Self.text(of: log.descriptor, from: log.end))
            }
            usleep(pause)
            pause = min(pause * 2, Self.longestPauseMicroseconds)
        }
        throw .timedOut
    }

    private func connection() throws(ClientError) -> Connection? {
        do throws(ClientError) { return try Connection(socket: socket) } catch {
            guard case .noDaemon = error else { throw error }
            return nil
        }
    }

    /// The program beside this one, or the one that the path leads to.
    public static func program(named name: String) -> String {
        var path = [CChar](repeating: 0, count: Int(PATH_MAX))
        let count = unsafe readlink("/proc/self/exe", &path, path.count - 1)
        guard count > 0 else { return name }
        let own = String(decoding: path[..<count].map(UInt8.init(bitPattern:)), as: UTF8.self)
        guard let slash = own.lastIndex(of: "/") else { return name }
        let beside = String(own[...slash]) + name
        return unsafe access(beside, X_OK) == 0 ? beside : name
    }

    // MARK: - Folder, lock and log

    /// Makes the socket's folder, and refuses one in which somebody else could do as he likes.
    private func prepareFolder() throws(ClientError) {
        guard let slash = socket.lastIndex(of: "/"), slash > socket.startIndex else { return }
        let folder = String(socket[..<slash])
        makeFolder(folder)
        var status = stat()
        guard unsafe stat(folder, &status) == 0 else { throw .system(call: "stat", code: errno) }
        let isOpen = status.st_mode & (S_IWGRP | S_IWOTH) != 0 && status.st_mode & S_ISVTX == 0
        guard status.st_uid == getuid() || status.st_uid == 0, !isOpen else {
            throw .foreignFolder(folder)
        }
    }

    private func takeLock(until deadline: ContinuousClock.Instant) throws(ClientError) -> Int32 {
        let flags = O_CREAT | O_RDWR | O_NOFOLLOW | O_CLOEXEC
        let lock = unsafe open(socket + ".starting", flags, 0o600)
        guard lock >= 0 else { throw .system(call: "open", code: errno) }
        while flock(lock, LOCK_EX | LOCK_NB) != 0 {
            guard errno == EWOULDBLOCK || errno == EINTR, ContinuousClock.now < deadline else {
                let code = errno
                close(lock)
                throw code == EWOULDBLOCK ? .timedOut : .system(call: "flock", code: code)
            }
            usleep(Self.longestPauseMicroseconds / 4)
        }
        return lock
    }

    private func openLog() throws(ClientError) -> (descriptor: Int32, end: off_t) {
        let path = Paths.log(for: socket)
        var status = stat()
        if unsafe stat(path, &status) == 0, status.st_size > Self.longestLogBytes {
            _ = unsafe rename(path, path + ".old")
        }
        let flags = O_CREAT | O_RDWR | O_APPEND | O_NOFOLLOW | O_CLOEXEC
        let log = unsafe open(path, flags, 0o600)
        guard log >= 0 else { throw .system(call: "open", code: errno) }
        return (log, lseek(log, 0, SEEK_END))
    }

    /// What was written behind a place, at most its last part.
    private static func text(of log: Int32, from start: off_t) -> String {
        var bytes = [UInt8](repeating: 0, count: 4096)
        let end = lseek(log, 0, SEEK_END)
        let count = unsafe pread(log, &bytes, bytes.count, max(start, end - off_t(bytes.count)))
        return String(decoding: bytes.prefix(max(count, 0)), as: UTF8.self)
    }

    // MARK: - The process

    /// Starts it in a session of its own, with nothing of ours.
    private func spawn(_ log: Int32) throws(ClientError) -> pid_t {
        var attributes = posix_spawnattr_t()
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawnattr_init(&attributes)
        unsafe posix_spawn_file_actions_init(&actions)
        defer {
            unsafe posix_spawnattr_destroy(&attributes)
            unsafe posix_spawn_file_actions_destroy(&actions)
        }
        // POSIX_SPAWN_SETSID: the daemon outlives the terminal.
        unsafe posix_spawnattr_setflags(&attributes, 0x80)
        unsafe posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        unsafe posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
        unsafe posix_spawn_file_actions_adddup2(&actions, log, 2)
        // Whoever reads from a pipe that we were born with would wait for the daemon's end as well.
        for descriptor in 3..<Self.inheritedDescriptors {
            let flags = fcntl(descriptor, F_GETFD)
            if flags >= 0 { _ = fcntl(descriptor, F_SETFD, flags | FD_CLOEXEC) }
        }
        // The child works where we do: for this moment we are there.
        let here = unsafe open(".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        defer { close(here) }
        guard unsafe chdir(folder) == 0 else { throw .system(call: "chdir", code: errno) }
        defer { _ = fchdir(here) }
        var words = unsafe ([program] + arguments).map { unsafe strdup($0) }
        unsafe words.append(nil)
        defer { unsafe words.forEach { unsafe free($0) } }
        var process = pid_t(0)
        let code = unsafe posix_spawnp(&process, program, &actions, &attributes, words, environ)
        guard code == 0 else {
            throw code == ENOENT ? .noProgram(program) : .system(call: "posix_spawn", code: code)
        }
        return process
    }
}

/// Makes a folder and those above it, for nobody else.
private func makeFolder(_ path: String) {
    guard unsafe mkdir(path, 0o700) != 0, errno == ENOENT, let slash = path.lastIndex(of: "/"),
        slash > path.startIndex
    else { return }
    makeFolder(String(path[..<slash]))
    _ = unsafe mkdir(path, 0o700)
}
