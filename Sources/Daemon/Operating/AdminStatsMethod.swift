internal import JSONRPC
internal import LMDB
internal import Records
internal import SchoolAPI
internal import SchoolModel
internal import Storage

extension House {
    /// What the file holds.
    var adminStats: Method<Guest> {
        let house = self
        return reading(.adminStats) { _, _, output throws(RPCError) in
            let statistics = try house.statistics()
            let counters = house.store.counters
            let folder = house.folder
            output.append("{")
            output.member("folder", folder)
            output.member("fileBytes", LMDBEngine.fileByteCount(in: folder))
            output.member("usedBytes", statistics.usedByteCount)
            output.member("freeBytes", statistics.freeByteCount)
            output.member("maximumBytes", statistics.maximumByteCount)
            output.member("readers", statistics.readerCount)
            output.member("uptimeSeconds", Int(house.uptimeSeconds))
            output.member("sequence", Int(counters.sequence))
            output.append("\"rows\":{")
            for kind in EntityKind.allCases { output.member(kind.name, counters[kind.table].rows) }
            output.removeTrailingComma()
            output.append("},\"trees\":[")
            for tree in statistics.trees { output.append(tree) }
            output.removeTrailingComma()
            output.append("]}")
        }
    }
}

extension OutputBuffer {
    fileprivate mutating func append(_ tree: Statistics.Tree) {
        append("{")
        member("name", "\(tree.tree)")
        member("entries", tree.entryCount)
        member("depth", tree.depth)
        member("branchPages", tree.branchPageCount)
        member("leafPages", tree.leafPageCount)
        member("overflowPages", tree.overflowPageCount)
        removeTrailingComma()
        append("},")
    }
}
