internal import Engine
internal import Records

/// One accepted change, as the tail of the store keeps it: what was written, by which counters, and why.
///
/// The entry is at once the change log, the home of the activity row and the journal of the counters:
/// one put for all three.
struct Change {
    /// What the first byte tells.
    struct Kind: OptionSet {
        let rawValue: UInt8
        /// An activity row stands at the end.
        static let activity = Kind(rawValue: 1)
        /// The counters are totals of all tables, not differences.
        static let meta = Kind(rawValue: 2)
        /// More rows were written than a change lists.
        static let shortened = Kind(rawValue: 4)
    }

    /// A change lists at most this many rows; bulk loads write more.
    static let maximumRows = 200

    /// What happened to one row.
    struct Row: Equatable {
        var table: UInt8
        var verb: AcceptedChange.Verb
        var key: [UInt8]
    }

    /// What the change did to the counters of one table, or their totals in a meta record.
    struct Counter: Equatable {
        var table: UInt8
        var lastID: UInt64
        var rows: Int
    }

    var kind: Kind = []
    var time = Timestamp(milliseconds: 0)
    var counters: [Counter] = []
    var rows: [Row] = []
    var activity: [UInt8] = []

    /// The key of a change.
    static func key(_ sequence: UInt64) -> Key {
        var key = Key()
        key.append(byte: Tag.changes.rawValue)
        key.append(id: sequence)
        return key
    }

    /// The number in the key of a change.
    static func sequence(ofKey key: RawSpan) throws(RecordError) -> UInt64 {
        var reader = KeyReader(key)
        try reader.skip(1)
        return try reader.id()
    }

    /// The end of all changes.
    static var end: Key {
        var key = Key()
        key.append(byte: Tag.changes.rawValue + 1)
        return key
    }
}

extension Change {
    /// The stored content.
    func write(to bytes: inout ByteWriter) {
        bytes.byte(kind.rawValue)
        bytes.integer(time.milliseconds)
        bytes.byte(UInt8(counters.count))
        for counter in counters {
            bytes.byte(counter.table)
            bytes.varint(counter.lastID)
            bytes.signed(Int64(counter.rows))
        }
        bytes.byte(UInt8(rows.count))
        for row in rows {
            bytes.byte(row.table)
            bytes.byte(row.verb.rawValue)
            bytes.varint(UInt64(row.key.count))
            bytes.append(row.key)
        }
        bytes.append(activity)
    }

    /// Reads the stored content.
    init(_ content: RawSpan) throws(RecordError) {
        var reader = ByteReader(content)
        kind = try Kind(rawValue: reader.byte())
        time = try Timestamp(milliseconds: reader.integer(as: Int64.self))
        for _ in 0..<(try reader.byte()) {
            counters.append(
                Counter(
                    table: try reader.byte(),
                    lastID: try reader.varint(),
                    rows: try Int(reader.signed())
                )
            )
        }
        for _ in 0..<(try reader.byte()) {
            let table = try reader.byte()
            let number = try reader.byte()
            guard let verb = AcceptedChange.Verb(rawValue: number) else {
                throw .unknownCase(number)
            }
            let key = try reader.textBytes()
            rows.append(Row(table: table, verb: verb, key: Array(copying: key)))
        }
        activity = Array(copying: reader.rest)
    }

    /// The activity row inside the content of a change, or nil: nothing else is copied.
    @_lifetime(copy content)
    static func activity(in content: RawSpan) throws(RecordError) -> RawSpan? {
        var reader = ByteReader(content)
        guard try Kind(rawValue: reader.byte()).contains(.activity) else { return nil }
        _ = try reader.integer(as: Int64.self)
        for _ in 0..<(try reader.byte()) {
            _ = try reader.byte()
            _ = try reader.varint()
            _ = try reader.signed()
        }
        for _ in 0..<(try reader.byte()) {
            _ = try reader.integer(as: UInt16.self)
            _ = try reader.textBytes()
        }
        return reader.rest
    }

    /// Whether the content of a change says nothing but which rows were written: only such a one may
    /// be forgotten.
    static func isForgettable(_ content: RawSpan) throws(RecordError) -> Bool {
        var reader = ByteReader(content)
        let kind = try Kind(rawValue: reader.byte())
        guard !kind.contains(.activity), !kind.contains(.meta) else { return false }
        _ = try reader.integer(as: Int64.self)
        return try reader.byte() == 0
    }

    /// Adds the change to counters that end in front of it.
    func apply(to totals: inout Counters) {
        for counter in counters {
            totals[counter.table].lastID = counter.lastID
            if kind.contains(.meta) {
                totals[counter.table].rows = counter.rows
            } else {
                totals[counter.table].rows &+= counter.rows
            }
        }
        totals.lastChangeAt = max(totals.lastChangeAt, time)
    }
}
