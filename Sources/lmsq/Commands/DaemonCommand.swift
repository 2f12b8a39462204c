import Client
import Glibc

/// Starts, stops, or asks after the daemon.
struct DaemonCommand {
    private let invocation: Invocation
    private static let pauseMicroseconds: UInt32 = 5_000
    private static let patience = Duration.seconds(30)
    /// How many lines of the log are shown.
    private static let logLines = 50

    static let verbs = ["start", "stop", "status", "restart", "log"]

    private var options: Options { invocation.options }

    init(_ invocation: Invocation) { self.invocation = invocation }

    func run(_ words: [String]) throws(Failure) {
        guard let verb = words.first, words.count == 1 else {
            throw .usage(
                "the daemon is told: " + Self.verbs.joined(separator: ", "),
                hint: "lmsq daemon status"
            )
        }
        if let flag = invocation.flags.first {
            throw .usage("there is no option --\(flag.name) of daemon", hint: "lmsq help daemon")
        }
        switch verb {
        case "start": try start()
        case "stop": try stop()
        case "restart":
            try restart()
            try status()
        case "status": try status()
        case "log": try log()
        default:
            throw .unknown(
                "command: daemon",
                verb,
                among: Self.verbs,
                hint: { "lmsq daemon \($0)" },
                otherwise: "lmsq help daemon"
            )
        }
    }

    private func start() throws(Failure) {
        // One that runs already is as good.
        do throws(ClientError) { _ = try Connection(socket: options.socket) } catch {
            guard case .noDaemon = error else { throw Failure(error, socket: options.socket) }
            do throws(ClientError) { _ = try Talk.start(options) } catch {
                throw Failure(error, socket: options.socket)
            }
        }
        try status()
    }

    /// What runs, and where; started by nobody.
    private func status() throws(Failure) {
        let talk = try talk()
        var members = [JSON.Member(name: "socket", value: .text(options.socket))]
        for method in ["server/version", "server/health"] {
            let reply = try talk.call(method)
            if case .object(let more) = JSON(reply.json) { members += more }
        }
        var printer = Printer(options.format)
        try printer.show(Reply(isError: false, json: [UInt8](JSON.object(members).line.utf8)))
    }

    private func stop() throws(Failure) { try end() }

    /// Tells the daemon that answers to end.
    func end() throws(Failure) { try end(try process()) }

    /// The same daemon once more: what it was told when it was started, it is told again.
    ///
    /// `between` is done while none runs; it is started again whatever comes of that.
    func restart(_ between: () throws(Failure) -> Void = {}) throws(Failure) {
        let process = try process()
        let words = Self.file("/proc/\(process)/cmdline").split(separator: 0)
            .map { String(decoding: $0, as: UTF8.self) }
        let folder = Self.link("/proc/\(process)/cwd")
        try end(process)
        let outcome: Result<Void, Failure>
        do throws(Failure) { outcome = .success(try between()) } catch { outcome = .failure(error) }
        var daemon = DaemonProcess(
            DaemonProcess.program(named: "lmsd"),
            Array(words.dropFirst()),
            socket: Paths.absolute(options.socket)
        )
        if let folder { daemon.folder = folder }
        // A service manager may listen in its place.
        if !words.contains(where: { $0.hasPrefix("--listen") || $0.hasPrefix("--socket") }) {
            daemon.arguments += ["--listen", daemon.socket]
        }
        do throws(ClientError) { _ = try daemon.start() } catch {
            throw Failure(error, socket: options.socket)
        }
        try outcome.get()
    }

    /// Shows the last lines of the log.
    private func log() throws(Failure) {
        let path = Paths.log(for: options.socket)
        guard unsafe access(path, R_OK) == 0 else {
            throw Failure(
                status: .errorReply,
                message: "there is no log at \(path): no lmsq has started the daemon",
                hint: "journalctl --user -u lmsd, where systemd has started it"
            )
        }
        let lines = String(decoding: Self.file(path), as: UTF8.self).split(separator: "\n")
        for line in lines.suffix(Self.logLines) { Output.write(line + "\n") }
    }

    // MARK: - The process

    private func talk() throws(Failure) -> Talk {
        var quiet = invocation
        quiet.options.spawns = false
        return try Talk(quiet)
    }

    private func process() throws(Failure) -> pid_t {
        let id = try talk().call("server/version").member("processId")?.int
        guard let id, id > 1, let process = pid_t(exactly: id) else {
            throw Failure(.malformed, socket: options.socket)
        }
        return process
    }

    /// Tells it to end, and waits until it has.
    private func end(_ process: pid_t) throws(Failure) {
        guard kill(process, SIGTERM) == 0 else {
            throw Failure(.system(call: "kill", code: errno), socket: options.socket)
        }
        let deadline = ContinuousClock.now + (options.timeout ?? Self.patience)
        while Self.isRunning(process) {
            guard ContinuousClock.now < deadline else {
                throw Failure(
                    status: .timedOut,
                    message: "the daemon has been told to stop, and has not stopped yet",
                    hint: "lmsq daemon log"
                )
            }
            usleep(Self.pauseMicroseconds)
        }
    }

    /// One that has ended and that nobody has asked after is a zombie.
    private static func isRunning(_ process: pid_t) -> Bool {
        guard kill(process, 0) == 0 else { return false }
        let text = String(decoding: file("/proc/\(process)/stat"), as: UTF8.self)
        let state = text.lastIndex(of: ")").flatMap { text[$0...].dropFirst(2).first }
        return state != "Z" && state != "X"
    }

    private static func file(_ path: String) -> [UInt8] {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return [] }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 64 << 10)
        while case let count = unsafe read(descriptor, &chunk, chunk.count), count > 0 {
            bytes += chunk[..<count]
        }
        return bytes
    }

    private static func link(_ path: String) -> String? {
        var target = [CChar](repeating: 0, count: Int(PATH_MAX))
        let count = unsafe readlink(path, &target, target.count)
        guard count > 0 else { return nil }
        return String(decoding: target[..<count].map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}
