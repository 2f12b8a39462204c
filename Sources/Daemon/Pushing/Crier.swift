internal import Engine
internal import JSONRPC
internal import LMDB
internal import Records
internal import SchoolAPI
internal import SchoolModel
internal import SchoolServices
internal import Storage
internal import Threads
internal import Transport

/// Tells sessions which modules open, when the day changes: on a thread of its own, which there is only
/// while somebody listens.
///
/// Service sessions are one audience: what they have been told is remembered in the store, so that the
/// first of them after a pause, or after a start, is told what opened meanwhile, of the last seven days.
/// Whoever has logged in is told from the next day on, of what they see.
final class Crier: @unchecked Sendable {
    /// Nobody is told of what opened earlier.
    static let mostMissedDays = 7
    /// A clock that goes may be set while nobody looks.
    private static let longestWait = 60_000

    private let store: Store<LMDBEngine>
    private let clock: HouseClock
    private let lock = Lock()
    private let changed = Condition()
    // Guarded by `lock`.
    private var listeners: [ObjectIdentifier: UnlockListener] = [:]
    /// The last day of which service sessions have been told everything, where it has been read.
    private var toldThrough: Day?
    private var isRung = false
    private var isClosed = false
    private var thread: WorkerThread?

    init(_ store: Store<LMDBEngine>, _ clock: HouseClock) {
        self.store = store
        self.clock = clock
    }

    // MARK: - Listening, on the loops' threads

    /// Begins to tell a session; one that listens already goes on where it is.
    func add(_ guest: Guest) {
        guard let caller = guest.caller else { return }
        let (key, today) = (ObjectIdentifier(guest), clock.now.day)
        lock.withLock {
            guard listeners[key] == nil, !isClosed else { return }
            listeners[key] = UnlockListener(
                connection: guest.connection,
                viewer: Viewer(guest),
                position: caller.kind == .service ? nil : UnlockListener.behind(today)
            )
            if thread == nil { thread = WorkerThread { [self] in work() } }
        }
        ring()
    }

    /// Tells a session nothing more.
    func forget(_ key: ObjectIdentifier) {
        lock.withLock { listeners.removeValue(forKey: key)?.end.cancel() }
    }

    /// Goes on with a session that had stopped reading.
    func resume(_ guest: Guest) {
        let isDeaf = lock.withLock {
            let key = ObjectIdentifier(guest)
            guard listeners[key]?.state == .deaf else { return false }
            listeners[key]?.state = .ready
            return true
        }
        if isDeaf { ring() }
    }

    /// Says that the day may have changed.
    func ring() {
        lock.withLock {
            isRung = true
            changed.signal()
        }
    }

    /// Ends the thread.
    func close() {
        let thread = lock.withLock {
            isClosed = true
            changed.signal()
            for listener in listeners.values { listener.end.cancel() }
            listeners = [:]
            defer { self.thread = nil }
            return self.thread
        }
        thread?.join()
    }

    // MARK: - Telling, on the crier's thread

    private func work() {
        var reader: LMDBReader
        do throws(StoreError) { reader = try store.makeReader() } catch {
            // As for a loop: a daemon that cannot read has nothing to tell.
            fatalError("no reader: \(error)")
        }
        while wait() {
            while turn(&reader) {}
        }
    }

    /// Waits for news, or for the next day; false when it has been closed.
    private func wait() -> Bool {
        lock.withLock {
            while !isRung && !isClosed {
                guard !clock.isStanding, !listeners.isEmpty else {
                    changed.wait(holding: lock)
                    continue
                }
                let now = clock.now
                let tomorrow = Timestamp(startOf: now.day.advanced(by: 1)).milliseconds
                let left = min(Int(tomorrow - now.milliseconds), Self.longestWait)
                if !changed.wait(holding: lock, atMostNanoseconds: max(left, 1) * 1_000_000) {
                    break
                }
            }
            isRung = false
            return !isClosed
        }
    }

    /// Tells each listener a piece; whether there may be more of it.
    private func turn(_ reader: inout LMDBReader) -> Bool {
        let today = clock.now.day
        let end = UnlockListener.behind(today)
        var ready = lock.withLock {
            listeners.filter { $0.value.state == .ready && $0.value.position != end }
        }
        guard !ready.isEmpty else { return false }
        do throws(ServiceError) {
            try startService(&ready, today, &reader)
        } catch {
            // What cannot be read cannot be told; the next day is another try.
            return false
        }
        for (key, listener) in ready {
            var piece = UnlockPiece(of: listener, today)
            do throws(ServiceError) {
                try reader.read(for: listener.viewer.judge) { view throws(ServiceError) in
                    try piece.gather(from: view)
                }
            } catch { return false }
            send(piece, to: key, today)
        }
        return true
    }

    /// Service sessions that are new begin where the others are.
    private func startService(
        _ ready: inout [ObjectIdentifier: UnlockListener],
        _ today: Day,
        _ reader: inout LMDBReader
    ) throws(ServiceError) {
        guard ready.values.contains(where: { $0.position == nil }) else { return }
        let known = lock.withLock { toldThrough }
        var told = known
        if told == nil {
            told = try reader.read { view throws(ServiceError) in try view.unlocksToldThrough }
        }
        let first = today.advanced(by: -Self.mostMissedDays)
        let start = UnlockListener.behind(max(told ?? first, first))
        for key in ready.keys where ready[key]?.position == nil { ready[key]?.position = start }
    }

    private func send(_ piece: UnlockPiece, to key: ObjectIdentifier, _ today: Day) {
        let listener = piece.listener
        let isThere = lock.withLock {
            guard listeners[key]?.state == .ready else { return false }
            guard !piece.messages.isEmpty else {
                listeners[key]?.position = piece.position
                return false
            }
            listeners[key]?.state = .sending
            return true
        }
        guard isThere else {
            if piece.messages.isEmpty { finish(piece, today) }
            return
        }
        // Not while the lock is held: a connection that is gone says so at once.
        listener.connection.notify(piece.messages, unless: listener.end) { [self] delivery in
            settle(key, piece, delivery, today)
        }
    }

    /// Notes what became of notifications; on any thread.
    private func settle(
        _ key: ObjectIdentifier,
        _ piece: UnlockPiece,
        _ delivery: Delivery,
        _ today: Day
    ) {
        guard case .sent = delivery else {
            let isRefused = if case .refused = delivery { true } else { false }
            lock.withLock {
                if isRefused {
                    listeners[key]?.state = .deaf
                } else {
                    listeners.removeValue(forKey: key)?.end.cancel()
                }
            }
            return
        }
        lock.withLock {
            listeners[key]?.position = piece.position
            listeners[key]?.told = piece.listener.told
            listeners[key]?.state = .ready
        }
        finish(piece, today)
        ring()
    }

    /// Remembers how far service sessions have been told, if that is all of a day.
    private func finish(_ piece: UnlockPiece, _ day: Day) {
        guard piece.listener.viewer.isService, piece.isLast, !piece.listener.told.isEmpty else {
            return
        }
        let isNew = lock.withLock {
            guard toldThrough.map({ $0 < day }) ?? true else { return false }
            toldThrough = day
            return true
        }
        guard isNew else { return }
        store.submit(
            { (scope: inout Scope) throws(ServiceError) in
                try NoteUnlocksTold(through: day).run(in: &scope)
            },
            // Where that fails, the same is told once more after the next start.
            then: { (_: Result<Void, ServiceError>) in }
        )
    }
}
