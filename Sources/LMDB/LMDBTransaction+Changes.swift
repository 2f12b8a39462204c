internal import CLMDB
public import Engine
internal import Records

extension LMDBTransaction {
    /// Sets the value of a key.
    ///
    /// A change, whose key is greater than all others of its tree, goes behind the last page instead of
    /// splitting it in the middle: the tail's leaves fill up.
    public mutating func put(_ key: RawSpan, _ value: RawSpan) throws(EngineError) {
        guard key.byteCount <= Limits.keyByteCount else {
            throw .keyTooLong(byteCount: key.byteCount)
        }
        guard value.byteCount <= Limits.valueByteCount else {
            throw .valueTooLarge(byteCount: value.byteCount)
        }
        let open = try live()
        let handle = unsafe try open.live()
        let table = Tag.Tree.of(key).table
        var name = unsafe MDB_val(key)
        var data = unsafe MDB_val(value)
        if open.isInReserve {
            unsafe open.forgetContent(table, &name)
            open.growth += key.byteCount + value.byteCount
        }
        var code = MDB_KEYEXIST
        if isChange(key) {
            code = unsafe mdb_put(handle, table, &name, &data, UInt32(MDB_APPEND))
        }
        // Not a change, or one that is rewritten in its place.
        if code == MDB_KEYEXIST { code = unsafe mdb_put(handle, table, &name, &data, 0) }
        guard code == MDB_SUCCESS else { throw open.noteFailure(code) }
    }

    /// Removes a key.
    ///
    /// Returns whether it was there.
    @discardableResult
    public mutating func delete(_ key: RawSpan) throws(EngineError) -> Bool {
        let open = try live()
        let handle = unsafe try open.live()
        let table = Tag.Tree.of(key).table
        var name = unsafe MDB_val(key)
        if open.isInReserve { unsafe open.forgetContent(table, &name) }
        let code = unsafe mdb_del(handle, table, &name, nil)
        if code == MDB_NOTFOUND { return false }
        guard code == MDB_SUCCESS else { throw open.noteFailure(code) }
        return true
    }

    /// Removes all keys with `lower` <= key < `upper`.
    ///
    /// Returns how many there were.
    @discardableResult
    public mutating func deleteRange(
        from lower: RawSpan,
        below upper: RawSpan
    ) throws(EngineError) -> Int {
        let open = try live()
        let handle = unsafe try open.live()
        guard lower.precedes(upper) else { return 0 }
        let tags = tag(of: lower)...tag(of: upper)
        var count = 0
        for tree in Tag.Tree.allCases where tags.contains(where: { Tag.tree(of: $0) == tree }) {
            var cursor: OpaquePointer?
            var code = unsafe mdb_cursor_open(handle, tree.table, &cursor)
            guard code == MDB_SUCCESS else { throw open.noteFailure(code) }
            defer { unsafe mdb_cursor_close(cursor) }
            code = unsafe delete(under: cursor, from: lower, below: upper, open, &count)
            guard code == MDB_NOTFOUND else { throw open.noteFailure(code) }
        }
        return count
    }

    /// Returns LMDB's number: not found, when the end of the range has been reached.
    private func delete(
        under cursor: OpaquePointer?,
        from lower: RawSpan,
        below upper: RawSpan,
        _ open: OpenTransaction,
        _ count: inout Int
    ) -> Int32 {
        var key = unsafe MDB_val(lower)
        var value = unsafe MDB_val()
        let seek = lower.byteCount > 0 ? MDB_SET_RANGE : MDB_FIRST
        var code = unsafe mdb_cursor_get(cursor, &key, &value, seek)
        while code == MDB_SUCCESS {
            guard unsafe lend(key).precedes(upper) else { return MDB_NOTFOUND }
            let size = unsafe key.mv_size + value.mv_size
            code = unsafe mdb_cursor_del(cursor, 0)
            guard code == MDB_SUCCESS else { return code }
            count += 1
            if open.isInReserve { open.growth -= size }
            // A cursor that has deleted stands before the next entry.
            code = unsafe mdb_cursor_get(cursor, &key, &value, MDB_NEXT)
        }
        return code
    }

    private func isChange(_ key: RawSpan) -> Bool {
        key.byteCount > 0 && tag(of: key) == Tag.changes.rawValue
    }

    private func tag(of key: RawSpan) -> UInt8 {
        key.byteCount > 0 ? unsafe key.unsafeLoad(as: UInt8.self) : 0
    }
}
