public import Records

/// Somebody teaches a course beside its owner.
///
/// Together they are unique.
public struct CourseTeacher: Record, Equatable {
    public var id: ID<CourseTeacher>
    public var courseID: ID<Course>
    public var userID: ID<User>
    public var stamps: Stamps

    public init(
        id: ID<CourseTeacher> = 0,
        courseID: ID<Course>,
        userID: ID<User>,
        stamps: Stamps = .new
    ) {
        self.id = id
        self.courseID = courseID
        self.userID = userID
        self.stamps = stamps
    }
}

extension CourseTeacher {
    public static let table = Table.courseTeacher
    @inlinable public static var place: Place { .courseTeachers }
    public static let hasNaturalKey = true

    public static func writeKey<K: KeyWriter & ~Copyable>(
        of teacher: CourseTeacher,
        to key: inout K
    ) {
        key.begin(place, owner: teacher.courseID)
        key.append(teacher.userID)
    }

    public func write<W: FieldWriter & ~Copyable>(to fields: inout W) {
        fields.field("id", id)
        fields.field("courseId", courseID)
        fields.field("userId", userID)
        fields.stamps(stamps)
    }

    @_lifetime(fields: copy fields)
    public init<R: FieldReader & ~Copyable & ~Escapable>(from fields: inout R) throws(RecordError) {
        id = try fields.field("id")
        courseID = try fields.field("courseId")
        userID = try fields.field("userId")
        stamps = try fields.stamps()
    }
}

// MARK: - Indexes

extension CourseTeacher {
    /// Serves the courses that a person teaches.
    public enum ByUserAndCourse: SecondaryIndex {
        public static let name: StaticString = "courseTeacher.user_course"
        @inlinable public static var place: Place { .taughtCourses }

        public static func writeKey<K: KeyWriter & ~Copyable>(
            of teacher: CourseTeacher,
            to key: inout K
        ) -> Bool {
            key.begin(place, owner: teacher.userID)
            key.append(teacher.courseID)
            return true
        }

        public static func writeContent(of teacher: CourseTeacher, to content: inout ByteWriter) {}

        public static func writeRowKey<K: KeyWriter & ~Copyable>(
            forKey entryKey: RawSpan,
            content: RawSpan,
            to key: inout K
        ) throws(RecordError) {
            var reader = KeyReader(entryKey)
            let user = try reader.owner()
            try key.begin(CourseTeacher.place, owner: reader.id())
            key.append(id: user)
        }
    }
}

// MARK: - References

extension CourseTeacher {
    /// The right goes with the course.
    public enum ToCourse: OwnedReference {
        public static let field: StaticString = "courseId"
        public static let onDelete = DeleteRule.cascade

        public static func target(of teacher: CourseTeacher) -> ID<Course>? {
            teacher.courseID
        }
    }

    /// The right goes with the teacher.
    public enum ToUser: IndexedReference {
        public typealias Index = ByUserAndCourse
        public static let field: StaticString = "userId"
        public static let onDelete = DeleteRule.cascade

        public static func target(of teacher: CourseTeacher) -> ID<User>? {
            teacher.userID
        }
    }
}

// MARK: - Parts

extension CourseTeacher {
    public static func visitParts<V: PartVisitor & ~Copyable>(_ parts: inout V) throws(V.Failure)
    where V.Row == Self {
        try parts.index(ByUserAndCourse.self)
        try parts.reference(ToCourse.self)
        try parts.reference(ToUser.self)
    }
}
