public import Records

/// How a student did in a test that was graded elsewhere.
public struct TestResult: Record, Equatable {
    public var id: ID<TestResult>
    public var studentID: ID<User>
    public var groupID: ID<Group>?
    public var testName: String
    public var score: Int
    public var maxScore: Int
    public var date: Day
    public var stamps: Stamps

    public init(
        id: ID<TestResult> = 0,
        studentID: ID<User>,
        groupID: ID<Group>? = nil,
        testName: String,
        score: Int,
        maxScore: Int,
        date: Day,
        stamps: Stamps = .new
    ) {
        self.id = id
        self.studentID = studentID
        self.groupID = groupID
        self.testName = testName
        self.score = score
        self.maxScore = maxScore
        self.date = date
        self.stamps = stamps
    }
}

extension TestResult {
    public static let table = Table.testResult
    @inlinable public static var place: Place { .testResult }

    public func write<W: FieldWriter & ~Copyable>(to fields: inout W) {
        fields.field("id", id)
        fields.field("studentId", studentID)
        fields.field("groupId", groupID)
        fields.field("testName", testName)
        fields.field("score", score)
        fields.field("maxScore", maxScore)
        fields.field("date", date)
        fields.stamps(stamps)
    }

    @_lifetime(fields: copy fields)
    public init<R: FieldReader & ~Copyable & ~Escapable>(from fields: inout R) throws(RecordError) {
        id = try fields.field("id")
        studentID = try fields.field("studentId")
        groupID = try fields.field("groupId")
        testName = try fields.field("testName")
        score = try fields.field("score")
        maxScore = try fields.field("maxScore")
        date = try fields.field("date")
        stamps = try fields.stamps()
    }
}

// MARK: - Indexes

extension TestResult {
    /// Serves a student's results, latest first.
    public enum ByStudentAndDate: SecondaryIndex {
        public static let name: StaticString = "testResult.student_date"
        @inlinable public static var place: Place { .studentResults }

        public static func writeKey<K: KeyWriter & ~Copyable>(
            of result: TestResult,
            to key: inout K
        ) -> Bool {
            key.begin(place, owner: result.studentID)
            key.append(descending: result.date)
            key.append(result.id)
            return true
        }
    }

    /// Serves a group's results, latest first.
    public enum ByGroupAndDate: SecondaryIndex {
        public static let name: StaticString = "testResult.group_date"
        @inlinable public static var place: Place { .groupResults }

        public static func writeKey<K: KeyWriter & ~Copyable>(
            of result: TestResult,
            to key: inout K
        ) -> Bool {
            guard let group = result.groupID else { return false }
            key.begin(place, owner: group)
            key.append(descending: result.date)
            key.append(result.id)
            return true
        }
    }
}

// MARK: - References

extension TestResult {
    /// A result goes with the student.
    public enum ToStudent: IndexedReference {
        public typealias Index = ByStudentAndDate
        public static let field: StaticString = "studentId"
        public static let onDelete = DeleteRule.cascade

        public static func target(of result: TestResult) -> ID<User>? {
            result.studentID
        }
    }

    /// A result outlives the group.
    public enum ToGroup: IndexedReference {
        public typealias Index = ByGroupAndDate
        public static let field: StaticString = "groupId"
        public static let onDelete = DeleteRule.setNull

        public static func target(of result: TestResult) -> ID<Group>? {
            result.groupID
        }
        public static func clear(_ result: inout TestResult) { result.groupID = nil }
    }
}

// MARK: - Parts

extension TestResult {
    public static func visitParts<V: PartVisitor & ~Copyable>(_ parts: inout V) throws(V.Failure)
    where V.Row == Self {
        try parts.index(ByStudentAndDate.self)
        try parts.index(ByGroupAndDate.self)
        try parts.reference(ToStudent.self)
        try parts.reference(ToGroup.self)
    }
}
