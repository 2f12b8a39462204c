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

    init(_ environment: OpaquePointer) throws(EngineError) {
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
