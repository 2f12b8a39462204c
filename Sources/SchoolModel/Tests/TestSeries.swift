public import Records

/// Tests that belong together, and that groups work on.
public struct TestSeries: Record, Equatable {
    public var id: ID<TestSeries>
    public var organizationID: ID<Organization>?
    public var name: String
    public var isActive: Bool
    public var stamps: Stamps

    public init(
        id: ID<TestSeries> = 0,
        organizationID: ID<Organization>? = nil,
        name: String,
        isActive: Bool = true,
        stamps: Stamps = .new
    ) {
        self.id = id
        self.organizationID = organizationID
        self.name = name
        self.isActive = isActive
        self.stamps = stamps
    }
}

extension TestSeries {
    public static let table = Table.testSeries
    @inlinable public static var place: Place { .testSeries }

    public func write<W: FieldWriter & ~Copyable>(to fields: inout W) {
        fields.field("id", id)
        fields.field("organizationId", organizationID)
        fields.field("name", name)
        fields.field("isActive", isActive)
        fields.stamps(stamps)
    }

    @_lifetime(fields: copy fields)
    public init<R: FieldReader & ~Copyable & ~Escapable>(from fields: inout R) throws(RecordError) {
        id = try fields.field("id")
        organizationID = try fields.field("organizationId")
        name = try fields.field("name")
        isActive = try fields.field("isActive", or: true)
        stamps = try fields.stamps()
    }
}

// MARK: - Indexes

extension TestSeries {
    /// Serves the series of an organisation.
    public enum ByOrganization: OwnerIndex {
        public typealias Row = TestSeries
        public static let name: StaticString = "testSeries.organization_id"
        @inlinable public static var place: Place { .organizationSeries }

        public static func owner(of series: TestSeries) -> UInt64? {
            series.organizationID?.rawValue ?? 0
        }
    }
}

// MARK: - References

extension TestSeries {
    /// An organisation with series stays.
    public enum ToOrganization: IndexedReference {
        public typealias Index = ByOrganization
        public static let field: StaticString = "organizationId"
        public static let onDelete = DeleteRule.restrict

        public static func target(of series: TestSeries) -> ID<Organization>? {
            series.organizationID
        }
    }
}

// MARK: - Parts

extension TestSeries {
    public static func visitParts<V: PartVisitor & ~Copyable>(_ parts: inout V) throws(V.Failure)
    where V.Row == Self {
        try parts.index(ByOrganization.self)
        try parts.reference(ToOrganization.self)
    }
}
