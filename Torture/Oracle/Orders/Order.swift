internal import Engine
internal import LMDB
package import Records
internal import SchoolModel
internal import Storage

/// One way in which the school asks for rows: whose, and in which order.
///
/// Tag and section are those of the on-disk page, and the order is the specification's; both are
/// written down here a second time.
package struct Order<Row: Sendable>: Sendable {
    typealias Walk =
        @Sendable (borrowing LMDBSnapshot, _ prefix: RawSpan) throws(StoreError) -> [Row]

    let name: String
    /// The bytes that all entries begin with, and the fields behind them, or nil for no entry.
    let entry: @Sendable (Row) -> (owner: [UInt8], fields: Fields)?
    let walk: Walk

    /// The entries of an index.
    package init<I: SecondaryIndex>(
        _ index: I.Type,
        entry: @escaping @Sendable (Row) -> (owner: [UInt8], fields: Fields)?
    ) where I.Row == Row {
        name = "\(I.name)"
        self.entry = entry
        walk = { view, prefix throws(StoreError) in
            var rows: [Row] = []
            try view.forEachRow(through: I.self, under: prefix) { row throws(StoreError) -> Bool in
                rows.append(row)
                return true
            }
            return rows
        }
    }

    /// The rows themselves.
    package init(
        rows name: String,
        entry: @escaping @Sendable (Row) -> (owner: [UInt8], fields: Fields)?
    ) where Row: Entity {
        self.name = name
        self.entry = entry
        walk = { view, prefix throws(StoreError) in
            var rows: [Row] = []
            try view.forEachRow(of: Row.self, under: prefix) { row throws(StoreError) -> Bool in
                rows.append(row)
                return true
            }
            return rows
        }
    }
}

/// Fields of an entry as bytes whose order is theirs: simple and long, unlike the store's keys.
package struct Fields: Comparable, Sendable {
    private(set) var bytes: [UInt8] = []
    /// Behind a text that is cut in keys, no order is promised.
    private(set) var isCut = false

    package static func < (left: Fields, right: Fields) -> Bool {
        left.bytes.lexicographicallyPrecedes(right.bytes)
    }

    package static func of(_ numbers: UInt64...) -> Fields {
        numbers.reduce(Fields()) { $0.then($1) }
    }

    package func then(_ number: UInt64) -> Fields {
        appending((0..<8).map { UInt8(truncatingIfNeeded: number >> UInt64(56 - 8 * $0)) })
    }

    package func then(signed number: Int) -> Fields {
        then(UInt64(bitPattern: Int64(number)) ^ 1 << 63)
    }

    package func then(descending number: Int) -> Fields {
        then(~(UInt64(bitPattern: Int64(number)) ^ 1 << 63))
    }

    /// A text counts up to 200 bytes.
    package func then(_ text: String) -> Fields {
        let bytes = Array(text.utf8)
        guard bytes.count > 200 else { return appending(bytes + [0]) }
        var end = 200
        while bytes[end] & 0xc0 == 0x80 { end -= 1 }
        var fields = appending(bytes[..<end] + [0xff])
        fields.isCut = true
        return fields
    }

    private func appending(_ more: some Sequence<UInt8>) -> Fields {
        if isCut { return self }
        var fields = self
        fields.bytes.append(contentsOf: more)
        return fields
    }
}

/// The head of an entry of the store as a whole.
package func head(_ tag: UInt8, section: UInt8, _ more: UInt8...) -> [UInt8] {
    [tag, section] + more
}

/// The head of an entry that a row owns: a length byte and the significant bytes of its id.
package func head(_ tag: UInt8, owner: UInt64, section: UInt8, _ more: UInt8...) -> [UInt8] {
    [tag] + short(owner) + [section] + more
}

/// An id in a key.
package func short(_ id: UInt64) -> [UInt8] {
    var bytes: [UInt8] = []
    var rest = id
    while rest > 0 {
        bytes.insert(UInt8(truncatingIfNeeded: rest), at: 0)
        rest >>= 8
    }
    return [UInt8(bytes.count)] + bytes
}
