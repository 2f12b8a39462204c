internal import CLMDB
public import Engine
public import Records

/// The size and shape of a store at one moment.
public struct Statistics: Equatable, Sendable {
    /// The size and shape of one tree.
    public struct Tree: Equatable, Sendable {
        /// Which one.
        public let tree: Tag.Tree
        /// LMDB's number of it.
        public let table: UInt32
        /// How many entries there are.
        public let entryCount: Int
        /// How many pages a look-up goes through.
        public let depth: Int
        /// Pages that lead to others.
        public let branchPageCount: Int
        /// Pages with entries.
        public let leafPageCount: Int
        /// Pages of values too large for a leaf.
        public let overflowPageCount: Int
    }

    /// The size of the map now, and at most.
    public let mapByteCount: Int, maximumByteCount: Int
    /// How far the file has been used.
    ///
    /// It never shrinks; deleted room is in `freeByteCount`.
    public let usedByteCount: Int
    /// How much of the used part is free, some of it only when today's readers are gone.
    public let freeByteCount: Int
    /// LMDB's number of the last commit; not the store's own sequence.
    public let lastTransactionID: Int
    /// How many readers exist, reading or not.
    public let readerCount: Int
    /// All three.
    public let trees: [Tree]
}

extension LMDBEngine {
    /// LMDB's numbers of the trees, as C calls take them.
    public var tables: (relations: UInt32, sheets: UInt32, tail: UInt32) {
        (Tag.Tree.relations.table, Tag.Tree.sheets.table, Tag.Tree.tail.table)
    }

    /// Counts; walks the list of free pages.
    public func statistics() throws(EngineError) -> Statistics {
        enter()
        defer { leave() }
        var transaction: OpaquePointer?
        unsafe try check(mdb_txn_begin(handle, nil, UInt32(MDB_RDONLY), &transaction))
        defer { unsafe mdb_txn_abort(transaction) }
        var facts = unsafe MDB_envinfo()
        unsafe try check(mdb_env_info(handle, &facts))
        return unsafe Statistics(
            mapByteCount: Int(facts.me_mapsize),
            maximumByteCount: options.maximumByteCount,
            usedByteCount: (Int(facts.me_last_pgno) + 1) * Self.pageByteCount,
            freeByteCount: try Self.freePageCount(transaction) * Self.pageByteCount,
            lastTransactionID: Int(facts.me_last_txnid),
            readerCount: readerCount,
            trees: try Self.trees(transaction)
        )
    }

    private static func trees(
        _ transaction: OpaquePointer?
    ) throws(EngineError) -> [Statistics.Tree] {
        var trees: [Statistics.Tree] = []
        for tree in Tag.Tree.allCases {
            var facts = MDB_stat()
            unsafe try check(mdb_stat(transaction, tree.table, &facts))
            trees.append(
                Statistics.Tree(
                    tree: tree,
                    table: tree.table,
                    entryCount: Int(facts.ms_entries),
                    depth: Int(facts.ms_depth),
                    branchPageCount: Int(facts.ms_branch_pages),
                    leafPageCount: Int(facts.ms_leaf_pages),
                    overflowPageCount: Int(facts.ms_overflow_pages)
                )
            )
        }
        return trees
    }
}
