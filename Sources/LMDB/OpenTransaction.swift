internal import CLMDB
internal import Engine

/// What LMDB knows of a running write, and what became of it.
///
/// A transaction value can be moved out of the closure that it is lent to. This object stays behind and
/// tells it that the write has ended: one load for each verb, one allocation for each commit.
@safe final class OpenTransaction {
    /// Nil from the moment on at which LMDB has freed it.
    private(set) var handle: OpaquePointer?
    /// The first failure inside LMDB, which then refuses the commit even if the body goes on.
    private(set) var failure: EngineError?

    /// Whether only a write that adds nothing to the content may be committed.
    let isInReserve: Bool
    /// By how many bytes of keys and values the content has grown; kept only in the reserve.
    var growth = 0

    init(_ environment: OpaquePointer, isInReserve: Bool) throws(EngineError) {
        self.isInReserve = isInReserve
        var raw: OpaquePointer?
        unsafe try check(mdb_txn_begin(environment, nil, 0, &raw))
        unsafe handle = try some(raw)
    }

    deinit { abort() }

    func live() throws(EngineError) -> OpaquePointer {
        guard let handle = unsafe handle else { throw .ended }
        return unsafe handle
    }

    /// Remembers that LMDB refused a change.
    func noteFailure(_ code: Int32) -> EngineError {
        let error = EngineError(code: code)
        if failure == nil { failure = error }
        return error
    }

    /// Takes what a key holds out of the account: it is about to be replaced or removed.
    func forgetContent(_ table: UInt32, _ key: inout MDB_val) {
        var value = unsafe MDB_val()
        guard unsafe mdb_get(handle, table, &key, &value) == MDB_SUCCESS else { return }
        growth -= unsafe key.mv_size + value.mv_size
    }

    func abort() {
        guard let handle = unsafe handle else { return }
        unsafe self.handle = nil
        unsafe mdb_txn_abort(handle)
    }

    /// The transaction is gone afterwards, whatever the result.
    func commit() -> Int32 {
        guard let handle = unsafe handle else { return MDB_BAD_TXN }
        unsafe self.handle = nil
        return unsafe mdb_txn_commit(handle)
    }
}
