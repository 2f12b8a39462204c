internal import CLMDB
public import Engine
internal import Records

/// Finds the values of a list of keys, one for each step.
@safe public struct LMDBValueCursor: ValueCursor, ~Copyable, ~Escapable {
    /// The transaction's; nil where it has ended.
    let handle: OpaquePointer?
    let bytes: RawSpan
    let ends: Span<Int>
    var index = 0

    @unsafe @_lifetime(borrow keys)
    init(_ transaction: OpaquePointer?, _ keys: borrowing KeyList) {
        unsafe handle = transaction
        bytes = keys.allBytes
        ends = keys.allEnds
    }

    /// The value of the next key of the list, or nil where there is none.
    @_lifetime(&self)
    public mutating func next() throws(EngineError) -> RawSpan? {
        guard let handle = unsafe handle else { throw .ended }
        let start = index == 0 ? 0 : ends[index - 1]
        let key = bytes.extracting(start..<ends[index])
        index += 1
        var data = unsafe MDB_val()
        var name = unsafe MDB_val(key)
        let code = unsafe mdb_get(handle, Tag.Tree.of(key).table, &name, &data)
        if code == MDB_NOTFOUND { return nil }
        try check(code)
        return unsafe _overrideLifetime(lend(data), mutating: &self)
    }
}
