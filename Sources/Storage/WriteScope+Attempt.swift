internal import Engine
internal import Records

extension WriteScope where Transaction: ~Copyable {
    /// Where a part of a request began.
    private struct Mark {
        let stepCount: Int
        let counters: Counters
        let rowCount: Int
        let notedRows: Int
        let activityCount: Int
        let deletedCount: Int
        let horizon: UInt64?
        let broken: StoreError?
    }

    /// Runs a part of a request that may be refused without the rest: what it wrote is then undone.
    ///
    /// Parts may lie within parts. An error that the whole batch fails with is the request's own.
    public mutating func attempt<Success, Failure: StoreFailure>(
        _ body: (inout Self) throws(Failure) -> Success
    ) throws(Failure) -> Success {
        let mark = Mark(
            stepCount: journal.stepCount,
            counters: counters,
            rowCount: request.rowCount,
            notedRows: request.rows.count,
            activityCount: request.activities.count,
            deletedCount: request.deleted.count,
            horizon: request.horizon,
            broken: request.broken
        )
        let wasJournaled = isJournaled
        isJournaled = true
        defer {
            isJournaled = wasJournaled
            // A request that is alone in its commit is undone with it.
            if !wasJournaled { journal.removeAll() }
        }
        do throws(Failure) {
            let success = try body(&self)
            if let error = request.broken, mark.broken == nil { throw Failure(error) }
            return success
        } catch {
            guard fatal == nil else { throw error }
            do throws(EngineError) { try undo(to: mark) } catch {
                fatal = error
                throw Failure(StoreError.engine(error))
            }
            throw error
        }
    }

    private mutating func undo(to mark: Mark) throws(EngineError) {
        while journal.stepCount > mark.stepCount, let (key, old) = journal.popLast() {
            if let old {
                try transaction.put(key.rawSpan, old.rawSpan)
            } else {
                try transaction.delete(key.rawSpan)
            }
        }
        counters = mark.counters
        request.rowCount = mark.rowCount
        request.rows.removeLast(request.rows.count - mark.notedRows)
        request.activities.removeLast(request.activities.count - mark.activityCount)
        request.deleted.removeLast(request.deleted.count - mark.deletedCount)
        request.horizon = mark.horizon
        request.broken = mark.broken
        // What was found to exist may have been made by what is undone.
        request.checkedTarget = []
        request.knownHints = []
    }
}
