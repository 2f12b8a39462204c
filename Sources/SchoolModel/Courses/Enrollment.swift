public import Records

/// A student takes a course: the only relation between the two.
///
/// Together they are unique.
///
/// The fields that a student's list of courses shows come first; `EnrollmentView` reads them in
/// place.
public struct Enrollment: Record, Equatable {
    public var id: ID<Enrollment>
    public var studentID: ID<User>
    public var courseID: ID<Course>
    /// A cohort of the course that the student is a member of.
    public var cohortID: ID<Cohort>?
    public var status: Status
    public var enrolledAt: Timestamp
    public var completedAt: Timestamp?
    /// Completed lessons of the course in any cohort, 0 to 100.
    public var progressPercentage: Int
    public var metadata: JSONText
    public var stamps: Stamps

    public init(
        id: ID<Enrollment> = 0,
        studentID: ID<User>,
        courseID: ID<Course>,
        cohortID: ID<Cohort>? = nil,
        status: Status = .active,
        enrolledAt: Timestamp,
        completedAt: Timestamp? = nil,
        progressPercentage: Int = 0,
        metadata: JSONText = .empty,
        stamps: Stamps = .new
    ) {
        self.id = id
        self.studentID = studentID
        self.courseID = courseID
        self.cohortID = cohortID
        self.status = status
        self.enrolledAt = enrolledAt
        self.completedAt = completedAt
        self.progressPercentage = progressPercentage
        self.metadata = metadata
        self.stamps = stamps
    }
}

extension Enrollment {
    public static let table = Table.enrollment
    @inlinable public static var place: Place { .userEnrollments }
    public static let hasNaturalKey = true

    public static func writeKey<K: KeyWriter & ~Copyable>(
        of enrollment: Enrollment,
        to key: inout K
    ) {
        key.begin(place, owner: enrollment.studentID)
        key.append(enrollment.courseID)
    }

    public func write<W: FieldWriter & ~Copyable>(to fields: inout W) {
        fields.field("id", id)
        fields.field("studentId", studentID)
        fields.field("courseId", courseID)
        fields.field("cohortId", cohortID)
        fields.field("status", status)
        fields.field("enrolledAt", enrolledAt)
        fields.field("completedAt", completedAt)
        fields.field("progressPercentage", progressPercentage)
        fields.field("metadata", metadata)
        fields.stamps(stamps)
    }

    @_lifetime(fields: copy fields)
    public init<R: FieldReader & ~Copyable & ~Escapable>(from fields: inout R) throws(RecordError) {
        id = try fields.field("id")
        studentID = try fields.field("studentId")
        courseID = try fields.field("courseId")
        cohortID = try fields.field("cohortId")
        status = try fields.field("status", or: .active)
        enrolledAt = try fields.field("enrolledAt")
        completedAt = try fields.field("completedAt")
        progressPercentage = try fields.field("progressPercentage")
        metadata = try fields.field("metadata")
        stamps = try fields.stamps()
    }
}

// MARK: - Indexes

extension Enrollment {
    /// Serves the students of a course, with their status.
    public enum ByCourseAndStudent: SecondaryIndex {
        public static let name: StaticString = "enrollment.course_student"
        @inlinable public static var place: Place { .courseStudents }
        public static let isUnique = true

        public static func writeKey<K: KeyWriter & ~Copyable>(
            of enrollment: Enrollment,
            to key: inout K
        ) -> Bool {
            key.begin(place, owner: enrollment.courseID)
            key.append(enrollment.studentID)
            return true
        }

        public static func writeContent(of enrollment: Enrollment, to content: inout ByteWriter) {
            content.byte(enrollment.status.rawValue)
        }

        public static func writeRowKey<K: KeyWriter & ~Copyable>(
            forKey entryKey: RawSpan,
            content: RawSpan,
            to key: inout K
        ) throws(RecordError) {
            var reader = KeyReader(entryKey)
            let course = try reader.owner()
            try key.begin(Enrollment.place, owner: reader.id())
            key.append(id: course)
        }
    }
}

// MARK: - References

extension Enrollment {
    /// An enrollment dies with its student.
    public enum ToStudent: OwnedReference {
        public static let field: StaticString = "studentId"
        public static let onDelete = DeleteRule.cascade

        public static func target(of enrollment: Enrollment) -> ID<User>? { enrollment.studentID }
    }

    /// An enrollment dies with its course.
    public enum ToCourse: IndexedReference {
        public typealias Index = ByCourseAndStudent
        public static let field: StaticString = "courseId"
        public static let onDelete = DeleteRule.cascade

        public static func target(of enrollment: Enrollment) -> ID<Course>? { enrollment.courseID }
    }

    /// An enrollment outlives its cohort.
    ///
    /// Its student is a member there, so the members lead to it: no entry is kept for this alone.
    public enum ToCohort: Reference {
        public static let field: StaticString = "cohortId"
        public static let onDelete = DeleteRule.setNull

        public static func target(of enrollment: Enrollment) -> ID<Cohort>? { enrollment.cohortID }
        public static func clear(_ enrollment: inout Enrollment) { enrollment.cohortID = nil }

        public static func writeRange<K: KeyWriter & ~Copyable>(
            of cohort: ID<Cohort>,
            to key: inout K
        ) {
            key.begin(CohortMember.place, owner: cohort)
        }

        public static func writeRowKey<K: KeyWriter & ~Copyable>(
            forKey entryKey: RawSpan,
            content: RawSpan,
            to key: inout K
        ) throws(RecordError) -> Bool {
            let member = try CohortMember(content: content)
            guard let course = member.courseID else { return false }
            key.begin(Enrollment.place, owner: member.studentID)
            key.append(course)
            return true
        }
    }
}

// MARK: - Parts

extension Enrollment {
    public static func visitParts<V: PartVisitor & ~Copyable>(_ parts: inout V) throws(V.Failure)
    where V.Row == Self {
        try parts.index(ByCourseAndStudent.self)
        try parts.reference(ToStudent.self)
        try parts.reference(ToCourse.self)
        try parts.reference(ToCohort.self)
    }
}

// MARK: - Values

extension Enrollment {
    /// How far a student is in a course.
    public enum Status: UInt8, FieldEnum {
        case active, inactive, paused, completed, dropped

        @inlinable public var name: StaticString {
            switch self {
            case .active: "active"
            case .inactive: "inactive"
            case .paused: "paused"
            case .completed: "completed"
            case .dropped: "dropped"
            }
        }
    }
}
