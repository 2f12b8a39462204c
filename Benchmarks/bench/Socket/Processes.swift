import CLoad
import District
import Glibc

/// What a person waits for at a terminal: whole processes, from their start to their end.
final class Processes {
    private static let turns = 40
    private let bench: SocketBench
    private let folder: TemporaryFolder
    private let options: Options

    init(_ options: Options, _ report: inout Report) throws {
        self.options = options
        folder = try TemporaryFolder()
        bench = try SocketBench(options, &report)
    }

    /// One command: how it is called, and how long each of its processes took.
    private struct Command {
        let name: String
        let engine: String
        let words: [String]
        var times: [UInt64] = []
    }

    func measure(_ report: inout Report) throws {
        let lmsq = options.programs + "/lmsq"
        guard unsafe access(lmsq, X_OK) == 0 else {
            throw Options.Misuse(
                description: "no \(lmsq): swift build -c release --product lmsq makes it"
            )
        }
        let socket = ["--socket", bench.daemon.socket, "--no-spawn", "-o", "json"]
        var commands = [
            Command(name: "version", engine: "lms", words: [lmsq, "--version"]),
            Command(name: "roster", engine: "lms", words: [lmsq] + socket + ["roster", "1"]),
        ]
        try commands += sqlite() + redis()
        bench.hurry()
        for turn in 0..<Self.turns {
            for index in commands.indices {
                let place = (index + turn) % commands.count
                commands[place].times.append(try time(commands[place].words))
            }
        }
        for command in commands { add(command, &report) }
        if let version = median(commands, "version", "lms"),
            let roster = median(commands, "roster", "lms")
        {
            report.judge("ms of lmsq --version", version / 1000, atMost: 5)
            report.judge("ms more of lmsq roster", (roster - version) / 1000, atMost: 3)
        }
        try measureStart(&report)
    }

    private func median(_ commands: [Command], _ name: String, _ engine: String) -> Double? {
        let command = commands.first { $0.name == name && $0.engine == engine }
        return command.map { $0.times.map { Double($0) }.middle / 1000 }
    }

    private func add(_ command: Command, _ report: inout Report) {
        let sorted = command.times.sorted()
        let mean = Double(sorted.reduce(0, +)) / Double(sorted.count) / 1000
        report.add(
            Report.Result(
                name: command.name,
                engine: command.engine,
                mode: "process",
                scale: options.scale,
                p50: Double(sorted[sorted.count / 2]) / 1000,
                p99: Double(sorted[sorted.count * 99 / 100]) / 1000,
                mean: mean,
                perSecond: 1_000_000 / mean
            )
        )
    }

    // MARK: - Others

    /// The same roster out of SQLite's file, by its own program.
    private func sqlite() throws -> [Command] {
        guard let program = Program.find("sqlite3") else {
            print("sqlite3: not installed, not measured")
            return []
        }
        let path = folder.path + "/roster.db"
        let cohort = bench.district.students(ofCohort: 1)
        let rows = cohort.map { student in
            let user = bench.district.user(student)
            let name = user.fullName.split(separator: "'").joined(separator: "''")
            return "(1,\(student),'\(name)','\(user.email)','active')"
        }
        let sql = """
            CREATE TABLE member(cohort INT, student INT, name TEXT, email TEXT, status TEXT,
                PRIMARY KEY(cohort, name, student)) WITHOUT ROWID;
            INSERT INTO member VALUES \(rows.joined(separator: ","));
            """
        try Program.run([program, path, sql], log: folder.path + "/sqlite.log")
        let query = "SELECT * FROM member WHERE cohort=1 ORDER BY name, student"
        return [
            Command(name: "version", engine: "sqlite3", words: [program, "--version"]),
            Command(name: "roster", engine: "sqlite3", words: [program, "-json", path, query]),
        ]
    }

    /// A value of the roster's size, by Redis's own client.
    private func redis() throws -> [Command] {
        guard let path = RedisServer.path, let program = Program.find("redis-cli") else {
            print("redis-cli: not installed, not measured")
            return []
        }
        let redis = try RedisServer(path, in: folder.path)
        server = redis
        let request = Daemon.request(0, "cohort/roster", "{\"cohortId\":1}")
        let reply = try Clients(bench.daemon, count: 1).ask(request)
        _ = try Clients(redis, count: 1).ask(RedisServer.set("roster", size: reply.count))
        return [
            Command(name: "version", engine: "redis-cli", words: [program, "--version"]),
            Command(
                name: "roster",
                engine: "redis-cli",
                words: [program, "-s", redis.socket, "GET", "roster"]
            ),
        ]
    }

    private var server: RedisServer?

    // MARK: - Times

    /// From before it is started to after its end.
    private func time(_ words: [String]) throws -> UInt64 {
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        unsafe posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
        var pointers = unsafe words.map { unsafe strdup($0) } + [nil]
        defer { unsafe pointers.forEach { unsafe free($0) } }
        var process = pid_t(0)
        let start = nanoseconds()
        let code = unsafe posix_spawn(&process, words[0], &actions, nil, &pointers, environ)
        guard code == 0, load_wait(process) == 0 else {
            throw Options.Misuse(description: "\(words.joined(separator: " ")) fails")
        }
        return nanoseconds() - start
    }

    /// From the daemon's start to its first answer, the store being in the system's memory.
    private func measureStart(_ report: inout Report) throws {
        var times: [UInt64] = []
        let request = Daemon.request(0, "cohort/roster", "{\"cohortId\":1}")
        for _ in 0..<9 {
            bench.daemon.program.stop()
            let start = nanoseconds()
            try bench.restartDaemon(on: SocketBench.enrollmentDay)
            _ = try Clients(bench.daemon, count: 1).ask(request)
            times.append(nanoseconds() - start)
        }
        let start = Command(name: "start", engine: "lms", words: [], times: times)
        add(start, &report)
        let middle = times.map { Double($0) }.middle / 1_000_000
        report.judge("ms from the daemon's start to its answer", middle, atMost: 100)
    }
}
