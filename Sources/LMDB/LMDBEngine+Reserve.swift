internal import CLMDB
internal import Engine

extension LMDBEngine {
    /// The last part of the largest map, kept for writes that do not add to the content.
    ///
    /// LMDB changes no page in place, so that a delete in a map without a free page fails too: without a
    /// reserve a full store could never be emptied. An eighth, which counts only in tiny maps of tests,
    /// or 64 MiB: more than a write of any request takes.
    var reserveByteCount: Int { min(options.maximumByteCount / 8, 64 << 20) }

    /// Whether the content has reached the reserve.
    ///
    /// Asked by the writer before it begins.
    func isInReserve() throws(EngineError) -> Bool {
        let limit = options.maximumByteCount - reserveByteCount
        var facts = unsafe MDB_envinfo()
        unsafe try check(mdb_env_info(handle, &facts))
        // The file never shrinks. Only beyond the limit are the free pages in it worth counting.
        let used = unsafe (Int(facts.me_last_pgno) + 1) * Self.pageByteCount
        guard used > limit else { return false }
        var transaction: OpaquePointer?
        unsafe try check(mdb_txn_begin(handle, nil, UInt32(MDB_RDONLY), &transaction))
        defer { unsafe mdb_txn_abort(transaction) }
        return unsafe used - (try Self.freePageCount(transaction)) * Self.pageByteCount > limit
    }

    /// LMDB's pages are those of the system, which are never smaller or larger on our machines.
    static var pageByteCount: Int { 4_096 }

    /// LMDB keeps lists of free pages under number 0; each begins with its length.
    static func freePageCount(_ transaction: OpaquePointer?) throws(EngineError) -> Int {
        var cursor: OpaquePointer?
        unsafe try check(mdb_cursor_open(transaction, 0, &cursor))
        defer { unsafe mdb_cursor_close(cursor) }
        var key = unsafe MDB_val()
        var value = unsafe MDB_val()
        var count = 0
        while true {
            let code = unsafe mdb_cursor_get(cursor, &key, &value, MDB_NEXT)
            if code == MDB_NOTFOUND { return count }
            try check(code)
            count += unsafe Int(lend(value).unsafeLoadUnaligned(as: UInt.self))
        }
    }
}
