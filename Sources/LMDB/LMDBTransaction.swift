internal import CLMDB
public import Engine
internal import Records

/// The one running write.
///
/// Only `LMDBEngine.write` makes one that is not ended.
@safe public struct LMDBTransaction: WriteTransaction, ~Copyable {
    let open: OpenTransaction?

    init(_ open: OpenTransaction) { self.open = open }

    /// A transaction that has ended: its verbs, or the first steps of its walks, throw `EngineError.ended`.
    public init() { open = nil }

    /// The transaction, as long as the write runs.
    func live() throws(EngineError) -> OpenTransaction {
        guard let open else { throw .ended }
        return open
    }

    // MARK: - Reading, its own changes included

    private borrowing func view() throws(EngineError) -> LMDBSnapshot {
        unsafe try LMDBSnapshot(live().live())
    }

    /// The value of one key, or nil.
    @_lifetime(borrow self)
    public borrowing func value(for key: RawSpan) throws(EngineError) -> RawSpan? {
        let view = try view()
        return unsafe _overrideLifetime(try view.value(for: key), borrowing: self)
    }

    /// The values of many keys, each found when it is asked for.
    @_lifetime(borrow self, borrow keys)
    public borrowing func values(
        for keys: borrowing KeyList
    ) -> LMDBValueCursor {
        let cursor = unsafe LMDBValueCursor(open?.handle, keys)
        return unsafe _overrideLifetime(cursor, borrowing: self)
    }

    /// The entries with `lower` <= key < `upper`, in byte order or against it, at most `limit`.
    @_lifetime(borrow self, copy lower, copy upper)
    public borrowing func entries(
        from lower: RawSpan,
        below upper: RawSpan,
        reversed: Bool,
        limit: Int
    ) -> LMDBCursor {
        let cursor = unsafe LMDBCursor(
            open?.handle,
            from: lower,
            below: upper,
            reversed: reversed,
            limit: limit
        )
        return unsafe _overrideLifetime(cursor, borrowing: self)
    }
}
