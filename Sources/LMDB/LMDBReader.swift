internal import CLMDB
public import Engine

/// The reading side of one thread: a transaction begun once and renewed for each `read`.
///
/// Renewing allocates nothing and keeps the slot in LMDB's table of readers.
@safe public struct LMDBReader: EngineReader, ~Copyable {
    @usableFromInline let handle: OpaquePointer
    /// Keeps the file open as long as there are readers.
    let engine: LMDBEngine
    /// Whether the map may move.
    ///
    /// A copy of the engine's answer, beside the handle.
    let passesGate: Bool
    private let recollection: Recollection

    init(_ engine: LMDBEngine) throws(EngineError) {
        var raw: OpaquePointer?
        engine.enter()
        defer { engine.leave() }
        unsafe try check(mdb_txn_begin(engine.handle, nil, UInt32(MDB_RDONLY), &raw))
        unsafe handle = try some(raw)
        unsafe mdb_txn_reset(handle)
        recollection = Recollection()
        passesGate = engine.isGrowable
        self.engine = engine
        engine.countReader(1)
    }

    deinit {
        unsafe mdb_txn_abort(handle)
        recollection.deallocate()
        engine.countReader(-1)
    }

    /// Runs `body` against one immutable view.
    ///
    /// `mutating`: two views of one reader at the same time do not compile. The pages of a view cannot be
    /// reused while it lasts, so the file grows with every write beside a long one: wait for nothing here.
    @inlinable public mutating func read<Result: ~Copyable, Failure: EngineFailure>(
        _ body: (borrowing LMDBSnapshot) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        do throws(EngineError) { try renew() } catch { throw Failure(error) }
        defer { reset() }
        return try body(view(for: nil))
    }

    /// As `read`, with a view that knows who looks.
    @inlinable public mutating func read<Result: ~Copyable, Failure: EngineFailure>(
        for onlooker: AnyObject?,
        _ body: (borrowing LMDBSnapshot) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        do throws(EngineError) { try renew() } catch { throw Failure(error) }
        defer { reset() }
        // Kept until the view is gone.
        defer { withExtendedLifetime(onlooker) {} }
        return try body(view(for: onlooker))
    }

    @usableFromInline func view(for onlooker: AnyObject?) -> LMDBSnapshot {
        let unmanaged = unsafe onlooker.map { unsafe Unmanaged.passUnretained($0) }
        return unsafe LMDBSnapshot(handle, for: unmanaged, recalling: recollection)
    }

    @usableFromInline func renew() throws(EngineError) {
        if passesGate { engine.gate.enter() }
        let code = unsafe mdb_txn_renew(handle)
        guard code == MDB_SUCCESS else {
            if passesGate { engine.gate.leave() }
            throw EngineError(code: code)
        }
        if passesGate { recollection.forget() }
    }

    @usableFromInline func reset() {
        unsafe mdb_txn_reset(handle)
        if passesGate { engine.gate.leave() }
    }
}

// A reader is not bound to the thread that made it (MDB_NOTLS), and `mutating` keeps it to one at a time.
extension LMDBReader: @unchecked Sendable {}
