public import Records

/// A student takes a test.
public struct TestAttempt: Record, Equatable {
    public var id: ID<TestAttempt>
    /// The student's.
    public var organizationID: ID<Organization>?
    public var testID: ID<SchoolTest>
    public var studentID: ID<User>
    public var startedAt: Timestamp
    public var submittedAt: Timestamp?
    public var answers: JSONText
    /// A decimal number with two places.
    public var score: Money?
    public var status: Status
    public var cohortID: ID<Cohort>?
    public var stamps: Stamps

    public init(
        id: ID<TestAttempt> = 0,
        organizationID: ID<Organization>? = nil,
        testID: ID<SchoolTest>,
        studentID: ID<User>,
        startedAt: Timestamp,
        submittedAt: Timestamp? = nil,
        answers: JSONText = .empty,
        score: Money? = nil,
        status: Status = .started,
        cohortID: ID<Cohort>? = nil,
        stamps: Stamps = .new
    ) {
        self.id = id
        self.organizationID = organizationID
        self.testID = testID
        self.studentID = studentID
        self.startedAt = startedAt
        self.submittedAt = submittedAt
        self.answers = answers
        self.score = score
        self.status = status
        self.cohortID = cohortID
        self.stamps = stamps
    }
}

extension TestAttempt {
    public static let table = Table.testAttempt
    @inlinable public static var place: Place { .testAttempt }

    public func write<W: FieldWriter & ~Copyable>(to fields: inout W) {
        fields.field("id", id)
        fields.field("organizationId", organizationID)
        fields.field("testId", testID)
        fields.field("studentId", studentID)
        fields.field("startedAt", startedAt)
        fields.field("submittedAt", submittedAt)
        fields.field("answers", answers)
        fields.field("score", score)
        fields.field("status", status)
        fields.field("cohortId", cohortID)
        fields.stamps(stamps)
    }

    @_lifetime(fields: copy fields)
    public init<R: FieldReader & ~Copyable & ~Escapable>(from fields: inout R) throws(RecordError) {
        id = try fields.field("id")
        organizationID = try fields.field("organizationId")
        testID = try fields.field("testId")
        studentID = try fields.field("studentId")
        startedAt = try fields.field("startedAt")
        submittedAt = try fields.field("submittedAt")
        answers = try fields.field("answers")
        score = try fields.field("score")
        status = try fields.field("status", or: .started)
        cohortID = try fields.field("cohortId")
        stamps = try fields.stamps()
    }
}

// MARK: - Indexes

extension TestAttempt {
    /// Serves the attempts at a test.
    public enum ByTestAndStudent: SecondaryIndex {
        public static let name: StaticString = "testAttempt.test_student"
        @inlinable public static var place: Place { .testAttempts }

        public static func writeKey<K: KeyWriter & ~Copyable>(
            of attempt: TestAttempt,
            to key: inout K
        ) -> Bool {
            key.begin(place, owner: attempt.testID)
            key.append(attempt.studentID)
            key.append(attempt.id)
            return true
        }
    }

    /// Serves a student's attempts.
    public enum ByStudent: OwnerIndex {
        public typealias Row = TestAttempt
        public static let name: StaticString = "testAttempt.student_id"
        @inlinable public static var place: Place { .studentAttempts }

        public static func owner(of attempt: TestAttempt) -> UInt64? {
            attempt.studentID.rawValue
        }
    }

    /// Serves the attempts of a cohort.
    public enum ByCohort: OwnerIndex {
        public typealias Row = TestAttempt
        public static let name: StaticString = "testAttempt.cohort_id"
        @inlinable public static var place: Place { .cohortAttempts }

        public static func owner(of attempt: TestAttempt) -> UInt64? {
            attempt.cohortID?.rawValue
        }
    }
}

// MARK: - References

extension TestAttempt {
    /// An attempt goes with the test.
    public enum ToTest: IndexedReference {
        public typealias Index = ByTestAndStudent
        public static let field: StaticString = "testId"
        public static let onDelete = DeleteRule.cascade

        public static func target(of attempt: TestAttempt) -> ID<SchoolTest>? {
            attempt.testID
        }
    }

    /// An attempt goes with the student.
    public enum ToStudent: IndexedReference {
        public typealias Index = ByStudent
        public static let field: StaticString = "studentId"
        public static let onDelete = DeleteRule.cascade

        public static func target(of attempt: TestAttempt) -> ID<User>? {
            attempt.studentID
        }
    }

    /// An attempt outlives the cohort.
    public enum ToCohort: IndexedReference {
        public typealias Index = ByCohort
        public static let field: StaticString = "cohortId"
        public static let onDelete = DeleteRule.setNull

        public static func target(of attempt: TestAttempt) -> ID<Cohort>? {
            attempt.cohortID
        }
        public static func clear(_ attempt: inout TestAttempt) { attempt.cohortID = nil }
    }
}

// MARK: - Parts

extension TestAttempt {
    public static func visitParts<V: PartVisitor & ~Copyable>(_ parts: inout V) throws(V.Failure)
    where V.Row == Self {
        try parts.index(ByTestAndStudent.self)
        try parts.index(ByStudent.self)
        try parts.index(ByCohort.self)
        try parts.reference(ToTest.self)
        try parts.reference(ToStudent.self)
        try parts.reference(ToCohort.self)
    }
}

// MARK: - Values

extension TestAttempt {
    /// How far it is; only ever forward.
    public enum Status: UInt8, FieldEnum {
        case started, submitted, graded

        @inlinable public var name: StaticString {
            switch self {
            case .started: "started"
            case .submitted: "submitted"
            case .graded: "graded"
            }
        }
    }
}
