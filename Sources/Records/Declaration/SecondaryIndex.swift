/// A way to find rows other than by their key: entries that follow from the rows alone.
///
/// An index is a type, visited generically: a stored closure would cost a hundred times as much.
public protocol SecondaryIndex: SendableMetatype {
    /// Whose rows.
    associatedtype Row: Entity

    /// The table, then the fields in key order, e.g. `member.student_cohort`.
    static var name: StaticString { get }

    /// Where the entries lie.
    static var place: Place { get }

    /// Whether a second row with the same key is refused.
    static var isUnique: Bool { get }

    /// Writes the whole key, place included. Returns false where the row has no entry.
    static func writeKey<K: KeyWriter & ~Copyable>(of row: Row, to key: inout K) -> Bool

    /// What the entry holds behind its checksum: by default what leads to the row.
    static func writeContent(of row: Row, to content: inout ByteWriter)

    /// The key of the row that an entry belongs to.
    static func writeRowKey<K: KeyWriter & ~Copyable>(
        forKey entryKey: RawSpan,
        content: RawSpan,
        to key: inout K
    ) throws(RecordError)
}

extension SecondaryIndex {
    /// Most entries are ordered, not unique.
    public static var isUnique: Bool { false }

    /// The id; for a row with a natural key that key.
    public static func writeContent(of row: Row, to content: inout ByteWriter) {
        guard Row.hasNaturalKey else { return content.varint(row.id.rawValue) }
        var key = KeyBuffer()
        Row.writeKey(of: row, to: &key)
        content.append(key.array)
    }

    /// The id; for a row with a natural key that key.
    public static func writeRowKey<K: KeyWriter & ~Copyable>(
        forKey entryKey: RawSpan,
        content: RawSpan,
        to key: inout K
    ) throws(RecordError) {
        guard Row.hasNaturalKey == false else { return key.append(content) }
        var reader = ByteReader(content)
        try Row.writeKey(id: ID(from: &reader), to: &key)
    }
}

/// An index whose entries are an owner and the row's id, and nothing else: the key says all.
public protocol OwnerIndex: SecondaryIndex {
    /// Whom the row is listed under, or nil where it has no entry.
    static func owner(of row: Row) -> UInt64?
}

extension OwnerIndex {
    /// The place with its owner, then the id.
    public static func writeKey<K: KeyWriter & ~Copyable>(of row: Row, to key: inout K) -> Bool {
        guard let owner = owner(of: row) else { return false }
        if place.tag.owner == .id {
            key.begin(place, owner: owner)
        } else {
            key.begin(place)
            key.append(id: owner)
        }
        key.append(row.id)
        return true
    }

    /// Nothing.
    public static func writeContent(of row: Row, to content: inout ByteWriter) {}

    /// The id is the last field of the key.
    public static func writeRowKey<K: KeyWriter & ~Copyable>(
        forKey entryKey: RawSpan,
        content: RawSpan,
        to key: inout K
    ) throws(RecordError) {
        var reader = KeyReader(entryKey)
        if place.tag.owner == .id {
            _ = try reader.owner()
        } else {
            try reader.skip(2)
            _ = try reader.id()
        }
        try Row.writeKey(id: reader.id(of: Row.self), to: &key)
    }
}

/// What happens to the rows that refer to a row which is deleted for good.
public enum DeleteRule: UInt8, BitwiseCopyable, Sendable {
    /// They are deleted with it.
    case cascade
    /// Their field becomes null.
    case setNull
    /// The deletion is refused while there are any.
    case restrict
}

/// A field that names a row of another table.
public protocol Reference: SendableMetatype {
    /// Whose field.
    associatedtype Row: Entity
    /// The table that it names a row of.
    associatedtype Target: Entity

    /// The field's name on the wire.
    static var field: StaticString { get }

    /// What happens when the named row is deleted.
    static var onDelete: DeleteRule { get }

    /// The named row, or nil.
    static func target(of row: Row) -> ID<Target>?

    /// Takes the name away, where the rule is `setNull`.
    static func clear(_ row: inout Row)

    /// The common beginning of all entries whose rows may name `target`.
    static func writeRange<K: KeyWriter & ~Copyable>(of target: ID<Target>, to key: inout K)

    /// The key of the row that such an entry belongs to, or false where it belongs to none.
    static func writeRowKey<K: KeyWriter & ~Copyable>(
        forKey entryKey: RawSpan,
        content: RawSpan,
        to key: inout K
    ) throws(RecordError) -> Bool
}

extension Reference {
    /// Only called where the rule is `setNull`.
    public static func clear(_ row: inout Row) {
        preconditionFailure("a reference that is set to null says how")
    }
}

/// A reference whose rows are found through an index that the target owns.
public protocol IndexedReference: Reference where Index.Row == Row {
    /// An index led by the target.
    associatedtype Index: SecondaryIndex
}

extension IndexedReference {
    /// Everything in the index's place that the target owns.
    public static func writeRange<K: KeyWriter & ~Copyable>(of target: ID<Target>, to key: inout K)
    {
        switch Index.place.tag.owner {
        case .id: key.begin(Index.place, owner: target)
        case .store:
            key.begin(Index.place)
            key.append(target)
        case .day, .sequence: preconditionFailure("such entries are not led by a row")
        }
    }

    /// As the index says.
    public static func writeRowKey<K: KeyWriter & ~Copyable>(
        forKey entryKey: RawSpan,
        content: RawSpan,
        to key: inout K
    ) throws(RecordError) -> Bool {
        try Index.writeRowKey(forKey: entryKey, content: content, to: &key)
        return true
    }
}

/// A reference whose rows lie in the target's own range.
public protocol OwnedReference: Reference {}

extension OwnedReference {
    /// Everything in the rows' place that the target owns.
    public static func writeRange<K: KeyWriter & ~Copyable>(of target: ID<Target>, to key: inout K)
    {
        key.begin(Row.place, owner: target)
    }

    /// The entry is the row.
    public static func writeRowKey<K: KeyWriter & ~Copyable>(
        forKey entryKey: RawSpan,
        content: RawSpan,
        to key: inout K
    ) throws(RecordError) -> Bool {
        key.append(entryKey)
        return true
    }
}
