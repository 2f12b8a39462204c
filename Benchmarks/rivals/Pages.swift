import CLMDB
import CPageCount
import Glibc

/// Commits to LMDB and to a plain file, and shows what was counted.
func pages(in folder: String) {
    unsafe mkdir(folder, 0o700)
    var environment: OpaquePointer?
    check(unsafe mdb_env_create(&environment))
    check(unsafe mdb_env_set_mapsize(environment, 64 << 20))
    check(unsafe mdb_env_open(environment, folder, 0, 0o600))
    precondition(unsafe page_count_watch(folder + "/data.mdb"), "the store's file is there")
    for round in 1...3 {
        page_count_reset()
        var transaction: OpaquePointer?
        var tree: MDB_dbi = 0
        check(unsafe mdb_txn_begin(environment, nil, 0, &transaction))
        check(unsafe mdb_dbi_open(transaction, nil, 0, &tree))
        for number in 0..<UInt64(round == 3 ? 2000 : 1) {
            unsafe put(number &* 7919, round, transaction, tree)
        }
        check(unsafe mdb_txn_commit(transaction))
        print("commit \(round):", page_count_pages(), "pages in", page_count_calls(), "calls")
        precondition(page_count_pages() >= 2, "a commit writes a leaf and the meta page")
    }
    unsafe mdb_env_close(environment)

    // Another file is not counted.
    page_count_reset()
    let other = unsafe open(folder + "/other", O_CREAT | O_RDWR, 0o600)
    let bytes = [UInt8](repeating: 7, count: 8192)
    precondition(unsafe pwrite(other, bytes, bytes.count, 0) == 8192 && page_count_pages() == 0)
    precondition(unsafe page_count_watch(folder + "/other"))
    precondition(unsafe pwrite(other, bytes, 4097, 0) == 4097 && page_count_pages() == 2)
    precondition(unsafe write(other, bytes, 10) == 10 && page_count_pages() == 3)
    close(other)
    print("plain writes are counted, those of other files are not")
}

private func put(_ number: UInt64, _ round: Int, _ transaction: OpaquePointer?, _ tree: MDB_dbi) {
    var (number, content) = (number, (UInt64(round), UInt64(3), UInt64(4), UInt64(5)))
    unsafe withUnsafeMutableBytes(of: &number) { key in
        unsafe withUnsafeMutableBytes(of: &content) { value in
            var key = unsafe MDB_val(mv_size: 8, mv_data: key.baseAddress)
            var value = unsafe MDB_val(mv_size: 32, mv_data: value.baseAddress)
            check(unsafe mdb_put(transaction, tree, &key, &value, 0))
        }
    }
}

private func check(_ code: Int32) { precondition(code == 0, "LMDB failed") }
