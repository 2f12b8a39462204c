internal import CLMDB
public import Engine
public import Records

/// A read transaction; cannot outlive the closure it is lent to.
@safe public struct LMDBSnapshot: Snapshot, ~Copyable {
    @usableFromInline let handle: OpaquePointer
    // Unmanaged: what lends the view keeps it, and a view without counted parts is made for nothing.
    @usableFromInline let unmanagedOnlooker: Unmanaged<AnyObject>?
    /// What its reader remembers; nil where the view may change.
    let recollection: Recollection?

    /// Who looks.
    @inlinable public var onlooker: AnyObject? { unsafe unmanagedOnlooker?.takeUnretainedValue() }

    @unsafe init(
        _ handle: OpaquePointer,
        for onlooker: Unmanaged<AnyObject>? = nil,
        recalling recollection: Recollection? = nil
    ) {
        unsafe self.handle = handle
        unsafe unmanagedOnlooker = onlooker
        self.recollection = recollection
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

    /// The verified content of a short key that many questions look up, or nil.
    @_lifetime(borrow self)
    public borrowing func familiar(_ key: Key) throws(EngineError) -> RawSpan? {
        if let value = unsafe recollection?.value(of: key, in: handle) {
            do throws(RecordError) {
                let content = try verifiedContent(key: key.bytes, value: value)
                return unsafe _overrideLifetime(content, borrowing: self)
            } catch { throw .damaged(error) }
        }
        guard let value = try value(for: key.bytes) else { return nil }
        recollection?.keep(value, of: key)
        do throws(RecordError) { return try verifiedContent(key: key.bytes, value: value) } catch {
            throw .damaged(error)
        }
    }

    /// The values of many keys, each found when it is asked for.
    @_lifetime(borrow self, borrow keys)
    public borrowing func values(
        for keys: borrowing KeyList
    ) -> LMDBValueCursor {
        unsafe LMDBValueCursor(handle, keys)
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
            handle,
            from: lower,
            below: upper,
            reversed: reversed,
            limit: limit
        )
        return unsafe _overrideLifetime(cursor, borrowing: self)
    }
}
