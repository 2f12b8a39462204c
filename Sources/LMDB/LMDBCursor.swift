internal import CLMDB
public import Engine
internal import Records

/// Walks one key range.
///
/// Borrowed from, and unable to outlive, its transaction.
///
@safe public struct LMDBCursor: EntryCursor, ~Copyable, ~Escapable {
    /// What kind of walk it is.
    enum Course: UInt8, BitwiseCopyable {
        /// Upwards within one tag: nearly every query.
        case plain
        /// Downwards, or over several tags, whose trees follow each other.
        case upwards, downwards
    }

    /// Nil where it could not be opened.
    var handle: OpaquePointer?
    let lower: RawSpan
    let upper: RawSpan
    /// The bound's bytes where it has at most eight, zeros behind them, the first one highest; 0 for a longer one.
    private let upperWord: UInt64
    /// How many entries may still come.
    var remaining: Int
    /// The first step seeks; the others only advance and do not look at the key they are given.
    var step: MDB_cursor_op
    let course: Course
    /// Why it could not be opened, told by the first step.
    private let failure: Int32
    /// Where a walk over several trees is: one tag out of those that lie side by side in this tree.
    var tag: UInt8 = 0

    /// Of a transaction, or of none where it has ended.
    @unsafe @_lifetime(copy lower, copy upper)
    init(
        _ transaction: OpaquePointer?,
        from lower: RawSpan,
        below upper: RawSpan,
        reversed: Bool,
        limit: Int
    ) {
        precondition(limit >= 0, "a limit is negative")
        let first = lower.byteCount > 0 ? unsafe lower.unsafeLoad(as: UInt8.self) : 0
        let last = Self.lastTag(below: upper)
        let course = reversed ? Course.downwards : first < last ? .upwards : .plain
        let tag = reversed ? last : first
        var raw: OpaquePointer?
        if let transaction = unsafe transaction {
            failure = unsafe mdb_cursor_open(transaction, Tag.tree(of: tag).table, &raw)
        } else {
            failure = MDB_SUCCESS
        }
        unsafe handle = raw
        self.lower = lower
        self.upper = upper
        upperWord = upper.paddedWord
        self.course = course
        self.tag = tag
        // LMDB has no empty key, and so does not seek one.
        remaining = unsafe handle == nil ? 1 : lower.precedes(upper) ? limit : 0
        step = course == .plain && lower.byteCount > 0 ? MDB_SET_RANGE : MDB_FIRST
    }

    deinit { unsafe mdb_cursor_close(handle) }

    /// Advances and lends the next entry, or returns nil past the end.
    @_lifetime(&self)
    public mutating func next() throws(EngineError) -> Entry? {
        guard remaining > 0 else { return nil }
        guard course == .plain else { return try nextElsewhere() }
        var key = unsafe MDB_val()
        var value = unsafe MDB_val()
        if step == MDB_SET_RANGE { unsafe key = MDB_val(lower) }
        let code = unsafe mdb_cursor_get(handle, &key, &value, step)
        if code == MDB_NOTFOUND { return end() }
        guard code == MDB_SUCCESS else { throw error(code) }
        step = MDB_NEXT
        let entry = unsafe Entry(key: lend(key), value: lend(value))
        guard isBelow(entry.key) else { return end() }
        remaining &-= 1
        return unsafe _overrideLifetime(entry, mutating: &self)
    }

    /// Whether a key lies in front of the upper bound, which nearly always is the head of what an owner has.
    @inline(__always) private func isBelow(_ key: RawSpan) -> Bool {
        guard upperWord > 0, key.byteCount >= 8 else { return key.precedes(upper) }
        // A key that begins with the bound is not smaller, and zeros stand for what comes behind.
        let word = unsafe key.unsafeLoadUnaligned(as: UInt64.self)
        return UInt64(bigEndian: word) < upperWord
    }

    /// What to say of a step that failed; a walk that has not begun says why.
    @inline(never) func error(_ code: Int32) -> EngineError {
        guard unsafe handle == nil else { return EngineError(code: code) }
        return failure == MDB_SUCCESS ? .ended : EngineError(code: failure)
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

extension RawSpan {
    /// At most eight bytes, the first one highest, zeros behind them; 0 for more.
    fileprivate var paddedWord: UInt64 {
        guard byteCount <= 8 else { return 0 }
        var word: UInt64 = 0
        for offset in 0..<byteCount {
            let byte = unsafe unsafeLoad(fromByteOffset: offset, as: UInt8.self)
            word |= UInt64(byte) &<< UInt64(56 &- 8 &* offset)
        }
        return word
    }
}
