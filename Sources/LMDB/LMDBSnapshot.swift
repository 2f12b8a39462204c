internal import CLMDB
public import Engine
internal import Records

/// A read transaction; cannot outlive the closure it is lent to.
@safe public struct LMDBSnapshot: Snapshot, ~Copyable {
    @usableFromInline let handle: OpaquePointer
    // Unmanaged: what lends the view keeps it, and a view without counted parts is made for nothing.
    @usableFromInline let unmanagedOnlooker: Unmanaged<AnyObject>?

    /// Who looks.
    @inlinable public var onlooker: AnyObject? { unsafe unmanagedOnlooker?.takeUnretainedValue() }

    @unsafe @inlinable init(handle: OpaquePointer, for onlooker: Unmanaged<AnyObject>? = nil) {
        unsafe self.handle = handle
        unsafe unmanagedOnlooker = onlooker
    }

    /// The value of one key, or nil.
    @_lifetime(borrow self)
    public borrowing func value(for key: RawSpan) throws(EngineError) -> RawSpan? {
        var data = unsafe MDB_val()
        var name = unsafe MDB_val(key)
        let code = unsafe mdb_get(handle, Tag.Tree.of(key).table, &name, &data)
        if code == MDB_NOTFOUND { return nil }
        try check(code)
        return unsafe _overrideLifetime(lend(data), borrowing: self)
    }

    /// The values of many keys, each found when it is asked for.
    @_lifetime(borrow self, borrow keys)
    public borrowing func values(
        for keys: borrowing KeyList
    ) throws(EngineError) -> LMDBValueCursor {
        LMDBValueCursor(self, keys)
    }

    /// The entries with `lower` <= key < `upper`, in byte order or against it, at most `limit`.
    @_lifetime(borrow self, copy lower, copy upper)
    public borrowing func entries(
        from lower: RawSpan,
        below upper: RawSpan,
        reversed: Bool,
        limit: Int
    ) throws(EngineError) -> LMDBCursor {
        try LMDBCursor(self, from: lower, below: upper, reversed: reversed, limit: limit)
    }
}
