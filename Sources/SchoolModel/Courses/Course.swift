public import Records

/// What is taught: modules of lessons, open to all or to cohorts.
///
/// The folded name is unique within the organisation, a slug in the store. The name comes first:
/// the list of a student's courses reads no other field.
public struct Course: Record, Equatable {
    public var name: FoldedText
    public var id: ID<Course>
    public var organizationID: ID<Organization>?
    public var slug: String?
    public var description: String?
    public var isPublished: Bool
    public var isCohortBased: Bool
    public var defaultDurationWeeks: Int
    public var enrollmentType: EnrollmentType
    /// The teacher who owns the course.
    public var createdBy: ID<User>?
    public var isArchived: Bool
    public var metadata: JSONText
    public var stamps: Stamps

    public init(
        name: FoldedText,
        id: ID<Course> = 0,
        organizationID: ID<Organization>? = nil,
        slug: String? = nil,
        description: String? = nil,
        isPublished: Bool = false,
        isCohortBased: Bool = false,
        defaultDurationWeeks: Int = 8,
        enrollmentType: EnrollmentType = .open,
        createdBy: ID<User>? = nil,
        isArchived: Bool = false,
        metadata: JSONText = .empty,
        stamps: Stamps = .new
    ) {
        self.name = name
        self.id = id
        self.organizationID = organizationID
        self.slug = slug
        self.description = description
        self.isPublished = isPublished
        self.isCohortBased = isCohortBased
        self.defaultDurationWeeks = defaultDurationWeeks
        self.enrollmentType = enrollmentType
        self.createdBy = createdBy
        self.isArchived = isArchived
        self.metadata = metadata
        self.stamps = stamps
    }
}

extension Course {
    public static let table = Table.course
    @inlinable public static var place: Place { .course }

    public func write<W: FieldWriter & ~Copyable>(to fields: inout W) {
        fields.field("name", name)
        fields.field("id", id)
        fields.field("organizationId", organizationID)
        fields.field("slug", slug)
        fields.field("description", description)
        fields.field("isPublished", isPublished)
        fields.field("isCohortBased", isCohortBased)
        fields.field("defaultDurationWeeks", defaultDurationWeeks)
        fields.field("enrollmentType", enrollmentType)
        fields.field("createdBy", createdBy)
        fields.field("isArchived", isArchived)
        fields.field("metadata", metadata)
        fields.stamps(stamps)
    }

    @_lifetime(fields: copy fields)
    public init<R: FieldReader & ~Copyable & ~Escapable>(from fields: inout R) throws(RecordError) {
        name = try fields.field("name")
        id = try fields.field("id")
        organizationID = try fields.field("organizationId")
        slug = try fields.field("slug")
        description = try fields.field("description")
        isPublished = try fields.field("isPublished")
        isCohortBased = try fields.field("isCohortBased")
        defaultDurationWeeks = try fields.field("defaultDurationWeeks", or: 8)
        enrollmentType = try fields.field("enrollmentType", or: .open)
        createdBy = try fields.field("createdBy")
        isArchived = try fields.field("isArchived")
        metadata = try fields.field("metadata")
        stamps = try fields.stamps()
    }
}

// MARK: - Indexes

extension Course {
    /// Serves the search for a course by its name.
    public enum ByOrganizationAndName: SecondaryIndex {
        public static let name: StaticString = "course.organization_name"
        @inlinable public static var place: Place { .organizationCourses }
        public static let isUnique = true

        public static func writeKey<K: KeyWriter & ~Copyable>(
            of course: Course,
            to key: inout K
        ) -> Bool {
            key.begin(place, owner: course.organizationID)
            key.append(text: course.name.folded)
            return true
        }
    }

    /// Serves course/get by slug.
    public enum BySlug: SecondaryIndex {
        public static let name: StaticString = "course.slug"
        @inlinable public static var place: Place { .courseSlugs }
        public static let isUnique = true

        public static func writeKey<K: KeyWriter & ~Copyable>(
            of course: Course,
            to key: inout K
        ) -> Bool {
            guard let slug = course.slug else { return false }
            key.begin(place)
            key.append(text: slug)
            return true
        }
    }

    /// Serves a teacher's own courses.
    public enum ByCreator: OwnerIndex {
        public typealias Row = Course
        public static let name: StaticString = "course.creator_id"
        @inlinable public static var place: Place { .createdCourses }

        public static func owner(of course: Course) -> UInt64? { course.createdBy?.rawValue }
    }

    /// Serves browsing what is published.
    public enum ByPublication: SecondaryIndex {
        public static let name: StaticString = "course.published_id"
        @inlinable public static var place: Place { .publishedCourses }

        public static func writeKey<K: KeyWriter & ~Copyable>(
            of course: Course,
            to key: inout K
        ) -> Bool {
            key.begin(place)
            key.append(byte: course.isPublished ? 1 : 0)
            key.append(course.id)
            return true
        }
    }
}

// MARK: - References

extension Course {
    /// An organisation with courses stays.
    public enum ToOrganization: IndexedReference {
        public typealias Index = ByOrganizationAndName
        public static let field: StaticString = "organizationId"
        public static let onDelete = DeleteRule.restrict

        public static func target(of course: Course) -> ID<Organization>? { course.organizationID }
    }

    /// A course outlives its teacher.
    public enum ToCreator: IndexedReference {
        public typealias Index = ByCreator
        public static let field: StaticString = "createdBy"
        public static let onDelete = DeleteRule.setNull

        public static func target(of course: Course) -> ID<User>? { course.createdBy }
        public static func clear(_ course: inout Course) { course.createdBy = nil }
    }
}

// MARK: - Parts

extension Course {
    public static func visitParts<V: PartVisitor & ~Copyable>(_ parts: inout V) throws(V.Failure)
    where V.Row == Self {
        try parts.index(ByOrganizationAndName.self)
        try parts.index(BySlug.self)
        try parts.index(ByCreator.self)
        try parts.index(ByPublication.self)
        try parts.reference(ToOrganization.self)
        try parts.reference(ToCreator.self)
    }
}

// MARK: - Values

extension Course {
    /// Who may enroll.
    public enum EnrollmentType: UInt8, FieldEnum {
        case open, cohortOnly, hybrid

        @inlinable public var name: StaticString {
            switch self {
            case .open: "open"
            case .cohortOnly: "cohort_only"
            case .hybrid: "hybrid"
            }
        }
    }
}
