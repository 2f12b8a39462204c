public import Records

/// A group works on a series of tests.
///
/// Together they are unique.
public struct GroupTestSeries: Record, Equatable {
    public var id: ID<GroupTestSeries>
    public var groupID: ID<Group>
    public var testSeriesID: ID<TestSeries>
    public var stamps: Stamps

    public init(
        id: ID<GroupTestSeries> = 0,
        groupID: ID<Group>,
        testSeriesID: ID<TestSeries>,
        stamps: Stamps = .new
    ) {
        self.id = id
        self.groupID = groupID
        self.testSeriesID = testSeriesID
        self.stamps = stamps
    }
}

extension GroupTestSeries {
    public static let table = Table.groupTestSeries
    @inlinable public static var place: Place { .groupTestSeries }
    public static let hasNaturalKey = true

    public static func writeKey<K: KeyWriter & ~Copyable>(
        of link: GroupTestSeries,
        to key: inout K
    ) {
        key.begin(place, owner: link.groupID)
        key.append(link.testSeriesID)
    }

    public func write<W: FieldWriter & ~Copyable>(to fields: inout W) {
        fields.field("id", id)
        fields.field("groupId", groupID)
        fields.field("testSeriesId", testSeriesID)
        fields.stamps(stamps)
    }

    @_lifetime(fields: copy fields)
    public init<R: FieldReader & ~Copyable & ~Escapable>(from fields: inout R) throws(RecordError) {
        id = try fields.field("id")
        groupID = try fields.field("groupId")
        testSeriesID = try fields.field("testSeriesId")
        stamps = try fields.stamps()
    }
}

// MARK: - Indexes

extension GroupTestSeries {
    /// Serves the groups that work on a series.
    public enum BySeriesAndGroup: SecondaryIndex {
        public static let name: StaticString = "groupTestSeries.series_group"
        @inlinable public static var place: Place { .seriesGroups }

        public static func writeKey<K: KeyWriter & ~Copyable>(
            of link: GroupTestSeries,
            to key: inout K
        ) -> Bool {
            key.begin(place, owner: link.testSeriesID)
            key.append(link.groupID)
            return true
        }

        public static func writeContent(of link: GroupTestSeries, to content: inout ByteWriter) {}

        public static func writeRowKey<K: KeyWriter & ~Copyable>(
            forKey entryKey: RawSpan,
            content: RawSpan,
            to key: inout K
        ) throws(RecordError) {
            var reader = KeyReader(entryKey)
            let series = try reader.owner()
            try key.begin(GroupTestSeries.place, owner: reader.id())
            key.append(id: series)
        }
    }
}

// MARK: - References

extension GroupTestSeries {
    /// It ends with the group.
    public enum ToGroup: OwnedReference {
        public static let field: StaticString = "groupId"
        public static let onDelete = DeleteRule.cascade

        public static func target(of link: GroupTestSeries) -> ID<Group>? {
            link.groupID
        }
    }

    /// It ends with the series.
    public enum ToSeries: IndexedReference {
        public typealias Index = BySeriesAndGroup
        public static let field: StaticString = "testSeriesId"
        public static let onDelete = DeleteRule.cascade

        public static func target(of link: GroupTestSeries) -> ID<TestSeries>? {
            link.testSeriesID
        }
    }
}

// MARK: - Parts

extension GroupTestSeries {
    public static func visitParts<V: PartVisitor & ~Copyable>(_ parts: inout V) throws(V.Failure)
    where V.Row == Self {
        try parts.index(BySeriesAndGroup.self)
        try parts.reference(ToGroup.self)
        try parts.reference(ToSeries.self)
    }
}
