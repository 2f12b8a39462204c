import Client
import Daemon
import Records
import SchoolModel
import SchoolServices
import Storage
import TestSupport
import Testing
import Threads
import Transport

/// A daemon with the demo school, in this process, for one test; its day is 2026-10-15.
final class TestDaemon {
    static let today = "2026-10-15"

    let house: House
    let path: String
    private let folder: TemporaryFolder
    private let server: Server
    private let thread: WorkerThread
    private var isStopped = false

    /// Over the store in a folder where there is one; a new one may be left empty.
    init(
        in folder: TemporaryFolder = TemporaryFolder(),
        isEmpty: Bool = false,
        changesKept: Int? = nil,
        log: Log = Log(),
        _ adjust: (inout ServerOptions) -> Void = { _ in }
    ) throws {
        self.folder = folder
        let day = try #require(Day(Self.today))
        house = try House(
            data: folder.path("store"),
            clock: HouseClock(standingAt: day),
            changesKept: changesKept,
            log: log
        )
        if !isEmpty, house.store.counters.sequence == 0 {
            try house.store.run(
                MakeDemoSchool(today: day),
                as: Context(collator: house.collator)
            )
        }
        var options = ServerOptions()
        options.stopsOnSignals = false
        adjust(&options)
        let server = Server(SchoolService(house), options: options)
        self.server = server
        path = folder.path("socket/lmsd.sock")
        let listener = try Listener(path: path)
        let gate = Gate()
        thread = WorkerThread { server.run(listeners: [listener]) { gate.open() } }
        gate.wait()
    }

    /// How many reply bytes wait for clients that do not read.
    var unsentBytes: Int { server.unsentBytes }

    func subscriber() throws -> Subscriber { try Subscriber(path) }

    func connect() throws -> Connection { try Connection(socket: path, timeoutSeconds: 60) }

    /// Stops, and checks that what is stored is whole.
    func stop() throws {
        if !isStopped { #expect(try end().isClean) }
    }

    /// Stops, and checks that what is stored is not whole: the test has seen to it.
    func stopBroken() throws { #expect(try !end().isClean) }

    private func end() throws -> VerifyReport {
        isStopped = true
        server.stop()
        thread.join()
        let report = try house.store.verify(SchoolSchema.self)
        house.close()
        return report
    }

    deinit {
        guard !isStopped else { return }
        server.stop()
        thread.join()
        house.close()
    }
}

/// Waits until somebody opens it.
private final class Gate: Sendable {
    private let lock = Lock()
    private let changed = Condition()
    nonisolated(unsafe) private var isOpen = false

    func open() {
        lock.withLock {
            unsafe isOpen = true
            changed.broadcast()
        }
    }

    func wait() {
        lock.withLock {
            while unsafe !isOpen { changed.wait(holding: lock) }
        }
    }
}

extension Connection {
    /// Calls with the text of the parameters; the result, or nil where there is an error.
    func result(_ method: String, _ params: String = "{}") throws -> JSON {
        let reply = try call(method, [UInt8](params.utf8))
        try #require(!reply.isError, "\(String(decoding: reply.json, as: UTF8.self))")
        return try #require(JSON(reply.json))
    }

    /// Calls what must be refused; the error object.
    func error(_ method: String, _ params: String = "{}") throws -> JSON {
        let reply = try call(method, [UInt8](params.utf8))
        try #require(reply.isError, "\(String(decoding: reply.json, as: UTF8.self))")
        return try #require(JSON(reply.json))
    }
}
