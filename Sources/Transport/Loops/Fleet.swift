internal import Glibc
internal import JSONRPC
internal import Synchronization
internal import Threads

/// What all loops of a server share.
final class Fleet: Sendable {
    let options: ServerOptions
    let reception: Reception
    let workers: WorkerPool
    /// One thread: long texts are parsed one at a time.
    let parsers: WorkerPool
    let turn = Turn()
    /// Unsent reply bytes of all connections.
    let unsentBytes = Atomic<Int>(0)
    /// Bytes of long texts that are not whole yet, or not read yet.
    let heldBytes = Atomic<Int>(0)
    /// Connections that were turned away.
    let refusedCount = Atomic<Int>(0)
    /// Connections that were let in.
    let acceptedCount = Atomic<Int>(0)
    /// Open connections, and those that are being handed over.
    let connectionCount = Atomic<Int>(0)

    private let lock = Lock()
    private let changed = Condition()
    // All are touched only while the lock is held.
    nonisolated(unsafe) private var mailboxes: [Mailbox] = []
    nonisolated(unsafe) private var meters: [Meter] = []
    nonisolated(unsafe) private var nextTurn = 0
    nonisolated(unsafe) private var isDraining = false
    nonisolated(unsafe) private var isListening = false

    init(_ reception: Reception, _ options: ServerOptions) {
        self.reception = reception
        self.options = options
        workers = WorkerPool(waitingMaximum: options.waitingWork)
        parsers = WorkerPool(waitingMaximum: options.connections)
    }

    /// Makes a loop known; one that comes after the end is drained at once.
    func add(_ mailbox: Mailbox, _ meter: Meter) {
        lock.withLock {
            unsafe mailboxes.append(mailbox)
            unsafe meters.append(meter)
            if unsafe isDraining { mailbox.post(.drain) }
            changed.broadcast()
        }
    }

    /// Waits until all loops are known.
    func waitForLoops(_ count: Int) {
        lock.withLock {
            while unsafe mailboxes.count < count { changed.wait(holding: lock) }
        }
    }

    /// Gives a connected socket to the loop whose turn it is.
    ///
    /// Shared listening sockets are simpler, but one loop then accepts nearly everybody.
    func deal(_ descriptor: Int32) {
        connectionCount.add(1, ordering: .relaxed)
        acceptedCount.add(1, ordering: .relaxed)
        let mailbox = lock.withLock {
            unsafe nextTurn = (nextTurn + 1) % mailboxes.count
            return unsafe mailboxes[nextTurn]
        }
        if !mailbox.post(.adopt(descriptor: descriptor)) {
            closeDescriptor(descriptor)
            connectionLeft()
        }
    }

    /// Counts a connection out; without an entrance, the last one to leave ends the server.
    func connectionLeft() {
        let rest = connectionCount.subtract(1, ordering: .acquiringAndReleasing).newValue
        if rest == 0, lock.withLock({ unsafe !isListening }) { drain() }
    }

    /// Says that new connections may come.
    func startListening() { lock.withLock { unsafe isListening = true } }

    /// Tells all loops to finish what is in flight.
    func drain() {
        lock.withLock {
            guard unsafe !isDraining else { return }
            unsafe isDraining = true
            for mailbox in unsafe mailboxes { mailbox.post(.drain) }
        }
    }

    /// What all loops have done.
    var figures: ServerFigures {
        let meters = lock.withLock { unsafe self.meters }
        return ServerFigures(
            meters: Meter.figures(of: meters),
            loops: meters.count,
            connections: connectionCount.load(ordering: .relaxed),
            acceptedConnections: acceptedCount.load(ordering: .relaxed),
            refusedConnections: refusedCount.load(ordering: .relaxed),
            unsentBytes: unsentBytes.load(ordering: .relaxed)
        )
    }

    var isOverloaded: Bool {
        unsentBytes.load(ordering: .relaxed) > options.totalUnsentBytes
    }
}

/// Closes a descriptor that nobody else will.
func closeDescriptor(_ descriptor: Int32) { Glibc.close(descriptor) }
