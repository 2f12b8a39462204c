internal import CLMDB
internal import Engine
internal import Records

/// The walks that are not a plain one: downwards, and over tags that lie in different trees.
///
/// Tags that follow each other and lie in one tree are a run. A walk takes one run after the other, so
/// that three trees look like one key space.
extension LMDBCursor {
    @inline(never) @_lifetime(&self)
    mutating func nextElsewhere() throws(EngineError) -> Entry? {
        while true {
            var key = unsafe MDB_val()
            var value = unsafe MDB_val()
            let code = unsafe course == .downwards ? down(&key, &value) : up(&key, &value)
            guard code == MDB_SUCCESS || code == MDB_NOTFOUND else { throw error(code) }
            let entry = unsafe Entry(key: lend(key), value: lend(value))
            if code == MDB_SUCCESS, isInRun(entry.key) {
                guard isInRange(entry.key) else { return end() }
                remaining &-= 1
                return unsafe _overrideLifetime(entry, mutating: &self)
            }
            guard try turnToNextRun() else { return end() }
        }
    }

    private func isInRange(_ key: RawSpan) -> Bool {
        course == .downwards ? !key.precedes(lower) : key.precedes(upper)
    }

    /// Whether no tag of another tree stands between the key and where the walk is.
    private func isInRun(_ key: RawSpan) -> Bool {
        let other = unsafe key.unsafeLoad(as: UInt8.self)
        if other == tag { return true }
        let tree = Tag.tree(of: tag)
        return (min(tag, other)...max(tag, other)).allSatisfy { Tag.tree(of: $0) == tree }
    }

    // MARK: - Steps

    private mutating func up(_ key: inout MDB_val, _ value: inout MDB_val) -> Int32 {
        guard step == MDB_FIRST else { return unsafe mdb_cursor_get(handle, &key, &value, step) }
        step = MDB_NEXT
        let head = [tag]
        // Of the run's beginning and the range's, the greater one.
        return unsafe head.withUnsafeBytes { head in
            let start = unsafe RawSpan(_unsafeBytes: head)
            unsafe key = MDB_val(start.precedes(lower) ? lower : start)
            return unsafe mdb_cursor_get(handle, &key, &value, MDB_SET_RANGE)
        }
    }

    private mutating func down(_ key: inout MDB_val, _ value: inout MDB_val) -> Int32 {
        guard step == MDB_FIRST else { return unsafe mdb_cursor_get(handle, &key, &value, step) }
        step = MDB_PREV
        var head = [tag]
        // Behind the run's last key; no key begins with the tag 255 followed by as many bytes 255.
        if tag < .max { head[0] += 1 } else { head += [UInt8](repeating: .max, count: 511) }
        let code = unsafe head.withUnsafeBytes { head in
            let end = unsafe RawSpan(_unsafeBytes: head)
            unsafe key = MDB_val(upper.precedes(end) ? upper : end)
            return unsafe mdb_cursor_get(handle, &key, &value, MDB_SET_RANGE)
        }
        if code == MDB_NOTFOUND { return unsafe mdb_cursor_get(handle, &key, &value, MDB_LAST) }
        guard code == MDB_SUCCESS else { return code }
        return unsafe mdb_cursor_get(handle, &key, &value, MDB_PREV)
    }

    /// Returns false when there is none that the range reaches.
    private mutating func turnToNextRun() throws(EngineError) -> Bool {
        let tree = Tag.tree(of: tag)
        repeat {
            guard tag != (course == .downwards ? 0 : .max) else { return false }
            tag = course == .downwards ? tag - 1 : tag + 1
        } while Tag.tree(of: tag) == tree
        guard reaches(tag) else { return false }
        let transaction = unsafe mdb_cursor_txn(handle)
        var raw: OpaquePointer?
        unsafe try check(mdb_cursor_open(transaction, Tag.tree(of: tag).table, &raw))
        unsafe mdb_cursor_close(handle)
        unsafe handle = raw
        step = MDB_FIRST
        return true
    }

    /// Whether a key with the tag can lie in the range.
    private func reaches(_ tag: UInt8) -> Bool {
        let first = lower.byteCount > 0 ? unsafe lower.unsafeLoad(as: UInt8.self) : 0
        return course == .downwards ? tag >= first : tag <= Self.lastTag(below: upper)
    }
}
