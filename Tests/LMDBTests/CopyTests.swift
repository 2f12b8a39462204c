import CLMDB
import Engine
import TestSupport
import Testing

@testable import LMDB

struct CopyTests {
    let folder = TemporaryFolder()

    @Test("A copy is a store with the same entries", arguments: [false, true])
    func copy(compact: Bool) throws {
        let engine = try LMDBEngine(opening: folder.path("store"))
        let keys: [Bytes] = (1...13).map { [$0, 1] }
        try engine.put(keys.map { ($0, $0) })
        try engine.copy(to: folder.path("copy"), compact: compact)
        try engine.put([([1, 2], [])])
        let copy = try LMDBEngine(opening: folder.path("copy"))
        #expect(try copy.entries([], [16]).map(\.0) == keys)
        #expect(try Folder(folder.path).contents()?.sorted() == ["copy", "store"])
    }

    @Test("A copy replaces nothing")
    func existing() throws {
        let engine = try LMDBEngine(opening: folder.path("store"))
        let path = folder.path("store")
        #expect(throws: OpenError.alreadyExists(path: path)) { try engine.copy(to: path) }
    }

    @Test("Statistics count what there is")
    func statistics() throws {
        let engine = try LMDBEngine(opening: folder.path("store"))
        let before = try engine.statistics()
        #expect(before.trees.map(\.entryCount) == [0, 0, 0])
        #expect(before.mapByteCount == 32 << 30 && before.maximumByteCount == 32 << 30)
        #expect(before.readerCount == 0)
        try engine.put((0..<1_000).map { (key($0, tag: 4), Bytes(repeating: 1, count: 100)) })
        let reader = try engine.makeReader()
        let after = try engine.statistics()
        #expect(after.trees.map(\.entryCount) == [0, 1_000, 0])
        #expect(after.trees[1].depth == 2)
        #expect(after.lastTransactionID == before.lastTransactionID + 1)
        #expect(after.usedByteCount > 100_000)
        #expect(after.readerCount == 1)
        _ = consume reader
        #expect(try engine.statistics().readerCount == 0)
    }

    @Test("C sees the same trees through the lent environment")
    func lentEnvironment() throws {
        let engine = try LMDBEngine(opening: folder.path("store"))
        try engine.put([([4, 1], [1]), ([4, 2], [2])])
        let count = unsafe engine.withEnvironmentPointer { environment in
            var transaction: OpaquePointer?
            _ = unsafe mdb_txn_begin(environment, nil, UInt32(MDB_RDONLY), &transaction)
            defer { unsafe mdb_txn_abort(transaction) }
            var facts = MDB_stat()
            _ = unsafe mdb_stat(transaction, engine.tables.sheets, &facts)
            return Int(facts.ms_entries)
        }
        #expect(count == 2)
    }
}
