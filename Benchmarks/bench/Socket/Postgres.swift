import CLoad
import District
import Glibc
import Records

/// PostgreSQL with the same rows, in a cluster of its own: a Unix socket alone, default durability.
final class PostgresServer: Server {
    let name = "postgres"
    let socket: String
    let program: Program
    let `protocol` = LOAD_POSTGRES
    private let folder: TemporaryFolder

    /// Where its programs lie.
    static var path: String? {
        let folders = (10...20).reversed().map { "/usr/lib/postgresql/\($0)/bin" }
        return Program.find("initdb", in: folders).map { String($0.dropLast("/initdb".count)) }
    }

    /// It refuses to run as root.
    private static var user: uid_t {
        guard geteuid() == 0 else { return 0 }
        for name in ["postgres", "nobody"] {
            if let entry = unsafe getpwnam(name) { return unsafe entry.pointee.pw_uid }
        }
        return 0
    }

    init(_ path: String) throws {
        folder = try TemporaryFolder()
        let (data, user) = (folder.path + "/data", Self.user)
        let log = folder.path + "/postgres.log"
        if user != 0 { unsafe chown(folder.path, user, .max) }
        let initdb = [
            path + "/initdb", "-D", data, "-U", "bench", "-A", "trust", "-E", "UTF8",
            "--locale=C",
        ]
        try Program.run(initdb, log: log, user: user)
        let settings = Self.settings.flatMap { ["-c", $0] }
        let words = [path + "/postgres", "-D", data, "-k", folder.path] + settings
        program = try Program(words, log: log, user: user)
        socket = folder.path + "/.s.PGSQL.5432"
        try waitUntilReady()
    }

    /// In its favour: plans are made once, nothing is spent on replicas, and nothing runs beside.
    private static let settings = [
        "listen_addresses=", "shared_buffers=1GB", "work_mem=64MB", "maintenance_work_mem=512MB",
        "wal_level=minimal", "max_wal_senders=0", "max_wal_size=8GB", "checkpoint_timeout=30min",
        "autovacuum=off", "jit=off", "max_parallel_workers_per_gather=0",
        "plan_cache_mode=force_generic_plan", "random_page_cost=1.1", "max_connections=100",
        "enable_hashjoin=off", "enable_mergejoin=off",
    ]

    /// Logs in and prepares every statement, once it is loaded.
    var hello: (bytes: [UInt8], replies: Int) {
        guard isLoaded else { return (Self.login, 1) }
        let statements = Self.statements.map { Message.parse($0.name, $0.sql) }.joined()
        return (Self.login + statements + Message.sync, 2)
    }

    var isLoaded = false

    private static let login: [UInt8] = {
        let body = Message.number(196_608) + Array("user\0bench\0database\0postgres\0\0".utf8)
        return Message.number(body.count + 4) + body
    }()

    func stop() { program.stop(SIGINT) }

    // MARK: - Requests

    static func request(_ query: DistrictQuery, _ question: DistrictQuestion) -> [UInt8] {
        let subject = "\(question.subject)"
        switch query {
        case .q1, .q4: return Message.execute(query.rawValue, [subject])
        case .q1b: return Message.execute("q1b", [subject, "\(question.course)"])
        case .q2, .q3:
            let days = ["\(question.from.number)", "\(question.through.number)"]
            return Message.execute(query.rawValue, [subject] + days)
        case .q5, .q5b:
            return Message.execute(query.rawValue, [subject, "\(question.from.number)"])
        }
    }

    static func request(_ sheet: DistrictSheet) -> [UInt8] {
        let students = sheet.marks.map { "\($0.student)" }.joined(separator: ",")
        let statuses = sheet.marks.map { "\($0.status)" }.joined(separator: ",")
        return Message.execute(
            "w1",
            [
                "\(sheet.group)", "\(sheet.day.number)", "{\(students)}", "{\(statuses)}",
                "\(sheet.markedBy)", "\(sheet.markedAt.milliseconds)",
            ]
        )
    }

    static func request(_ enroll: DistrictEnroll) -> [UInt8] {
        Message.execute(
            "w2",
            [
                "\(enroll.cohort)", "\(enroll.student)", "\(enroll.performer)",
                "\(enroll.at.milliseconds)",
            ]
        )
    }

    /// The first column of the first row in a reply; nil where there is no row.
    static func value(of reply: [UInt8]) -> [UInt8]? {
        var rest = reply[...]
        while rest.count >= 5 {
            let start = rest.startIndex
            let size = Message.number(in: rest[(start + 1)..<(start + 5)])
            if rest[start] == UInt8(ascii: "D") {
                let count = Message.number(in: rest[(start + 7)..<(start + 11)])
                guard count != UInt32.max else { return nil }
                return Array(rest[(start + 11)..<(start + 11 + Int(count))])
            }
            rest = rest.dropFirst(Int(size) + 1)
        }
        return nil
    }

    /// The message of the first error in a reply.
    static func failure(in reply: [UInt8]) -> String? {
        guard reply.first == UInt8(ascii: "E") else { return nil }
        let fields = reply.dropFirst(5).split(separator: 0)
        let text = fields.first { $0.first == UInt8(ascii: "M") } ?? []
        return String(decoding: text.dropFirst(), as: UTF8.self)
    }
}

/// PostgreSQL's messages.
enum Message {
    static let sync: [UInt8] = [UInt8(ascii: "S"), 0, 0, 0, 4]

    static func number(_ number: Int) -> [UInt8] {
        let number = UInt32(truncatingIfNeeded: number)
        return [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
    }

    static func number(in bytes: ArraySlice<UInt8>) -> UInt32 {
        bytes.reduce(0) { $0 << 8 | UInt32($1) }
    }

    static func make(_ kind: Unicode.Scalar, _ body: [UInt8]) -> [UInt8] {
        [UInt8(ascii: kind)] + number(body.count + 4) + body
    }

    static func query(_ sql: String) -> [UInt8] { make("Q", Array(sql.utf8) + [0]) }

    static func parse(_ name: String, _ sql: String) -> [UInt8] {
        make("P", Array("\(name)\0\(sql)\0".utf8) + [0, 0])
    }

    /// Bind, Execute, Sync: parameters and results are text.
    static func execute(_ name: String, _ parameters: [String]) -> [UInt8] {
        var bind = Array("\0\(name)\0".utf8) + [0, 0, 0, UInt8(parameters.count)]
        for parameter in parameters {
            bind += number(parameter.utf8.count) + Array(parameter.utf8)
        }
        return make("B", bind + [0, 0]) + make("E", [0, 0, 0, 0, 0]) + sync
    }
}
