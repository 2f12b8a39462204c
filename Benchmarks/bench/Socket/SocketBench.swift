import CLoad
import Collation
import District
import Glibc
import LMDB
import Records
import SchoolModel
import Storage

/// Asks the daemon over its socket, beside a floor that only echoes and, where they are installed and
/// wanted, beside Redis and PostgreSQL with the same rows.
final class SocketBench {
    let options: Options
    let district: District
    private let folder: TemporaryFolder
    private let data: String
    private(set) var daemon: Daemon
    private let echo: EchoServer
    private let floor: FloorServer
    private var redis: RedisServer?
    private var postgres: PostgresServer?

    /// A day on which every cohort has begun and none is over.
    static let enrollmentDay = District.firstDay.advanced(by: 120)

    init(_ options: Options, _ report: inout Report) throws {
        self.options = options
        district = District(students: options.scale)
        folder = try TemporaryFolder()
        data = options.folder.map { $0 + "/served" } ?? folder.path + "/served"
        let collator = try Collator()
        try Self.load(district, collator, into: data, &report)
        daemon = try Daemon(
            data: data,
            clock: Self.enrollmentDay,
            in: folder.path,
            programs: options.programs
        )
        echo = try EchoServer(in: folder.path)
        floor = try FloorServer(store: data, in: folder.path)
        guard options.wantsPeers else { return }
        if let path = RedisServer.path {
            redis = try RedisServer(path, in: folder.path)
        } else {
            print("redis: not installed (redis-server), not measured")
        }
        if let path = PostgresServer.path {
            let server = try PostgresServer(path)
            let start = nanoseconds()
            try server.load(district, collator)
            report.note("postgres loaded in s", Double(nanoseconds() - start) / 1e9)
            postgres = server
        } else {
            print("postgres: not installed (initdb), not measured")
        }
    }

    /// All that answer questions.
    var servers: [any Server] {
        var all: [any Server] = [daemon, echo]
        if floor.isServing { all.append(floor) }
        if let redis { all.append(redis) }
        if let postgres { all.append(postgres) }
        return all
    }

    /// Those that keep rows.
    var stores: [any Server] { servers.filter { $0.name == "lms" || $0.name == "postgres" } }

    /// Starts the daemon again on another day.
    func restartDaemon(on day: Day) throws {
        daemon.program.stop()
        daemon = try Daemon(
            data: data,
            clock: day,
            in: folder.path,
            programs: options.programs
        )
    }

    /// The store is about to be written to, so that it is made anew the next time.
    func spoil() { unsafe unlink(data + "/loaded") }

    func measure(_ report: inout Report) throws {
        let reads = try SocketReads(self, &report)
        let isHurried = hurry()
        report.note("runs before all others", isHurried ? 1 : 0)
        try reads.measure(&report)
        floor.stop()
        let writes = SocketWrites(self, readingBeside: reads.monthOfGroup)
        try writes.measure(&report)
        reads.judge(&report)
        writes.judge(&report)
        postgres?.stop()
    }

    /// On a machine with other work a turn would measure that.
    @discardableResult
    func hurry() -> Bool {
        for server in servers { _ = load_hurry(server.program.id) }
        return load_hurry(0)
    }

    func pin(servers processors: UInt64, clients: UInt64) {
        for server in servers { server.program.pin(to: processors) }
        load_pin(0, clients)
    }

    /// Fills the daemon's store, once.
    private static func load(
        _ district: District,
        _ collator: Collator,
        into folder: String,
        _ report: inout Report
    ) throws {
        let mark = "served district \(district.students), format 1\n"
        if text(ofFile: folder + "/loaded") == mark { return }
        try Program.run(["mkdir", "-p", folder], log: "/dev/null")
        for name in ["data.mdb", "lock.mdb", "store.lock"] { unsafe unlink(folder + "/" + name) }
        let engine = try LMDBEngine(opening: folder)
        var storeOptions = Store<LMDBEngine>.Options()
        storeOptions.collation = collator.version
        // A store's clock never goes back, and the daemon's stands in the school year.
        storeOptions.clock = { Timestamp(startOf: District.firstDay) }
        let store = try Store(engine, schema: SchoolSchema.self, options: storeOptions)
        try Loader(district, store, engine, collator).load(&report)
        store.close()
        writeFile(folder + "/loaded", mark)
    }
}
