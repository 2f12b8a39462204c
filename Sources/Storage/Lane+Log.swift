internal import Engine
internal import Records
internal import Threads

/// What is promised of the log of changes.
struct LogPromise {
    /// Up to here changes may be missing.
    var horizon: UInt64
    /// So many of the last changes stay.
    var kept: Int
}

extension Lane {
    /// Where the log's horizon is to move now that there is nothing else to do, if it is.
    ///
    /// Call it while the lock is held.
    func nextHorizon() -> UInt64? {
        let sequence = committed.sequence
        // What failed once may be damaged: it is not tried again after every commit.
        if let failedAt, sequence < failedAt + ChangeHorizon.stride { return nil }
        let kept = UInt64(max(1, log.kept))
        return ChangeHorizon.next(after: log.horizon, sequence: sequence, keeping: kept)
    }

    /// Forgets what may be forgotten of the changes up to a horizon, in a commit of its own.
    func forgetChanges(through horizon: UInt64) {
        let last = lock.withLock { log.horizon }
        do throws(EngineError) {
            try engine.write { transaction throws(EngineError) in
                var scope = Scope(catalog: catalog, counters: committed, isJournaled: false)
                swap(&scope.transaction, &transaction)
                defer { swap(&scope.transaction, &transaction) }
                do throws(StoreError) {
                    try scope.forgetChanges(after: last, through: horizon)
                } catch {
                    guard case .engine(let error) = error else {
                        preconditionFailure("a horizon is bytes")
                    }
                    throw error
                }
            }
            lock.withLock { log.horizon = horizon }
            failedAt = nil
        } catch {
            failedAt = committed.sequence
            guard case .outcomeUnknown = error else { return }
            close()
            failStop(error)
        }
    }
}

extension Store {
    /// How many of the last changes can be read again.
    ///
    /// To keep less frees room as soon as the writer rests; to keep more brings nothing back.
    public var changesKept: Int {
        get { lane.lock.withLock { lane.log.kept } }
        set {
            lane.lock.withLock {
                lane.log.kept = newValue
                lane.wake()
            }
        }
    }

    /// Up to here changes may be missing, as the last commit left it.
    public var changeHorizon: UInt64 { lane.lock.withLock { lane.log.horizon } }
}
