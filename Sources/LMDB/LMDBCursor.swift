internal import CLMDB
public import Engine
internal import Records

/// Walks one key range.
///
/// Borrowed from, and unable to outlive, its transaction.
///
/// Seven words: a larger value that cannot escape is no longer trivial for the compiler and is kept in
/// memory.
@safe public struct LMDBCursor: EntryCursor, ~Copyable, ~Escapable {
    /// What kind of walk it is.
    enum Course: UInt8, BitwiseCopyable {
        /// Upwards within one tag: nearly every query.
        case plain
        /// Downwards, or over several tags, whose trees follow each other.
        case upwards, downwards
    }

    var handle: OpaquePointer
    let lower: RawSpan
    let upper: RawSpan
    /// How many entries may still come.
    var remaining: Int
    /// The first step seeks; the others only advance and do not look at the key they are given.
    var step: MDB_cursor_op
    let course: Course
    /// Where a walk over several trees is: one tag out of those that lie side by side in this tree.
    var tag: UInt8 = 0

    @_lifetime(borrow snapshot, copy lower, copy upper)
    init(
        _ snapshot: borrowing LMDBSnapshot,
        from lower: RawSpan,
        below upper: RawSpan,
        reversed: Bool,
        limit: Int
    ) throws(EngineError) {
        precondition(limit >= 0, "a limit is negative")
        let first = lower.byteCount > 0 ? unsafe lower.unsafeLoad(as: UInt8.self) : 0
        let last = Self.lastTag(below: upper)
        let course = reversed ? Course.downwards : first < last ? .upwards : .plain
        let tag = reversed ? last : first
        var raw: OpaquePointer?
        unsafe try check(mdb_cursor_open(snapshot.handle, Tag.tree(of: tag).table, &raw))
        unsafe handle = try some(raw)
        self.lower = lower
        self.upper = upper
        self.course = course
        self.tag = tag
        // LMDB has no empty key, and so does not seek one.
        remaining = lower.precedes(upper) ? limit : 0
        step = course == .plain && lower.byteCount > 0 ? MDB_SET_RANGE : MDB_FIRST
    }

    deinit { unsafe mdb_cursor_close(handle) }

    /// Advances and lends the next entry, or returns nil past the end.
    @_lifetime(&self)
    public mutating func next() throws(EngineError) -> Entry? {
        guard remaining > 0 else { return nil }
        guard course == .plain else { return try nextElsewhere() }
        var key = unsafe MDB_val(lower)
        var value = unsafe MDB_val()
        let code = unsafe mdb_cursor_get(handle, &key, &value, step)
        if code == MDB_NOTFOUND { return end() }
        try check(code)
        step = MDB_NEXT
        let entry = unsafe Entry(key: lend(key), value: lend(value))
        guard entry.key.precedes(upper) else { return end() }
        remaining &-= 1
        return unsafe _overrideLifetime(entry, mutating: &self)
    }

    /// Whoever asks again past the end is told again, and LMDB is not.
    @_lifetime(&self)
    mutating func end() -> Entry? {
        remaining = 0
        return nil
    }

    /// The tag of the greatest key that can stand below a bound; 0 where there is none.
    static func lastTag(below upper: RawSpan) -> UInt8 {
        guard upper.byteCount > 0 else { return 0 }
        let tag = unsafe upper.unsafeLoad(as: UInt8.self)
        return upper.byteCount == 1 && tag > 0 ? tag - 1 : tag
    }
}
