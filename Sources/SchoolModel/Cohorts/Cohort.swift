public import Records

/// Students who go through something together: a class of a programme, or one run of a course.
///
/// A folded code is unique in the store, the folded name among the cohorts of a course.
public struct Cohort: Record, Equatable {
    public var id: ID<Cohort>
    public var kind: Kind
    public var code: FoldedText?
    public var name: FoldedText
    /// Always set where the kind is `course`.
    public var courseID: ID<Course>?
    public var organizationID: ID<Organization>?
    public var academicProgramID: ID<AcademicProgram>?
    public var tutorID: ID<User>?
    public var educationLevel: String?
    public var educationType: String?
    public var language: String?
    public var startYear: Int?
    public var endYear: Int?
    /// Always set where the kind is `course`.
    public var startDate: Day?
    public var endDate: Day?
    /// As the dates said when it was last written or swept; never `archived` by itself.
    public var status: Status
    /// Nil for no limit; see `Kind.defaultMaxStudents`.
    public var maxStudents: Int?
    public var isActive: Bool
    /// A stamp, not a reference.
    public var createdBy: ID<User>?
    public var metadata: JSONText
    public var stamps: Stamps

    public init(
        id: ID<Cohort> = 0,
        kind: Kind,
        code: FoldedText? = nil,
        name: FoldedText,
        courseID: ID<Course>? = nil,
        organizationID: ID<Organization>? = nil,
        academicProgramID: ID<AcademicProgram>? = nil,
        tutorID: ID<User>? = nil,
        educationLevel: String? = nil,
        educationType: String? = nil,
        language: String? = nil,
        startYear: Int? = nil,
        endYear: Int? = nil,
        startDate: Day? = nil,
        endDate: Day? = nil,
        status: Status,
        maxStudents: Int? = nil,
        isActive: Bool = true,
        createdBy: ID<User>? = nil,
        metadata: JSONText = .empty,
        stamps: Stamps = .new
    ) {
        self.id = id
        self.kind = kind
        self.code = code
        self.name = name
        self.courseID = courseID
        self.organizationID = organizationID
        self.academicProgramID = academicProgramID
        self.tutorID = tutorID
        self.educationLevel = educationLevel
        self.educationType = educationType
        self.language = language
        self.startYear = startYear
        self.endYear = endYear
        self.startDate = startDate
        self.endDate = endDate
        self.status = status
        self.maxStudents = maxStudents
        self.isActive = isActive
        self.createdBy = createdBy
        self.metadata = metadata
        self.stamps = stamps
    }
}

extension Cohort {
    public static let table = Table.cohort
    @inlinable public static var place: Place { .cohort }

    public func write<W: FieldWriter & ~Copyable>(to fields: inout W) {
        fields.field("id", id)
        fields.field("kind", kind)
        fields.field("code", code)
        fields.field("name", name)
        fields.field("courseId", courseID)
        fields.field("organizationId", organizationID)
        fields.field("academicProgramId", academicProgramID)
        fields.field("tutorId", tutorID)
        fields.field("educationLevel", educationLevel)
        fields.field("educationType", educationType)
        fields.field("language", language)
        fields.field("startYear", startYear)
        fields.field("endYear", endYear)
        fields.field("startDate", startDate)
        fields.field("endDate", endDate)
        fields.field("status", status)
        fields.field("maxStudents", maxStudents)
        fields.field("isActive", isActive)
        fields.field("createdBy", createdBy)
        fields.field("metadata", metadata)
        fields.stamps(stamps)
    }

    @_lifetime(fields: copy fields)
    public init<R: FieldReader & ~Copyable & ~Escapable>(from fields: inout R) throws(RecordError) {
        id = try fields.field("id")
        kind = try fields.field("kind")
        code = try fields.field("code")
        name = try fields.field("name")
        courseID = try fields.field("courseId")
        organizationID = try fields.field("organizationId")
        academicProgramID = try fields.field("academicProgramId")
        tutorID = try fields.field("tutorId")
        educationLevel = try fields.field("educationLevel")
        educationType = try fields.field("educationType")
        language = try fields.field("language")
        startYear = try fields.field("startYear")
        endYear = try fields.field("endYear")
        startDate = try fields.field("startDate")
        endDate = try fields.field("endDate")
        status = try fields.field("status")
        maxStudents = try fields.field("maxStudents")
        isActive = try fields.field("isActive", or: true)
        createdBy = try fields.field("createdBy")
        metadata = try fields.field("metadata")
        stamps = try fields.stamps()
    }
}

// MARK: - Indexes

extension Cohort {
    /// Serves cohort/get by code.
    public enum ByCode: SecondaryIndex {
        public static let name: StaticString = "cohort.code"
        @inlinable public static var place: Place { .cohortCodes }
        public static let isUnique = true

        public static func writeKey<K: KeyWriter & ~Copyable>(
            of cohort: Cohort,
            to key: inout K
        ) -> Bool {
            guard let code = cohort.code else { return false }
            key.begin(place)
            key.append(text: code.folded)
            return true
        }
    }

    /// Serves cohort/list in the order of codes; those without one stand last.
    public enum ByCodeOrNone: SecondaryIndex {
        public static let name: StaticString = "cohort.code_id"
        @inlinable public static var place: Place { .cohortsByCode }

        public static func writeKey<K: KeyWriter & ~Copyable>(
            of cohort: Cohort,
            to key: inout K
        ) -> Bool {
            key.begin(place)
            key.append(byte: cohort.code == nil ? 1 : 0)
            key.append(text: cohort.code?.folded ?? "")
            key.append(cohort.id)
            return true
        }
    }

    /// Keeps the names of a course's cohorts apart, and finds one by name.
    public enum ByCourseAndName: SecondaryIndex {
        public static let name: StaticString = "cohort.course_name"
        @inlinable public static var place: Place { .courseCohortNames }
        public static let isUnique = true

        public static func writeKey<K: KeyWriter & ~Copyable>(
            of cohort: Cohort,
            to key: inout K
        ) -> Bool {
            guard let course = cohort.courseID else { return false }
            key.begin(place, owner: course)
            key.append(text: cohort.name.folded)
            return true
        }
    }

    /// Serves the cohorts of a course, newest first.
    public enum ByCourseAndStart: SecondaryIndex {
        public static let name: StaticString = "cohort.course_start"
        @inlinable public static var place: Place { .courseCohorts }

        public static func writeKey<K: KeyWriter & ~Copyable>(
            of cohort: Cohort,
            to key: inout K
        ) -> Bool {
            guard let course = cohort.courseID else { return false }
            key.begin(place, owner: course)
            // Without a start: behind all others.
            key.append(descending: cohort.startDate ?? Day(.min))
            key.append(cohort.id)
            return true
        }
    }

    /// Serves cohort/list of one status, newest first.
    public enum ByStatusAndStart: SecondaryIndex {
        public static let name: StaticString = "cohort.status_start"
        @inlinable public static var place: Place { .cohortsByStatus }

        public static func writeKey<K: KeyWriter & ~Copyable>(
            of cohort: Cohort,
            to key: inout K
        ) -> Bool {
            key.begin(place)
            key.append(byte: cohort.status.rawValue)
            // Without a start: behind all others.
            key.append(descending: cohort.startDate ?? Day(.min))
            key.append(cohort.id)
            return true
        }
    }

    /// Serves cohort/list, newest first.
    public enum ByStart: SecondaryIndex {
        public static let name: StaticString = "cohort.start_id"
        @inlinable public static var place: Place { .cohortsByStart }

        public static func writeKey<K: KeyWriter & ~Copyable>(
            of cohort: Cohort,
            to key: inout K
        ) -> Bool {
            key.begin(place)
            // Without a start: behind all others.
            key.append(descending: cohort.startDate ?? Day(.min))
            key.append(cohort.id)
            return true
        }
    }

    /// Serves cohort/list in the order of creation, latest first.
    public enum ByCreation: SecondaryIndex {
        public static let name: StaticString = "cohort.created_id"
        @inlinable public static var place: Place { .cohortsByCreation }

        public static func writeKey<K: KeyWriter & ~Copyable>(
            of cohort: Cohort,
            to key: inout K
        ) -> Bool {
            key.begin(place)
            key.append(descending: cohort.stamps.createdAt)
            key.append(cohort.id)
            return true
        }
    }

    /// Serves the cohorts of a faculty by name.
    public enum ByOrganizationAndName: SecondaryIndex {
        public static let name: StaticString = "cohort.organization_name"
        @inlinable public static var place: Place { .organizationCohorts }

        public static func writeKey<K: KeyWriter & ~Copyable>(
            of cohort: Cohort,
            to key: inout K
        ) -> Bool {
            key.begin(place, owner: cohort.organizationID)
            key.append(text: cohort.name.folded)
            key.append(cohort.id)
            return true
        }
    }

    /// Serves a tutor's own classes.
    public enum ByTutor: OwnerIndex {
        public typealias Row = Cohort
        public static let name: StaticString = "cohort.tutor_id"
        @inlinable public static var place: Place { .tutoredCohorts }

        public static func owner(of cohort: Cohort) -> UInt64? { cohort.tutorID?.rawValue }
    }

    /// Serves the classes of a programme.
    public enum ByProgram: OwnerIndex {
        public typealias Row = Cohort
        public static let name: StaticString = "cohort.program_id"
        @inlinable public static var place: Place { .programCohorts }

        public static func owner(of cohort: Cohort) -> UInt64? {
            cohort.academicProgramID?.rawValue
        }
    }
}

// MARK: - References

extension Cohort {
    /// A cohort dies with its course.
    public enum ToCourse: IndexedReference {
        public typealias Index = ByCourseAndStart
        public static let field: StaticString = "courseId"
        public static let onDelete = DeleteRule.cascade

        public static func target(of cohort: Cohort) -> ID<Course>? { cohort.courseID }
    }

    /// An organisation with cohorts stays.
    public enum ToOrganization: IndexedReference {
        public typealias Index = ByOrganizationAndName
        public static let field: StaticString = "organizationId"
        public static let onDelete = DeleteRule.restrict

        public static func target(of cohort: Cohort) -> ID<Organization>? { cohort.organizationID }
    }

    /// A class outlives its programme.
    public enum ToProgram: IndexedReference {
        public typealias Index = ByProgram
        public static let field: StaticString = "academicProgramId"
        public static let onDelete = DeleteRule.setNull

        public static func target(of cohort: Cohort) -> ID<AcademicProgram>? {
            cohort.academicProgramID
        }
        public static func clear(_ cohort: inout Cohort) { cohort.academicProgramID = nil }
    }

    /// A class outlives its tutor.
    public enum ToTutor: IndexedReference {
        public typealias Index = ByTutor
        public static let field: StaticString = "tutorId"
        public static let onDelete = DeleteRule.setNull

        public static func target(of cohort: Cohort) -> ID<User>? { cohort.tutorID }
        public static func clear(_ cohort: inout Cohort) { cohort.tutorID = nil }
    }
}

// MARK: - Parts

extension Cohort {
    public static func visitParts<V: PartVisitor & ~Copyable>(_ parts: inout V) throws(V.Failure)
    where V.Row == Self {
        try parts.index(ByCode.self)
        try parts.index(ByCourseAndName.self)
        try parts.index(ByCourseAndStart.self)
        try parts.index(ByStatusAndStart.self)
        try parts.index(ByStart.self)
        try parts.index(ByCreation.self)
        try parts.index(ByOrganizationAndName.self)
        try parts.index(ByTutor.self)
        try parts.index(ByProgram.self)
        try parts.index(ByCodeOrNone.self)
        try parts.reference(ToCourse.self)
        try parts.reference(ToOrganization.self)
        try parts.reference(ToProgram.self)
        try parts.reference(ToTutor.self)
    }
}

// MARK: - Values

extension Cohort {
    /// Whether the cohort is a class of a programme or a run of a course.
    public enum Kind: UInt8, FieldEnum {
        case `class`, course

        @inlinable public var name: StaticString {
            switch self {
            case .class: "class"
            case .course: "course"
            }
        }

        /// How many students a new cohort takes: a class has no limit.
        public var defaultMaxStudents: Int? { self == .course ? 50 : nil }
    }

    /// Where today lies between the dates.
    public enum Status: UInt8, FieldEnum {
        case upcoming, active, completed, archived

        @inlinable public var name: StaticString {
            switch self {
            case .upcoming: "upcoming"
            case .active: "active"
            case .completed: "completed"
            case .archived: "archived"
            }
        }
    }
}
