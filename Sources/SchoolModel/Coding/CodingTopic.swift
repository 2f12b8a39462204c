public import Records

/// What coding tasks are about.
///
/// Its name is unique in the organisation.
public struct CodingTopic: Record, Equatable {
    public var id: ID<CodingTopic>
    public var organizationID: ID<Organization>?
    public var name: FoldedText
    public var isArchived: Bool
    public var stamps: Stamps

    public init(
        id: ID<CodingTopic> = 0,
        organizationID: ID<Organization>? = nil,
        name: FoldedText,
        isArchived: Bool = false,
        stamps: Stamps = .new
    ) {
        self.id = id
        self.organizationID = organizationID
        self.name = name
        self.isArchived = isArchived
        self.stamps = stamps
    }
}

extension CodingTopic {
    public static let table = Table.codingTopic
    @inlinable public static var place: Place { .codingTopic }

    public func write<W: FieldWriter & ~Copyable>(to fields: inout W) {
        fields.field("id", id)
        fields.field("organizationId", organizationID)
        fields.field("name", name)
        fields.field("isArchived", isArchived)
        fields.stamps(stamps)
    }

    @_lifetime(fields: copy fields)
    public init<R: FieldReader & ~Copyable & ~Escapable>(from fields: inout R) throws(RecordError) {
        id = try fields.field("id")
        organizationID = try fields.field("organizationId")
        name = try fields.field("name")
        isArchived = try fields.field("isArchived")
        stamps = try fields.stamps()
    }
}

// MARK: - Indexes

extension CodingTopic {
    /// Finds a topic by its name.
    public enum ByOrganizationAndName: SecondaryIndex {
        public static let name: StaticString = "codingTopic.organization_name"
        @inlinable public static var place: Place { .organizationTopics }
        public static let isUnique = true

        public static func writeKey<K: KeyWriter & ~Copyable>(
            of topic: CodingTopic,
            to key: inout K
        ) -> Bool {
            key.begin(place, owner: topic.organizationID)
            key.append(text: topic.name.folded)
            return true
        }
    }
}

// MARK: - References

extension CodingTopic {
    /// An organisation with topics stays.
    public enum ToOrganization: IndexedReference {
        public typealias Index = ByOrganizationAndName
        public static let field: StaticString = "organizationId"
        public static let onDelete = DeleteRule.restrict

        public static func target(of topic: CodingTopic) -> ID<Organization>? {
            topic.organizationID
        }
    }
}

// MARK: - Parts

extension CodingTopic {
    public static func visitParts<V: PartVisitor & ~Copyable>(_ parts: inout V) throws(V.Failure)
    where V.Row == Self {
        try parts.index(ByOrganizationAndName.self)
        try parts.reference(ToOrganization.self)
    }
}
