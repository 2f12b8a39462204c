/// The number and the name of a table; stored, so never renumbered.
public struct Table: BitwiseCopyable, Hashable, Sendable {
    /// The stored number.
    public let number: UInt8
    /// The entity's name on the wire, such as `cohortMember`.
    public let name: StaticString

    /// One line of the registry.
    @inlinable public init(_ number: UInt8, _ name: StaticString) {
        self.number = number
        self.name = name
    }

    /// Tables are the same when their numbers are.
    public static func == (left: Table, right: Table) -> Bool { left.number == right.number }

    /// The number alone.
    public func hash(into hasher: inout Hasher) { hasher.combine(number) }
}

/// One kind of row: where it lies, what it holds, and which entries follow from it.
///
/// A type names its parts; storing, index upkeep, references, counters and `verify` follow from them.
public protocol Entity: Sendable {
    /// The table's number and name.
    static var table: Table { get }

    /// Where the rows lie.
    static var place: Place { get }

    /// Whether the key is made of other fields than the id; then an entry leads from the id to the row.
    static var hasNaturalKey: Bool { get }

    /// Whether the rows are numbered. Where they are not, their natural key is all the identity that
    /// they have: no id is given, and no entry leads from one to the row.
    static var hasID: Bool { get }

    /// Whether rows can be soft-deleted: only then is a referenced row decoded to see whether it is.
    static var hasSoftDelete: Bool { get }

    /// The row's id; 0 until it is inserted, and always where the rows are not numbered.
    var id: ID<Self> { get set }

    /// When the row was written, and how often.
    var stamps: Stamps { get set }

    /// Whether the row is soft-deleted: it then takes no new children.
    var isDeleted: Bool { get }

    /// The row's key. Rows found by id alone need not write it.
    static func writeKey<K: KeyWriter & ~Copyable>(of row: Self, to key: inout K)

    /// The stored content.
    func writeContent(to bytes: inout ByteWriter)

    /// Reads a stored row. Most find everything in the content.
    init(key: RawSpan, content: RawSpan) throws(RecordError)

    /// Names every field, its type and its order; a part of the schema's fingerprint.
    static func describeFields() -> [String]

    /// Names every index, reference, contribution and hint of the entity.
    static func visitParts<V: PartVisitor & ~Copyable>(_ parts: inout V) throws(V.Failure)
    where V.Row == Self
}

extension Entity {
    /// Most rows lie under their id.
    public static var hasNaturalKey: Bool { false }

    /// Nearly all rows are numbered.
    public static var hasID: Bool { true }

    /// Most rows are never soft-deleted.
    public static var hasSoftDelete: Bool { false }

    /// Most rows are never soft-deleted.
    public var isDeleted: Bool { false }

    /// Place, then id.
    public static func writeKey<K: KeyWriter & ~Copyable>(of row: Self, to key: inout K) {
        writeKey(id: row.id, to: &key)
    }

    /// The key of a row that lies under its id.
    @inlinable public static func writeKey<K: KeyWriter & ~Copyable>(
        id: ID<Self>,
        to key: inout K
    ) {
        switch place.tag.owner {
        case .id: key.begin(place, owner: id)
        case .store:
            key.begin(place)
            key.append(id)
        case .sequence:
            key.append(byte: place.tag.rawValue)
            key.append(id)
        case .day: preconditionFailure("a row that a day owns is not found by its id")
        }
    }
}

/// When a row was written, and how often; kept by the store.
public struct Stamps: BitwiseCopyable, Hashable, Sendable {
    /// Never changes.
    public var createdAt: Timestamp
    /// Never decreases; changes with every accepted change.
    public var updatedAt: Timestamp
    /// +1 for each accepted change, from 1.
    public var version: Int

    /// Stamps of a row that is not stored yet.
    public static let new = Stamps(createdAt: .missing, updatedAt: .missing, version: 0)

    /// Stamps as they are stored.
    public init(createdAt: Timestamp, updatedAt: Timestamp, version: Int) {
        self.createdAt = createdAt
        self.updatedAt = updatedAt
        self.version = version
    }
}

/// An entity whose content is its fields, one after another.
public protocol Record: Entity {
    /// Visits the fields in their stored order.
    func write<W: FieldWriter & ~Copyable>(to fields: inout W)

    /// Reads the fields in the same order.
    @_lifetime(fields: copy fields)
    init<R: FieldReader & ~Copyable & ~Escapable>(from fields: inout R) throws(RecordError)
}

extension Record {
    /// A count, then the fields.
    public func writeContent(to bytes: inout ByteWriter) {
        var empty = ByteWriter()
        swap(&empty, &bytes)
        var writer = RowWriter(appendingTo: empty)
        write(to: &writer)
        bytes = writer.finish()
    }

    /// A count, then the fields, and nothing behind them.
    public init(content: RawSpan) throws(RecordError) {
        var reader = try RowReader(content)
        self = try Self(from: &reader)
        try reader.finish()
    }

    /// The content holds every field, those of the key too.
    public init(key: RawSpan, content: RawSpan) throws(RecordError) {
        try self.init(content: content)
    }

    /// The fields of a row of nothing but defaults.
    public static func describeFields() -> [String] {
        var reader = EmptyReader()
        guard let row = try? Self(from: &reader) else {
            preconditionFailure("an entity of nothing but defaults can be made")
        }
        var lister = FieldLister()
        row.write(to: &lister)
        return lister.lines
    }

    /// Appends the row as a JSON object.
    public func writeJSON(to output: inout OutputBuffer) {
        var empty = OutputBuffer(capacity: 1)
        swap(&empty, &output)
        var fields = JSONFields(appendingTo: empty)
        write(to: &fields)
        output = fields.finish()
    }
}

extension FieldWriter where Self: ~Copyable {
    /// The three stamps, as every row ends.
    public mutating func stamps(_ stamps: Stamps) {
        field("createdAt", stamps.createdAt)
        field("updatedAt", stamps.updatedAt)
        field("version", stamps.version)
    }
}

extension FieldReader where Self: ~Copyable & ~Escapable {
    /// The three stamps, as every row ends.
    @_lifetime(self: copy self)
    public mutating func stamps() throws(RecordError) -> Stamps {
        Stamps(
            createdAt: try field("createdAt"),
            updatedAt: try field("updatedAt"),
            version: try field("version")
        )
    }
}
