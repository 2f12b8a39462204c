internal import CLMDB
internal import Glibc
internal import Records

/// An open LMDB environment that nobody uses yet.
@safe struct Environment: ~Copyable {
    let handle: OpaquePointer

    /// Opens the files of a folder, and creates them where there are none.
    init(opening folder: Folder, _ options: LMDBEngine.Options) throws(OpenError) {
        var raw: OpaquePointer?
        try OpenError.engine("mdb_env_create", folder.path, unsafe mdb_env_create(&raw))
        guard let raw = unsafe raw else {
            throw .engine(call: "mdb_env_create", path: folder.path, code: MDB_PANIC)
        }
        do throws(OpenError) {
            unsafe try Self.open(raw, folder, options)
        } catch {
            // LMDB wants an environment closed also when opening it failed.
            unsafe mdb_env_close(raw)
            throw error
        }
        unsafe handle = raw
    }

    deinit { unsafe mdb_env_close(handle) }

    private static func open(
        _ raw: OpaquePointer,
        _ folder: Folder,
        _ options: LMDBEngine.Options
    ) throws(OpenError) {
        let path = folder.path
        let trees = UInt32(Tag.Tree.allCases.count)
        let size = options.initialByteCount
        try OpenError.engine("mdb_env_set_maxdbs", path, unsafe mdb_env_set_maxdbs(raw, trees))
        try OpenError.engine("mdb_env_set_mapsize", path, unsafe mdb_env_set_mapsize(raw, size))
        try OpenError.engine(
            "mdb_env_set_maxreaders",
            path,
            unsafe mdb_env_set_maxreaders(raw, UInt32(options.maximumReaders))
        )
        // Readers belong to values, not to threads. Never one of the flags that leave out a sync: with
        // each of them a power cut can lose what has been confirmed, or the file.
        let code = unsafe mdb_env_open(raw, path, UInt32(MDB_NOTLS), 0o600)
        try OpenError.engine("mdb_env_open", path, code)
        // LMDB 0.9.24 keeps all its descriptors but this one from programs that are started.
        var data: Int32 = -1
        try OpenError.engine("mdb_env_get_fd", path, unsafe mdb_env_get_fd(raw, &data))
        try OpenError.system("fcntl", path, fcntl(data, F_SETFD, FD_CLOEXEC))
    }

    /// Makes the trees of a new store: its first commit, durable on return.
    borrowing func createTrees(_ path: String) throws(OpenError) {
        try withTrees(path, 0, UInt32(MDB_CREATE))
    }

    /// Tells LMDB which trees there are, for as long as the environment is open.
    borrowing func openTrees(_ path: String) throws(OpenError) {
        try withTrees(path, UInt32(MDB_RDONLY), 0)
    }

    private borrowing func withTrees(
        _ path: String,
        _ kind: UInt32,
        _ flags: UInt32
    ) throws(OpenError) {
        var transaction: OpaquePointer?
        let begun = unsafe mdb_txn_begin(handle, nil, kind, &transaction)
        try OpenError.engine("mdb_txn_begin", path, begun)
        for tree in Tag.Tree.allCases {
            var table: UInt32 = 0
            let code = unsafe mdb_dbi_open(transaction, tree.name, flags, &table)
            if code == MDB_SUCCESS && table == tree.table {
                unsafe tree.setOrder(in: transaction)
                continue
            }
            unsafe mdb_txn_abort(transaction)
            if code != MDB_NOTFOUND { try OpenError.engine("mdb_dbi_open", path, code) }
            throw .missingTree(folder: path, name: tree.name)
        }
        try OpenError.engine("mdb_txn_commit", path, unsafe mdb_txn_commit(transaction))
    }

    /// Gives the handle to somebody who will close it.
    consuming func release() -> OpaquePointer {
        let handle = unsafe handle
        discard self
        return unsafe handle
    }
}
