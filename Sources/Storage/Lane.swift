internal import Engine
internal import Records
internal import Threads

/// The one writer: a thread, a queue, and one commit for all that arrived during the last one.
///
/// Nobody is answered before the commit is durable. A request that is refused is undone alone. Any
/// commit error but a full map stops the process: what became of the batch is unknown until a new start.
final class Lane<E: Engine>: @unchecked Sendable {
    typealias Scope = WriteScope<E.Transaction>

    /// At most this many requests share a commit: a bound on how long the first one waits.
    static var maximumBatch: Int { 256 }
    /// How long a batch waits for as many requests as the last one had: below a tenth of a commit.
    static var gatherMicroseconds: Int { 60 }

    let engine: E
    let catalog: Catalog<E.Transaction>
    private let clock: @Sendable () -> Timestamp
    private let didCommit: @Sendable () -> Void
    let failStop: @Sendable (EngineError) -> Void
    let lock = Lock()
    private let arrived = Condition()
    // Guarded by `lock`.
    private var queue: [Job<E.Transaction>] = []
    private var isClosing = false
    private var statistics = LaneStatistics()
    private var published: Counters
    var log: LogPromise
    // Only the lane's thread touches these.
    private(set) var committed: Counters
    private let openedSequence: UInt64
    private var lastBatchCount = 1
    /// How far the changes had come when forgetting some of them failed.
    var failedAt: UInt64?

    init(
        engine: E,
        catalog: Catalog<E.Transaction>,
        counters: Counters,
        log: LogPromise,
        clock: @escaping @Sendable () -> Timestamp,
        didCommit: @escaping @Sendable () -> Void,
        failStop: @escaping @Sendable (EngineError) -> Void
    ) {
        self.engine = engine
        self.catalog = catalog
        self.log = log
        self.clock = clock
        self.didCommit = didCommit
        self.failStop = failStop
        committed = counters
        openedSequence = counters.sequence
        published = counters
    }

    /// The counters as the last commit left them.
    var counters: Counters { lock.withLock { published } }

    /// What the lane has done since it was opened.
    var figures: LaneStatistics { lock.withLock { statistics } }

    /// Queues a request; one that comes after `close` is refused at once.
    func submit(_ job: Job<E.Transaction>) {
        let isAccepted = lock.withLock {
            guard !isClosing else { return false }
            queue.append(job)
            if queue.count == 1 { arrived.signal() }
            return true
        }
        if !isAccepted { job.finish(.closed) }
    }

    /// Wakes the thread, if it waits: there is something to do that is no request.
    ///
    /// Call it while the lock is held.
    func wake() { arrived.signal() }

    /// Lets the queue run dry and ends the thread.
    func close() {
        lock.withLock {
            isClosing = true
            arrived.signal()
        }
    }

    /// The body of the lane's thread.
    func run() {
        while let batch = nextBatch() {
            commit(batch)
            lastBatchCount = batch.count
        }
        putClosingRecord()
    }

    private func nextBatch() -> [Job<E.Transaction>]? {
        lock.acquire()
        while queue.isEmpty && !isClosing {
            guard let step = nextHorizon() else {
                arrived.wait(holding: lock)
                continue
            }
            lock.release()
            forgetChanges(through: step)
            lock.acquire()
        }
        if queue.count < lastBatchCount && !queue.isEmpty && !isClosing { gather() }
        let batch = Array(queue.prefix(Self.maximumBatch))
        queue.removeFirst(batch.count)
        lock.release()
        return batch.isEmpty ? nil : batch
    }

    /// Those who were answered together come back together: a short wait for them halves the commits.
    private func gather() {
        let start = ContinuousClock.now
        while queue.count < lastBatchCount,
            ContinuousClock.now - start < .microseconds(Self.gatherMicroseconds)
        {
            lock.release()
            WorkerThread.yield()
            lock.acquire()
        }
    }
}

// MARK: - Committing

extension Lane {
    /// Runs a batch in one transaction, and each request alone where the whole meets a full file.
    private func commit(_ batch: [Job<E.Transaction>]) {
        do throws(EngineError) {
            let (counters, horizon) = try write(batch)
            committed = counters
            lock.withLock {
                published = counters
                if let horizon { log.horizon = horizon }
                statistics.note(batch.count)
            }
            for job in batch { job.finish(nil) }
            didCommit()
        } catch {
            if case .outcomeUnknown = error {
                close()
                for job in batch { job.finish(.engine(error)) }
                return failStop(error)
            }
            // One large request must not take the others with it, e.g. those that delete.
            guard batch.count > 1 else { return batch[0].finish(.engine(error)) }
            for job in batch { commit([job]) }
        }
    }

    /// The counters behind a batch, and the log's horizon where that has moved.
    private func write(
        _ batch: [Job<E.Transaction>]
    ) throws(EngineError) -> (Counters, UInt64?) {
        do throws(BatchFailure) {
            return try engine.write { transaction throws(BatchFailure) in
                var scope = Scope(
                    catalog: catalog,
                    counters: committed,
                    isJournaled: batch.count > 1
                )
                swap(&scope.transaction, &transaction)
                defer { swap(&scope.transaction, &transaction) }
                for job in batch { try run(job, in: &scope) }
                return (scope.counters, scope.horizon)
            }
        } catch {
            switch error {
            case .engine(let error): throw error
            // Nothing was written: the job knows why, and its caller is told like any other.
            case .onlyRequestRefused: return (committed, nil)
            }
        }
    }

    private func run(_ job: Job<E.Transaction>, in scope: inout Scope) throws(BatchFailure) {
        scope.beginRequest(at: clock())
        var isAccepted = job.run(in: &scope)
        if isAccepted, let error = scope.request.broken {
            job.refuse(error)
            isAccepted = false
        }
        if let fatal = scope.fatal { throw .engine(fatal) }
        guard isAccepted else {
            guard scope.isJournaled else { throw .onlyRequestRefused }
            do throws(EngineError) { return try scope.undoRequest() } catch {
                throw .engine(error)
            }
        }
        do throws(StoreError) { try scope.finishRequest() } catch {
            guard case .engine(let error) = error else { preconditionFailure("a change is bytes") }
            throw .engine(error)
        }
    }

    /// A clean close leaves the totals at the end, so that opening replays nothing.
    private func putClosingRecord() {
        guard committed.sequence > openedSequence else { return }
        do throws(EngineError) {
            try engine.write { transaction throws(EngineError) in
                var scope = Scope(
                    catalog: catalog,
                    counters: committed,
                    isJournaled: false
                )
                swap(&scope.transaction, &transaction)
                defer { swap(&scope.transaction, &transaction) }
                do throws(StoreError) { try scope.putMetaRecord() } catch {
                    throw scope.fatal ?? .ended
                }
            }
        } catch {
            // The changes behind the last meta record are replayed at the next start instead.
        }
    }
}

/// Why a batch is not committed.
private enum BatchFailure: EngineFailure {
    case engine(EngineError)
    /// The batch was one request, and it was refused: the transaction is its journal.
    case onlyRequestRefused

    init(_ error: EngineError) { self = .engine(error) }
}

/// What the write lane has done since the store was opened.
public struct LaneStatistics: Equatable, Sendable {
    /// How many commits were made.
    public private(set) var commits = 0
    /// How many requests they covered.
    public private(set) var requests = 0
    /// The largest number of requests that shared a commit.
    public private(set) var largestBatch = 0

    mutating func note(_ requests: Int) {
        commits += 1
        self.requests += requests
        largestBatch = max(largestBatch, requests)
    }
}
