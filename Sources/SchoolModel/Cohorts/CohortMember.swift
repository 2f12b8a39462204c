public import Records

/// A student is in a cohort: one row of its roster, in the order of names.
///
/// Together they are unique.
///
/// The fields that a roster shows come first; `MemberView` reads them in place. Name, address and
/// course are copies that the services keep. How far the student is in percent is never stored: it
/// follows from the lessons of the course.
public struct CohortMember: Record, Equatable {
    public var studentID: ID<User>
    public var status: Status
    public var enrolledAt: Timestamp
    public var lastActivityAt: Timestamp?
    public var completedLessons: Int
    public var discussionPosts: Int
    public var forumPosts: Int
    /// The student's; a part of the key.
    public var fullName: CollatedText
    /// The student's.
    public var email: String
    public var id: ID<CohortMember>
    public var cohortID: ID<Cohort>
    /// The cohort's; leads to the enrollment.
    public var courseID: ID<Course>?
    public var leftAt: Timestamp?
    public var stamps: Stamps

    public init(
        studentID: ID<User>,
        status: Status = .active,
        enrolledAt: Timestamp,
        lastActivityAt: Timestamp? = nil,
        completedLessons: Int = 0,
        discussionPosts: Int = 0,
        forumPosts: Int = 0,
        fullName: CollatedText,
        email: String,
        id: ID<CohortMember> = 0,
        cohortID: ID<Cohort>,
        courseID: ID<Course>? = nil,
        leftAt: Timestamp? = nil,
        stamps: Stamps = .new
    ) {
        self.studentID = studentID
        self.status = status
        self.enrolledAt = enrolledAt
        self.lastActivityAt = lastActivityAt
        self.completedLessons = completedLessons
        self.discussionPosts = discussionPosts
        self.forumPosts = forumPosts
        self.fullName = fullName
        self.email = email
        self.id = id
        self.cohortID = cohortID
        self.courseID = courseID
        self.leftAt = leftAt
        self.stamps = stamps
    }
}

extension CohortMember {
    public static let table = Table.cohortMember
    @inlinable public static var place: Place { .cohortMembers }
    public static let hasNaturalKey = true

    public static func writeKey<K: KeyWriter & ~Copyable>(
        of member: CohortMember,
        to key: inout K
    ) {
        key.begin(place, owner: member.cohortID)
        key.append(member.fullName.sortKey)
        key.append(member.studentID)
    }

    /// The name's sort key stands in the row's key alone.
    public init(key: RawSpan, content: RawSpan) throws(RecordError) {
        self = try CohortMember(content: content)
        var reader = KeyReader(key)
        _ = try reader.owner()
        fullName.sortKey = try reader.sortKey()
    }

    /// Whether the student takes a seat.
    public var isActive: Bool { status == .active || status == .paused }

    public func write<W: FieldWriter & ~Copyable>(to fields: inout W) {
        fields.field("studentId", studentID)
        fields.field("status", status)
        fields.field("enrolledAt", enrolledAt)
        fields.field("lastActivityAt", lastActivityAt)
        fields.field("completedLessons", completedLessons)
        fields.field("discussionPosts", discussionPosts)
        fields.field("forumPosts", forumPosts)
        fields.hidden("fullName", KeyedText(fullName))
        fields.hidden("email", email)
        fields.field("id", id)
        fields.field("cohortId", cohortID)
        fields.hidden("courseId", courseID)
        fields.field("leftAt", leftAt)
        fields.stamps(stamps)
    }

    @_lifetime(fields: copy fields)
    public init<R: FieldReader & ~Copyable & ~Escapable>(from fields: inout R) throws(RecordError) {
        studentID = try fields.field("studentId")
        status = try fields.field("status", or: .active)
        enrolledAt = try fields.field("enrolledAt")
        lastActivityAt = try fields.field("lastActivityAt")
        completedLessons = try fields.field("completedLessons")
        discussionPosts = try fields.field("discussionPosts")
        forumPosts = try fields.field("forumPosts")
        let name: KeyedText = try fields.field("fullName")
        fullName = name.name
        email = try fields.field("email")
        id = try fields.field("id")
        cohortID = try fields.field("cohortId")
        courseID = try fields.field("courseId")
        leftAt = try fields.field("leftAt")
        stamps = try fields.stamps()
    }
}

// MARK: - Indexes

extension CohortMember {
    /// Serves a student's cohorts, and leads from the pair to the row.
    public enum ByStudentAndCohort: SecondaryIndex {
        public static let name: StaticString = "cohortMember.student_cohort"
        @inlinable public static var place: Place { .userCohorts }
        public static let isUnique = true

        public static func writeKey<K: KeyWriter & ~Copyable>(
            of member: CohortMember,
            to key: inout K
        ) -> Bool {
            key.begin(place, owner: member.studentID)
            key.append(member.cohortID)
            return true
        }

        public static func writeContent(of member: CohortMember, to content: inout ByteWriter) {
            var sortKey = Key()
            sortKey.append(member.fullName.sortKey)
            content.byte(member.status.rawValue)
            content.append(sortKey.bytes)
        }

        public static func writeRowKey<K: KeyWriter & ~Copyable>(
            forKey entryKey: RawSpan,
            content: RawSpan,
            to key: inout K
        ) throws(RecordError) {
            var reader = KeyReader(entryKey)
            var entry = KeyReader(content)
            _ = try entry.byte()
            let student = try reader.owner()
            try key.begin(CohortMember.place, owner: reader.id())
            try key.append(entry.sortKey())
            key.append(id: student)
        }
    }
}

// MARK: - References

extension CohortMember {
    /// A member dies with the cohort.
    public enum ToCohort: OwnedReference {
        public static let field: StaticString = "cohortId"
        public static let onDelete = DeleteRule.cascade

        public static func target(of member: CohortMember) -> ID<Cohort>? { member.cohortID }
    }

    /// A member dies with the student.
    public enum ToStudent: IndexedReference {
        public typealias Index = ByStudentAndCohort
        public static let field: StaticString = "studentId"
        public static let onDelete = DeleteRule.cascade

        public static func target(of member: CohortMember) -> ID<User>? { member.studentID }
    }
}

// MARK: - Contributions

extension CohortMember {
    /// One more member of the cohort, and a seat where the student takes one.
    public enum CohortCount: Contribution {
        public typealias Total = CohortCounters

        public static func owner(of member: CohortMember) -> UInt64? { member.cohortID.rawValue }
        public static func add(_ member: CohortMember, to amounts: inout Amounts) {
            amounts[0] += 1
            if member.isActive { amounts[1] += 1 }
        }
    }
}

// MARK: - Parts

extension CohortMember {
    public static func visitParts<V: PartVisitor & ~Copyable>(_ parts: inout V) throws(V.Failure)
    where V.Row == Self {
        try parts.index(ByStudentAndCohort.self)
        try parts.reference(ToCohort.self)
        try parts.reference(ToStudent.self)
        try parts.contribution(CohortCount.self)
    }
}

// MARK: - Values

extension CohortMember {
    /// How far a student is in a cohort.
    public enum Status: UInt8, FieldEnum {
        case active, paused, completed, dropped

        @inlinable public var name: StaticString {
            switch self {
            case .active: "active"
            case .paused: "paused"
            case .completed: "completed"
            case .dropped: "dropped"
            }
        }
    }
}
