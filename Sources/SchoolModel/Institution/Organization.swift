public import Records

/// A school, a faculty, a department, a centre, or what they all belong to: whoever owns rows.
///
/// The slug is unique.
public struct Organization: Record, Equatable {
    public var id: ID<Organization>
    public var kind: Kind
    public var parentID: ID<Organization>?
    public var name: String
    /// Lower-case letters, digits and hyphens: compared as it is.
    public var slug: String
    /// Data only: today is the same everywhere in a store.
    public var timezone: String?
    public var isActive: Bool
    public var metadata: JSONText
    public var stamps: Stamps

    public init(
        id: ID<Organization> = 0,
        kind: Kind = .organization,
        parentID: ID<Organization>? = nil,
        name: String,
        slug: String,
        timezone: String? = nil,
        isActive: Bool = true,
        metadata: JSONText = .empty,
        stamps: Stamps = .new
    ) {
        self.id = id
        self.kind = kind
        self.parentID = parentID
        self.name = name
        self.slug = slug
        self.timezone = timezone
        self.isActive = isActive
        self.metadata = metadata
        self.stamps = stamps
    }
}

extension Organization {
    public static let table = Table.organization
    @inlinable public static var place: Place { .organization }

    public func write<W: FieldWriter & ~Copyable>(to fields: inout W) {
        fields.field("id", id)
        fields.field("kind", kind)
        fields.field("parentId", parentID)
        fields.field("name", name)
        fields.field("slug", slug)
        fields.field("timezone", timezone)
        fields.field("isActive", isActive)
        fields.field("metadata", metadata)
        fields.stamps(stamps)
    }

    @_lifetime(fields: copy fields)
    public init<R: FieldReader & ~Copyable & ~Escapable>(from fields: inout R) throws(RecordError) {
        id = try fields.field("id")
        kind = try fields.field("kind", or: .organization)
        parentID = try fields.field("parentId")
        name = try fields.field("name")
        slug = try fields.field("slug")
        timezone = try fields.field("timezone")
        isActive = try fields.field("isActive", or: true)
        metadata = try fields.field("metadata")
        stamps = try fields.stamps()
    }
}

// MARK: - Indexes

extension Organization {
    /// Serves the units of an organisation, and refuses to delete one that has some.
    public enum ByParent: SecondaryIndex {
        public static let name: StaticString = "organization.parent_id"
        @inlinable public static var place: Place { .organizationChildren }

        public static func writeKey<K: KeyWriter & ~Copyable>(
            of organization: Organization,
            to key: inout K
        ) -> Bool {
            guard let parent = organization.parentID else { return false }
            key.begin(place, owner: parent)
            key.append(organization.id)
            return true
        }

        public static func writeContent(of organization: Organization, to content: inout ByteWriter)
        {}

        public static func writeRowKey<K: KeyWriter & ~Copyable>(
            forKey entryKey: RawSpan,
            content: RawSpan,
            to key: inout K
        ) throws(RecordError) {
            var reader = KeyReader(entryKey)
            _ = try reader.owner()
            try Organization.writeKey(id: reader.id(of: Organization.self), to: &key)
        }
    }

    /// Serves organization/get by slug.
    public enum BySlug: SecondaryIndex {
        public static let name: StaticString = "organization.slug"
        @inlinable public static var place: Place { .organizationSlugs }
        public static let isUnique = true

        public static func writeKey<K: KeyWriter & ~Copyable>(
            of organization: Organization,
            to key: inout K
        ) -> Bool {
            key.begin(place)
            key.append(text: organization.slug)
            return true
        }
    }
}

// MARK: - References

extension Organization {
    /// An organisation with units stays.
    public enum ToParent: IndexedReference {
        public typealias Index = ByParent
        public static let field: StaticString = "parentId"
        public static let onDelete = DeleteRule.restrict

        public static func target(of organization: Organization) -> ID<Organization>? {
            organization.parentID
        }
    }
}

// MARK: - Parts

extension Organization {
    public static func visitParts<V: PartVisitor & ~Copyable>(_ parts: inout V) throws(V.Failure)
    where V.Row == Self {
        try parts.index(ByParent.self)
        try parts.index(BySlug.self)
        try parts.reference(ToParent.self)
    }
}

// MARK: - Values

extension Organization {
    /// What an organisation is.
    public enum Kind: UInt8, FieldEnum {
        case organization, school, faculty, department, center

        @inlinable public var name: StaticString {
            switch self {
            case .organization: "organization"
            case .school: "school"
            case .faculty: "faculty"
            case .department: "department"
            case .center: "center"
            }
        }
    }
}
