internal import Engine
public import Records

// What a migration does when an index is new, or is gone: the rows stay as they are.
extension WriteScope where Transaction: ~Copyable {
    /// Writes the entries of an index for all rows that there are; entries that exist are written again.
    public mutating func buildIndex<I: SecondaryIndex>(_ index: I.Type) throws(StoreError) {
        try forEachEntry(of: index) { (scope, key, content) throws(StoreError) in
            try scope.put(key.rawSpan, content: content.rawSpan)
        }
    }

    /// Removes all entries of an index.
    public mutating func removeIndex<I: SecondaryIndex>(_ index: I.Type) throws(StoreError) {
        try forEachEntry(of: index) { (scope, key, _) throws(StoreError) in
            try scope.remove(key.rawSpan)
        }
    }

    /// Calls `body` with the key and the content of the entry of each numbered row that has one.
    private mutating func forEachEntry<I: SecondaryIndex>(
        of index: I.Type,
        _ body: (inout Self, [UInt8], [UInt8]) throws(StoreError) -> Void
    ) throws(StoreError) {
        precondition(I.Row.hasID, "rows are found by their ids")
        for number in 0..<counters[I.Row.table].lastID {
            guard let row = try row(ID<I.Row>(number + 1)) else { continue }
            var key = KeyBuffer(reserving: 48)
            guard I.writeKey(of: row, to: &key) else { continue }
            var content = ByteWriter(reserving: 24)
            I.writeContent(of: row, to: &content)
            try body(&self, key.array, content.array)
        }
    }
}
