internal import Glibc

/// Starts the daemon where none answers.
public enum DaemonProcess {
    private static let pauseMicroseconds: UInt32 = 20_000
    /// As many as a parent is likely to have left open.
    private static let inheritedDescriptors: Int32 = 256

    /// Starts `program` and waits until it answers, at most so many seconds.
    public static func start(
        _ program: String,
        _ arguments: [String],
        socket: String,
        waitingSeconds seconds: Int = 10
    ) throws(ClientError) -> Connection {
        try spawn(program, arguments)
        for _ in 0..<(seconds * 1_000_000 / Int(pauseMicroseconds)) {
            do throws(ClientError) {
                let connection = try Connection(socket: socket)
                _ = try connection.call("ping")
                return connection
            } catch {
                guard case .noDaemon = error else { throw error }
            }
            usleep(pauseMicroseconds)
        }
        throw .timedOut
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

    /// Starts it in a session of its own, with nothing of ours.
    private static func spawn(_ program: String, _ arguments: [String]) throws(ClientError) {
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
        unsafe posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
        // Whoever reads from a pipe that we were born with would wait for the daemon's end as well.
        for descriptor in 3..<inheritedDescriptors { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
        var words = unsafe ([program] + arguments).map { unsafe strdup($0) }
        unsafe words.append(nil)
        defer { unsafe words.forEach { unsafe free($0) } }
        var process = pid_t(0)
        let code = unsafe posix_spawnp(&process, program, &actions, &attributes, words, environ)
        guard code == 0 else { throw .system(call: "posix_spawn", code: code) }
    }
}
