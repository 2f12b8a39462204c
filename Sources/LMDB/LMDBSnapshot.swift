internal import CLMDB
public import Engine
internal import Records

/// A read transaction; cannot outlive the closure it is lent to.
@safe public struct LMDBSnapshot: Snapshot, ~Copyable {
    @usableFromInline let handle: OpaquePointer
    // Kept alive by whoever lends the view. To be counted here would cost every read, and 6.3.1 cannot
    // read back the inlined initialiser of a noncopyable struct that counts.
    @usableFromInline let unownedOnlooker: Unmanaged<AnyObject>?

    @unsafe @inlinable init(handle: OpaquePointer, for onlooker: AnyObject?) {
        unsafe self.handle = handle
        if let onlooker {
            unsafe unownedOnlooker = Unmanaged.passUnretained(onlooker)
        } else {
            unsafe unownedOnlooker = nil
        }
    }

    /// Who looks.
    @inlinable public var onlooker: AnyObject? { unsafe unownedOnlooker?.takeUnretainedValue() }

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
