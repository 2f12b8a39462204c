internal import CLMDB
public import Engine
internal import Synchronization

extension LMDBEngine {
    /// Runs `body` as the only writer; what it wrote is durable when this returns.
    ///
    /// `body` may run more than once: when the map is full and may still grow, everything is undone, the
    /// map is doubled, and `body` begins anew. Nobody sees the error. At the maximum it is `mapFull`, also
    /// for a write that would add to the content where only the reserve is left.
    ///
    /// An error of `body` leaves no trace. After `outcomeUnknown` every further write is refused with it.
    /// Calling `write` in `body` traps. In the body of a `read` of the same thread it works, but there the
    /// map cannot grow: the thread would wait for itself.
    public func write<Result: ~Copyable, Failure: EngineFailure>(
        _ body: (inout LMDBTransaction) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        beginWriting()
        defer { endWriting() }
        while true {
            let open = try begin(Failure.self)
            let result: Result
            do throws(Failure) {
                var transaction = LMDBTransaction(open)
                result = try body(&transaction)
            } catch {
                open.abort()
                if open.failure == .mapFull && grow() { continue }
                throw error
            }
            guard let error = finish(open) else {
                commits.add(1, ordering: .releasing)
                return result
            }
            if error == .mapFull && grow() { continue }
            throw Failure(error)
        }
    }

    private func begin<Failure: EngineFailure>(
        _ failure: Failure.Type
    ) throws(Failure) -> OpenTransaction {
        do throws(EngineError) {
            try refuseAfterFailure()
            return unsafe try OpenTransaction(handle, isInReserve: isInReserve())
        } catch {
            throw Failure(error)
        }
    }

    /// Commits, unless LMDB refused a change that the body did not mind.
    ///
    /// Returns what went wrong.
    private func finish(_ open: OpenTransaction) -> EngineError? {
        if let failure = open.failure {
            open.abort()
            return failure
        }
        if open.growth > 0 {
            open.abort()
            return .mapFull
        }
        let code = open.commit()
        switch code {
        case MDB_SUCCESS: return nil
        // Found while the list of free pages was written, in front of any page.
        case MDB_MAP_FULL: return .mapFull
        // A read of the body met a damaged page: nothing was written, and the others may go on.
        case MDB_BAD_TXN: return .engine(code: code)
        default: return stop(after: code)
        }
    }

    // MARK: - Growth

    /// Doubles the map while nobody reads.
    ///
    /// Returns whether there is more room now.
    private func grow() -> Bool {
        let next = unsafe min(mapByteCount * 2, options.maximumByteCount)
        // Tried first with an empty mapping: LMDB gives up the old map before it asks for the new one.
        guard isGrowable, unsafe next > mapByteCount, Mapping.isPossible(byteCount: next) else {
            return false
        }
        let code = gate.whileEmpty { unsafe mdb_env_set_mapsize(handle, next) }
        guard let code else { return false }
        precondition(code == MDB_SUCCESS, "the map was given up and could not be made anew")
        unsafe mapByteCount = next
        return true
    }
}
