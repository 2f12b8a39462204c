public import Records

/// Questions to answer, on paper or on a page.
///
/// Deleted softly: attempts and results stay.
public struct SchoolTest: Record, Equatable {
    public var id: ID<SchoolTest>
    public var organizationID: ID<Organization>?
    public var createdByID: ID<User>?
    public var type: Kind
    public var title: String
    public var pdfUrl: String?
    public var config: JSONText?
    public var isActive: Bool
    public var deletedAt: Timestamp?
    public var stamps: Stamps

    public init(
        id: ID<SchoolTest> = 0,
        organizationID: ID<Organization>? = nil,
        createdByID: ID<User>? = nil,
        type: Kind = .quiz,
        title: String,
        pdfUrl: String? = nil,
        config: JSONText? = nil,
        isActive: Bool = true,
        deletedAt: Timestamp? = nil,
        stamps: Stamps = .new
    ) {
        self.id = id
        self.organizationID = organizationID
        self.createdByID = createdByID
        self.type = type
        self.title = title
        self.pdfUrl = pdfUrl
        self.config = config
        self.isActive = isActive
        self.deletedAt = deletedAt
        self.stamps = stamps
    }
}

extension SchoolTest {
    public static let table = Table.test
    @inlinable public static var place: Place { .test }
    public static let hasSoftDelete = true
    public var isDeleted: Bool { deletedAt != nil }

    public func write<W: FieldWriter & ~Copyable>(to fields: inout W) {
        fields.field("id", id)
        fields.field("organizationId", organizationID)
        fields.field("createdById", createdByID)
        fields.field("type", type)
        fields.field("title", title)
        fields.field("pdfUrl", pdfUrl)
        fields.field("config", config)
        fields.field("isActive", isActive)
        fields.field("deletedAt", deletedAt)
        fields.stamps(stamps)
    }

    @_lifetime(fields: copy fields)
    public init<R: FieldReader & ~Copyable & ~Escapable>(from fields: inout R) throws(RecordError) {
        id = try fields.field("id")
        organizationID = try fields.field("organizationId")
        createdByID = try fields.field("createdById")
        type = try fields.field("type", or: .quiz)
        title = try fields.field("title")
        pdfUrl = try fields.field("pdfUrl")
        config = try fields.field("config")
        isActive = try fields.field("isActive", or: true)
        deletedAt = try fields.field("deletedAt")
        stamps = try fields.stamps()
    }
}

// MARK: - Indexes

extension SchoolTest {
    /// Serves the tests of a kind, latest first.
    public enum ByKindAndTime: SecondaryIndex {
        public static let name: StaticString = "test.type_created"
        @inlinable public static var place: Place { .testKinds }

        public static func writeKey<K: KeyWriter & ~Copyable>(
            of test: SchoolTest,
            to key: inout K
        ) -> Bool {
            key.begin(place)
            key.append(byte: test.type.rawValue)
            key.append(descending: test.stamps.createdAt)
            key.append(test.id)
            return true
        }
    }

    /// Serves the tests of an organisation.
    public enum ByOrganization: OwnerIndex {
        public typealias Row = SchoolTest
        public static let name: StaticString = "test.organization_id"
        @inlinable public static var place: Place { .organizationTests }

        public static func owner(of test: SchoolTest) -> UInt64? {
            test.organizationID?.rawValue ?? 0
        }
    }
}

// MARK: - References

extension SchoolTest {
    /// An organisation with tests stays.
    public enum ToOrganization: IndexedReference {
        public typealias Index = ByOrganization
        public static let field: StaticString = "organizationId"
        public static let onDelete = DeleteRule.restrict

        public static func target(of test: SchoolTest) -> ID<Organization>? {
            test.organizationID
        }
    }
}

// MARK: - Parts

extension SchoolTest {
    public static func visitParts<V: PartVisitor & ~Copyable>(_ parts: inout V) throws(V.Failure)
    where V.Row == Self {
        try parts.index(ByKindAndTime.self)
        try parts.index(ByOrganization.self)
        try parts.reference(ToOrganization.self)
    }
}

// MARK: - Values

extension SchoolTest {
    /// How much it counts.
    public enum Kind: UInt8, FieldEnum {
        case quiz, exam

        @inlinable public var name: StaticString {
            switch self {
            case .quiz: "quiz"
            case .exam: "exam"
            }
        }
    }
}
