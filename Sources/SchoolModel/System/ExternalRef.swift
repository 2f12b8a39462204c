public import Records

/// The name that another system has for a row of ours: imports find rows again by it.
///
/// Source, entity and external id are unique together; a row may have many. It is no reference that
/// the store follows: the services delete it with its row, which `ByRow` leads to.
public struct ExternalRef: Record, Equatable {
    /// The other system and its table, such as `edu:education_group`.
    public var source: String
    public var entity: EntityKind
    public var externalID: String
    /// The id of our row, in the table that `entity` says.
    public var rowID: ID<AnyRow>
    public var stamps: Stamps

    public init(
        source: String,
        entity: EntityKind,
        externalID: String,
        rowID: ID<AnyRow>,
        stamps: Stamps = .new
    ) {
        self.source = source
        self.entity = entity
        self.externalID = externalID
        self.rowID = rowID
        self.stamps = stamps
    }
}

extension ExternalRef {
    public static let table = Table.externalRef
    @inlinable public static var place: Place { .externalRefs }
    public static let hasID = false
    public static let hasNaturalKey = true

    public static func writeKey<K: KeyWriter & ~Copyable>(
        of reference: ExternalRef,
        to key: inout K
    ) {
        key.begin(place)
        key.append(text: reference.source)
        key.append(byte: reference.entity.rawValue)
        key.append(text: reference.externalID)
    }

    /// None: the natural key is the identity.
    public var id: ID<ExternalRef> {
        get { 0 }
        set {}
    }

    public func write<W: FieldWriter & ~Copyable>(to fields: inout W) {
        fields.field("source", source)
        fields.field("entity", entity)
        fields.field("externalId", externalID)
        fields.field("rowId", rowID)
        fields.stamps(stamps)
    }

    @_lifetime(fields: copy fields)
    public init<R: FieldReader & ~Copyable & ~Escapable>(from fields: inout R) throws(RecordError) {
        source = try fields.field("source")
        entity = try fields.field("entity")
        externalID = try fields.field("externalId")
        rowID = try fields.field("rowId")
        stamps = try fields.stamps()
    }
}

// MARK: - Indexes

extension ExternalRef {
    /// Serves all names of a row.
    public enum ByRow: SecondaryIndex {
        public static let name: StaticString = "externalRef.entity_row_source"
        @inlinable public static var place: Place { .rowExternalRefs }

        public static func writeKey<K: KeyWriter & ~Copyable>(
            of reference: ExternalRef,
            to key: inout K
        ) -> Bool {
            key.begin(place)
            key.append(byte: reference.entity.rawValue)
            key.append(reference.rowID)
            key.append(text: reference.source)
            key.append(text: reference.externalID)
            return true
        }

        public static func writeContent(of reference: ExternalRef, to content: inout ByteWriter) {}

        public static func writeRowKey<K: KeyWriter & ~Copyable>(
            forKey entryKey: RawSpan,
            content: RawSpan,
            to key: inout K
        ) throws(RecordError) {
            var reader = KeyReader(entryKey)
            try reader.skip(2)
            let entity = try reader.byte()
            _ = try reader.id()
            let texts = reader.rest
            try reader.skipText()
            key.begin(ExternalRef.place)
            key.append(texts.extracting(0..<(texts.byteCount - reader.rest.byteCount)))
            key.append(byte: entity)
            key.append(reader.rest)
        }
    }
}

// MARK: - Parts

extension ExternalRef {
    public static func visitParts<V: PartVisitor & ~Copyable>(_ parts: inout V) throws(V.Failure)
    where V.Row == Self {
        try parts.index(ByRow.self)
    }
}
