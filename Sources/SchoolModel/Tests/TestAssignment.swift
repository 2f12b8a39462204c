public import Records

/// Who may take a test, and when: a group, a student, or both.
public struct TestAssignment: Record, Equatable {
    public var id: ID<TestAssignment>
    /// The group's, else the student's.
    public var organizationID: ID<Organization>?
    public var testID: ID<SchoolTest>
    public var groupID: ID<Group>?
    public var studentID: ID<User>?
    public var availableFrom: Timestamp?
    /// The first instant at which it is too late.
    public var availableTo: Timestamp?
    public var stamps: Stamps

    public init(
        id: ID<TestAssignment> = 0,
        organizationID: ID<Organization>? = nil,
        testID: ID<SchoolTest>,
        groupID: ID<Group>? = nil,
        studentID: ID<User>? = nil,
        availableFrom: Timestamp? = nil,
        availableTo: Timestamp? = nil,
        stamps: Stamps = .new
    ) {
        self.id = id
        self.organizationID = organizationID
        self.testID = testID
        self.groupID = groupID
        self.studentID = studentID
        self.availableFrom = availableFrom
        self.availableTo = availableTo
        self.stamps = stamps
    }
}

extension TestAssignment {
    public static let table = Table.testAssignment
    @inlinable public static var place: Place { .testAssignment }

    public func write<W: FieldWriter & ~Copyable>(to fields: inout W) {
        fields.field("id", id)
        fields.field("organizationId", organizationID)
        fields.field("testId", testID)
        fields.field("groupId", groupID)
        fields.field("studentId", studentID)
        fields.field("availableFrom", availableFrom)
        fields.field("availableTo", availableTo)
        fields.stamps(stamps)
    }

    @_lifetime(fields: copy fields)
    public init<R: FieldReader & ~Copyable & ~Escapable>(from fields: inout R) throws(RecordError) {
        id = try fields.field("id")
        organizationID = try fields.field("organizationId")
        testID = try fields.field("testId")
        groupID = try fields.field("groupId")
        studentID = try fields.field("studentId")
        availableFrom = try fields.field("availableFrom")
        availableTo = try fields.field("availableTo")
        stamps = try fields.stamps()
    }
}

// MARK: - Indexes

extension TestAssignment {
    /// Serves the assignments of a test.
    public enum ByTest: OwnerIndex {
        public typealias Row = TestAssignment
        public static let name: StaticString = "testAssignment.test_id"
        @inlinable public static var place: Place { .testAssignments }

        public static func owner(of assignment: TestAssignment) -> UInt64? {
            assignment.testID.rawValue
        }
    }

    /// Serves the assignments of a group.
    public enum ByGroup: OwnerIndex {
        public typealias Row = TestAssignment
        public static let name: StaticString = "testAssignment.group_id"
        @inlinable public static var place: Place { .groupAssignments }

        public static func owner(of assignment: TestAssignment) -> UInt64? {
            assignment.groupID?.rawValue
        }
    }

    /// Serves a student's own assignments.
    public enum ByStudent: OwnerIndex {
        public typealias Row = TestAssignment
        public static let name: StaticString = "testAssignment.student_id"
        @inlinable public static var place: Place { .studentAssignments }

        public static func owner(of assignment: TestAssignment) -> UInt64? {
            assignment.studentID?.rawValue
        }
    }
}

// MARK: - References

extension TestAssignment {
    /// It goes with the test.
    public enum ToTest: IndexedReference {
        public typealias Index = ByTest
        public static let field: StaticString = "testId"
        public static let onDelete = DeleteRule.cascade

        public static func target(of assignment: TestAssignment) -> ID<SchoolTest>? {
            assignment.testID
        }
    }

    /// It goes with the group.
    public enum ToGroup: IndexedReference {
        public typealias Index = ByGroup
        public static let field: StaticString = "groupId"
        public static let onDelete = DeleteRule.cascade

        public static func target(of assignment: TestAssignment) -> ID<Group>? {
            assignment.groupID
        }
    }

    /// It goes with the student.
    public enum ToStudent: IndexedReference {
        public typealias Index = ByStudent
        public static let field: StaticString = "studentId"
        public static let onDelete = DeleteRule.cascade

        public static func target(of assignment: TestAssignment) -> ID<User>? {
            assignment.studentID
        }
    }
}

// MARK: - Parts

extension TestAssignment {
    public static func visitParts<V: PartVisitor & ~Copyable>(_ parts: inout V) throws(V.Failure)
    where V.Row == Self {
        try parts.index(ByTest.self)
        try parts.index(ByGroup.self)
        try parts.index(ByStudent.self)
        try parts.reference(ToTest.self)
        try parts.reference(ToGroup.self)
        try parts.reference(ToStudent.self)
    }
}
