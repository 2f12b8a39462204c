public import Records

/// A test is a part of a series.
///
/// Together they are unique.
public struct TestSeriesItem: Record, Equatable {
    public var id: ID<TestSeriesItem>
    public var seriesID: ID<TestSeries>
    public var testID: ID<SchoolTest>
    public var orderIndex: Int
    public var stamps: Stamps

    public init(
        id: ID<TestSeriesItem> = 0,
        seriesID: ID<TestSeries>,
        testID: ID<SchoolTest>,
        orderIndex: Int,
        stamps: Stamps = .new
    ) {
        self.id = id
        self.seriesID = seriesID
        self.testID = testID
        self.orderIndex = orderIndex
        self.stamps = stamps
    }
}

extension TestSeriesItem {
    public static let table = Table.testSeriesItem
    @inlinable public static var place: Place { .seriesTests }
    public static let hasNaturalKey = true

    public static func writeKey<K: KeyWriter & ~Copyable>(
        of item: TestSeriesItem,
        to key: inout K
    ) {
        key.begin(place, owner: item.seriesID)
        key.append(item.testID)
    }

    public func write<W: FieldWriter & ~Copyable>(to fields: inout W) {
        fields.field("id", id)
        fields.field("seriesId", seriesID)
        fields.field("testId", testID)
        fields.field("orderIndex", orderIndex)
        fields.stamps(stamps)
    }

    @_lifetime(fields: copy fields)
    public init<R: FieldReader & ~Copyable & ~Escapable>(from fields: inout R) throws(RecordError) {
        id = try fields.field("id")
        seriesID = try fields.field("seriesId")
        testID = try fields.field("testId")
        orderIndex = try fields.field("orderIndex")
        stamps = try fields.stamps()
    }
}

// MARK: - Indexes

extension TestSeriesItem {
    /// Serves the series that a test is in.
    public enum ByTestAndSeries: SecondaryIndex {
        public static let name: StaticString = "testSeriesItem.test_series"
        @inlinable public static var place: Place { .testInSeries }

        public static func writeKey<K: KeyWriter & ~Copyable>(
            of item: TestSeriesItem,
            to key: inout K
        ) -> Bool {
            key.begin(place, owner: item.testID)
            key.append(item.seriesID)
            return true
        }

        public static func writeContent(of item: TestSeriesItem, to content: inout ByteWriter) {}

        public static func writeRowKey<K: KeyWriter & ~Copyable>(
            forKey entryKey: RawSpan,
            content: RawSpan,
            to key: inout K
        ) throws(RecordError) {
            var reader = KeyReader(entryKey)
            let test = try reader.owner()
            try key.begin(TestSeriesItem.place, owner: reader.id())
            key.append(id: test)
        }
    }
}

// MARK: - References

extension TestSeriesItem {
    /// A part goes with the series.
    public enum ToSeries: OwnedReference {
        public static let field: StaticString = "seriesId"
        public static let onDelete = DeleteRule.cascade

        public static func target(of item: TestSeriesItem) -> ID<TestSeries>? {
            item.seriesID
        }
    }

    /// A part goes with the test.
    public enum ToTest: IndexedReference {
        public typealias Index = ByTestAndSeries
        public static let field: StaticString = "testId"
        public static let onDelete = DeleteRule.cascade

        public static func target(of item: TestSeriesItem) -> ID<SchoolTest>? {
            item.testID
        }
    }
}

// MARK: - Parts

extension TestSeriesItem {
    public static func visitParts<V: PartVisitor & ~Copyable>(_ parts: inout V) throws(V.Failure)
    where V.Row == Self {
        try parts.index(ByTestAndSeries.self)
        try parts.reference(ToSeries.self)
        try parts.reference(ToTest.self)
    }
}
