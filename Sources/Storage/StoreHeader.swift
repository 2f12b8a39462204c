public import Engine
public import Records

/// What a store says about itself: read before anything else, written when it is made or migrated.
public struct StoreHeader: Equatable, Sendable {
    /// The format that this program writes, and the newest that it reads.
    public static let currentFormat = 1

    /// One migration that the store has gone through.
    public struct Applied: Equatable, Sendable {
        /// Its number, from 1.
        public var number: Int
        /// Its name, for people.
        public var name: String
        /// When it was applied.
        public var at: Timestamp
        /// The checksum of its description, so that it cannot be rewritten afterwards.
        public var checksum: UInt32
    }

    /// The version of the bytes on disk.
    public var format = StoreHeader.currentFormat
    /// CRC-32C of what the schema says.
    public var fingerprint: UInt32
    /// The version of the collator that made the sort keys; empty where there are none.
    public var collation = ""
    /// When the store was made.
    public var createdAt: Timestamp
    /// In the order in which they were applied.
    public var migrations: [Applied] = []

    static let place = Place(.store, 0x00)

    static var key: Key {
        var key = Key()
        key.begin(place)
        return key
    }
}

extension StoreHeader {
    func write(to bytes: inout ByteWriter) {
        bytes.varint(UInt64(format))
        bytes.integer(fingerprint)
        bytes.text(collation)
        bytes.integer(createdAt.milliseconds)
        bytes.varint(UInt64(migrations.count))
        for migration in migrations {
            bytes.varint(UInt64(migration.number))
            bytes.text(migration.name)
            bytes.integer(migration.at.milliseconds)
            bytes.integer(migration.checksum)
        }
    }

    /// A header of a newer format is read no further than its format.
    init(_ content: RawSpan) throws(RecordError) {
        var reader = ByteReader(content)
        format = try Int(truncatingIfNeeded: reader.varint())
        fingerprint = 0
        createdAt = .missing
        guard format <= Self.currentFormat else { return }
        fingerprint = try reader.integer(as: UInt32.self)
        collation = try reader.text()
        createdAt = try Timestamp(milliseconds: reader.integer(as: Int64.self))
        for _ in 0..<(try reader.varint()) {
            migrations.append(
                Applied(
                    number: try Int(truncatingIfNeeded: reader.varint()),
                    name: try reader.text(),
                    at: try Timestamp(milliseconds: reader.integer(as: Int64.self)),
                    checksum: try reader.integer(as: UInt32.self)
                )
            )
        }
    }
}

extension Snapshot where Self: ~Copyable {
    /// The store's header, or nil in a store that was only just made.
    public borrowing func storeHeader() throws(StoreError) -> StoreHeader? {
        let key = StoreHeader.key
        guard let content = try content(at: key.bytes) else { return nil }
        do throws(RecordError) { return try StoreHeader(content) } catch {
            throw .engine(.damaged(error))
        }
    }
}

extension WriteScope where Transaction: ~Copyable {
    /// Replaces the store's header.
    public mutating func put(_ header: StoreHeader) throws(StoreError) {
        var bytes = ByteWriter()
        header.write(to: &bytes)
        let key = StoreHeader.key
        try put(key.bytes, content: bytes.bytes)
    }
}
