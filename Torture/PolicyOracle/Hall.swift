package import Client
package import Daemon
internal import LMDB
internal import Records
internal import SchoolModel
package import SchoolServices
internal import Storage
internal import Threads
internal import Transport

/// A daemon in this process that serves a school, and welcomes whoever it is told to expect.
package final class Hall: Sendable {
    /// The school.
    package let house: House
    private let path: String
    private let server: Server
    private let thread: WorkerThread
    private let guest: Expected

    /// Whoever connects next.
    private final class Expected: @unchecked Sendable {
        private let lock = Lock()
        // Guarded by `lock`.
        private var caller: Caller?

        var next: Caller? {
            get { lock.withLock { caller } }
            set { lock.withLock { caller = newValue } }
        }
    }

    /// Opens the doors of a school in a new folder.
    package init(_ shelf: Shelf, in folder: String) throws {
        house = try House(data: folder, clock: HouseClock(standingAt: Shelf.today))
        try shelf.fill(house.store)
        let guest = Expected()
        self.guest = guest
        var options = ServerOptions()
        options.stopsOnSignals = false
        let server = Server(SchoolService(house) { _ in guest.next }, options: options)
        self.server = server
        path = "\(folder)/socket/lmsd.sock"
        let listener = try Listener(path: path)
        let gate = Gate()
        thread = WorkerThread { server.run(listeners: [listener]) { gate.open() } }
        gate.wait()
    }

    /// A conversation as somebody, or as nobody who has logged in.
    package func connect(as caller: Caller?) throws -> Connection {
        guest.next = caller
        let connection = try Connection(socket: path, timeoutSeconds: 60)
        // Whoever is answered has been welcomed.
        _ = try connection.call("ping")
        return connection
    }

    /// Closes the doors.
    package func close() {
        server.stop()
        thread.join()
        house.close()
    }
}

/// Waits until somebody opens it.
private final class Gate: @unchecked Sendable {
    private let lock = Lock()
    private let changed = Condition()
    // Guarded by `lock`.
    private var isOpen = false

    func open() {
        lock.withLock {
            isOpen = true
            changed.broadcast()
        }
    }

    func wait() {
        lock.acquire()
        defer { lock.release() }
        while !isOpen { changed.wait(holding: lock) }
    }
}
