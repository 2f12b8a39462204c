internal import Engine
internal import JSONRPC
internal import LMDB
internal import SchoolServices
internal import Storage
internal import Threads
internal import Transport

/// Tells those who have subscribed what the store has accepted: on a thread of its own, from the log of
/// changes, in the order of commits.
///
/// A subscription is a position in the log. Each has at most one handful of notifications on its way, so
/// that a client which does not read costs no memory: it is told to read everything again once it does.
final class Herald: @unchecked Sendable {
    /// Subscriptions of one session.
    static let subscriptionsPerSession = 64
    /// Changes that are read in one turn.
    private static let changesPerTurn = 256

    private let store: Store<LMDBEngine>
    private let bell: Bell
    private let lock = Lock()
    // Guarded by `lock`.
    private var subscriptions: [UInt64: Subscription] = [:]
    private var lastID: UInt64 = 0
    private var thread: WorkerThread?

    /// A herald of a store whose commits ring the bell.
    init(_ store: Store<LMDBEngine>, _ bell: Bell) {
        self.store = store
        self.bell = bell
    }

    /// How many subscriptions there are.
    var count: Int { lock.withLock { subscriptions.count } }

    // MARK: - Subscribing, on the loops' threads

    /// Begins to tell a session of changes behind `since`, or from now on.
    ///
    /// The answer says where it begins, and whether `since` lies where changes may be missing. Nil where
    /// the session has too many subscriptions.
    func subscribe(
        _ guest: Guest,
        to interest: Interest,
        since: UInt64?
    ) -> (id: UInt64, sequence: UInt64, mustResync: Bool)? {
        let (now, horizon) = (store.counters.sequence, store.changeHorizon)
        // A position that the store has never reached is of another store, or of a lost one.
        let isKnown = since.map { $0 >= horizon && $0 <= now } ?? true
        let position = isKnown ? since ?? now : now
        let key = ObjectIdentifier(guest)
        let id: UInt64? = lock.withLock {
            let own = subscriptions.values.count { $0.guest == key }
            guard own < Self.subscriptionsPerSession else { return nil }
            lastID += 1
            bell.setHeard(true)
            subscriptions[lastID] = Subscription(
                id: lastID,
                guest: key,
                connection: guest.connection,
                viewer: Viewer(guest),
                interest: interest,
                position: position
            )
            if thread == nil { thread = WorkerThread { [self] in work() } }
            return lastID
        }
        bell.ring()
        return id.map { ($0, position, !isKnown) }
    }

    /// Ends a subscription; false where the session has none of that number.
    func unsubscribe(_ guest: Guest, _ id: UInt64) -> Bool {
        lock.withLock {
            guard subscriptions[id]?.guest == ObjectIdentifier(guest) else { return false }
            end(id)
            return true
        }
    }

    /// Ends all subscriptions of a session: it is gone, or somebody else's now.
    func forget(_ key: ObjectIdentifier) {
        lock.withLock {
            for id in subscriptions.keys where subscriptions[id]?.guest == key { end(id) }
        }
    }

    /// Goes on with a session that had stopped reading.
    func resume(_ guest: Guest) {
        let key = ObjectIdentifier(guest)
        lock.withLock {
            for id in subscriptions.keys where subscriptions[id]?.guest == key {
                guard subscriptions[id]?.state == .deaf else { continue }
                subscriptions[id]?.state = .ready
                subscriptions[id]?.mustResync = true
            }
        }
        bell.ring()
    }

    /// Ends the thread.
    func close() {
        bell.close()
        let thread = lock.withLock {
            for id in subscriptions.keys { end(id) }
            defer { self.thread = nil }
            return self.thread
        }
        thread?.join()
    }

    /// Call it while the lock is held.
    private func end(_ id: UInt64) {
        subscriptions.removeValue(forKey: id)?.end.cancel()
        if subscriptions.isEmpty { bell.setHeard(false) }
    }

    // MARK: - Telling, on the herald's thread

    private func work() {
        var reader: LMDBReader
        do throws(StoreError) { reader = try store.makeReader() } catch {
            // As for a loop: a daemon that cannot read has nothing to tell.
            fatalError("no reader: \(error)")
        }
        while bell.wait() {
            while turn(&reader) {}
        }
    }

    /// Tells of some changes; whether there may be more of them.
    private func turn(_ reader: inout LMDBReader) -> Bool {
        let ready = lock.withLock { subscriptions.values.filter { $0.state == .ready } }
        guard !ready.isEmpty else { return false }
        var dispatches = ready.map(Dispatch.init)
        var last: UInt64 = 0
        do throws(ServiceError) {
            last = try reader.read { view throws(ServiceError) in
                try gather(&dispatches, from: view)
            }
        } catch {
            // What cannot be read cannot be told: whoever listens has to look at the store anew.
            last = store.counters.sequence
            for index in dispatches.indices where dispatches[index].position < last {
                dispatches[index].resync(at: last)
            }
        }
        let isBehind = dispatches.contains { $0.messages.isEmpty && $0.position < last }
        for dispatch in dispatches { send(dispatch) }
        return isBehind
    }

    /// Fills the dispatches from one snapshot; returns the number of its last change.
    private func gather(
        _ dispatches: inout [Dispatch],
        from view: borrowing LMDBReader.View
    ) throws(ServiceError) -> UInt64 {
        let (horizon, last) = try view.logEnds
        for index in dispatches.indices {
            let subscription = dispatches[index].subscription
            if subscription.mustResync || subscription.position < horizon {
                dispatches[index].resync(at: last)
            }
        }
        // Those who are far behind must not keep the others waiting: each gets a piece of the log.
        var waiting = dispatches.map(\.position).filter { $0 < last }
        while let first = waiting.min() {
            var reach = first
            var left = Self.changesPerTurn
            try view.forEachChange(after: first) { change throws(ServiceError) -> Bool in
                try tell(change, to: &dispatches, in: view)
                reach = change.sequence
                left -= 1
                return left > 0
            }
            waiting.removeAll { $0 == first || $0 < reach }
        }
        return last
    }

    private func tell(
        _ change: AcceptedChange,
        to dispatches: inout [Dispatch],
        in view: borrowing LMDBReader.View
    ) throws(ServiceError) {
        let rows = try change.changedRows
        for index in dispatches.indices {
            guard dispatches[index].hasRoom, dispatches[index].position < change.sequence else {
                continue
            }
            let subscription = dispatches[index].subscription
            if change.isShortened {
                dispatches[index].append(.resync(subscription.id, at: change.sequence))
            }
            var heard: [ChangedRow] = []
            for row in rows where try subscription.interest.includes(row, in: view) {
                if try isVisible(row, to: subscription.viewer, in: view) { heard.append(row) }
            }
            for message in heard.notifications(subscription.id, at: change.sequence) {
                dispatches[index].append(message)
            }
            dispatches[index].pass(change.sequence)
        }
    }

    private func send(_ dispatch: Dispatch) {
        let (id, messages) = (dispatch.subscription.id, dispatch.messages)
        let isWanted = lock.withLock {
            guard subscriptions[id] != nil else { return false }
            subscriptions[id]?.position = dispatch.position
            subscriptions[id]?.mustResync = false
            guard !messages.isEmpty else { return false }
            subscriptions[id]?.state = .sending
            return true
        }
        guard isWanted else { return }
        // Not while the lock is held: a connection that is gone says so at once.
        let subscription = dispatch.subscription
        subscription.connection.notify(messages, unless: subscription.end) { [self] delivery in
            settle(id, delivery)
        }
    }

    /// Notes what became of notifications; on any thread.
    private func settle(_ id: UInt64, _ delivery: Delivery) {
        lock.withLock {
            switch delivery {
            case .sent: subscriptions[id]?.state = .ready
            case .refused: subscriptions[id]?.state = .deaf
            case .dropped: end(id)
            }
        }
        if case .sent = delivery { bell.ring() }
    }
}

extension Snapshot where Self: ~Copyable {
    /// Where the log of changes begins to be whole, and its last change.
    fileprivate var logEnds: (horizon: UInt64, last: UInt64) {
        borrowing get throws(ServiceError) {
            do throws(StoreError) { return (try changeHorizon(), try lastSequence()) } catch {
                throw ServiceError(error)
            }
        }
    }
}
