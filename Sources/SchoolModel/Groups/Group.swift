public import Records

/// Students who are taught at fixed times, and whose attendance is taken.
///
/// Nothing of it is unique but the id.
///
/// Deleted softly: members and registers stay, and take no new rows.
public struct Group: Record, Equatable {
    public var id: ID<Group>
    public var organizationID: ID<Organization>?
    public var courseID: ID<Course>?
    public var teacherID: ID<User>?
    public var code: String?
    public var name: FoldedText
    public var daysOfWeek: Weekdays
    public var startTime: TimeOfDay?
    /// Made of code, days and time unless it was set by hand.
    public var displayName: String
    public var displayNameIsManual: Bool
    public var isActive: Bool
    public var sortOrder: Int
    public var monthlyFee: Money?
    public var monthlyLessonsCount: Int
    public var deletedAt: Timestamp?
    public var stamps: Stamps

    public init(
        id: ID<Group> = 0,
        organizationID: ID<Organization>? = nil,
        courseID: ID<Course>? = nil,
        teacherID: ID<User>? = nil,
        code: String? = nil,
        name: FoldedText,
        daysOfWeek: Weekdays = [],
        startTime: TimeOfDay? = nil,
        displayName: String,
        displayNameIsManual: Bool = false,
        isActive: Bool = true,
        sortOrder: Int = 0,
        monthlyFee: Money? = nil,
        monthlyLessonsCount: Int = 8,
        deletedAt: Timestamp? = nil,
        stamps: Stamps = .new
    ) {
        self.id = id
        self.organizationID = organizationID
        self.courseID = courseID
        self.teacherID = teacherID
        self.code = code
        self.name = name
        self.daysOfWeek = daysOfWeek
        self.startTime = startTime
        self.displayName = displayName
        self.displayNameIsManual = displayNameIsManual
        self.isActive = isActive
        self.sortOrder = sortOrder
        self.monthlyFee = monthlyFee
        self.monthlyLessonsCount = monthlyLessonsCount
        self.deletedAt = deletedAt
        self.stamps = stamps
    }
}

extension Group {
    public static let table = Table.group
    @inlinable public static var place: Place { .group }
    public static let hasSoftDelete = true
    public var isDeleted: Bool { deletedAt != nil }

    public func write<W: FieldWriter & ~Copyable>(to fields: inout W) {
        fields.field("id", id)
        fields.field("organizationId", organizationID)
        fields.field("courseId", courseID)
        fields.field("teacherId", teacherID)
        fields.field("code", code)
        fields.field("name", name)
        fields.field("daysOfWeek", daysOfWeek)
        fields.field("startTime", startTime)
        fields.field("displayName", displayName)
        fields.field("displayNameIsManual", displayNameIsManual)
        fields.field("isActive", isActive)
        fields.field("sortOrder", sortOrder)
        fields.field("monthlyFee", monthlyFee)
        fields.field("monthlyLessonsCount", monthlyLessonsCount)
        fields.field("deletedAt", deletedAt)
        fields.stamps(stamps)
    }

    @_lifetime(fields: copy fields)
    public init<R: FieldReader & ~Copyable & ~Escapable>(from fields: inout R) throws(RecordError) {
        id = try fields.field("id")
        organizationID = try fields.field("organizationId")
        courseID = try fields.field("courseId")
        teacherID = try fields.field("teacherId")
        code = try fields.field("code")
        name = try fields.field("name")
        daysOfWeek = try fields.field("daysOfWeek")
        startTime = try fields.field("startTime")
        displayName = try fields.field("displayName")
        displayNameIsManual = try fields.field("displayNameIsManual")
        isActive = try fields.field("isActive", or: true)
        sortOrder = try fields.field("sortOrder")
        monthlyFee = try fields.field("monthlyFee")
        monthlyLessonsCount = try fields.field("monthlyLessonsCount", or: 8)
        deletedAt = try fields.field("deletedAt")
        stamps = try fields.stamps()
    }
}

// MARK: - Indexes

extension Group {
    /// Serves group/list, active or deleted, in its own order.
    public enum ByOrganizationDeletedSortAndName: SecondaryIndex {
        public static let name: StaticString = "group.organization_deleted_sort_name"
        @inlinable public static var place: Place { .organizationGroups }

        public static func writeKey<K: KeyWriter & ~Copyable>(
            of group: Group,
            to key: inout K
        ) -> Bool {
            key.begin(place, owner: group.organizationID)
            key.append(byte: group.isDeleted ? 1 : 0)
            key.append(order: group.sortOrder)
            key.append(text: group.name.folded)
            key.append(group.id)
            return true
        }
    }

    /// Serves a teacher's own groups.
    public enum ByTeacher: OwnerIndex {
        public typealias Row = Group
        public static let name: StaticString = "group.teacher_id"
        @inlinable public static var place: Place { .taughtGroups }

        public static func owner(of group: Group) -> UInt64? { group.teacherID?.rawValue }
    }

    /// Serves the groups of a course.
    public enum ByCourse: OwnerIndex {
        public typealias Row = Group
        public static let name: StaticString = "group.course_id"
        @inlinable public static var place: Place { .courseGroups }

        public static func owner(of group: Group) -> UInt64? { group.courseID?.rawValue }
    }
}

// MARK: - References

extension Group {
    /// An organisation with groups stays.
    public enum ToOrganization: IndexedReference {
        public typealias Index = ByOrganizationDeletedSortAndName
        public static let field: StaticString = "organizationId"
        public static let onDelete = DeleteRule.restrict

        public static func target(of group: Group) -> ID<Organization>? { group.organizationID }
    }

    /// A group outlives its course.
    public enum ToCourse: IndexedReference {
        public typealias Index = ByCourse
        public static let field: StaticString = "courseId"
        public static let onDelete = DeleteRule.setNull

        public static func target(of group: Group) -> ID<Course>? { group.courseID }
        public static func clear(_ group: inout Group) { group.courseID = nil }
    }

    /// A group outlives its teacher.
    public enum ToTeacher: IndexedReference {
        public typealias Index = ByTeacher
        public static let field: StaticString = "teacherId"
        public static let onDelete = DeleteRule.setNull

        public static func target(of group: Group) -> ID<User>? { group.teacherID }
        public static func clear(_ group: inout Group) { group.teacherID = nil }
    }
}

// MARK: - Parts

extension Group {
    public static func visitParts<V: PartVisitor & ~Copyable>(_ parts: inout V) throws(V.Failure)
    where V.Row == Self {
        try parts.index(ByOrganizationDeletedSortAndName.self)
        try parts.index(ByTeacher.self)
        try parts.index(ByCourse.self)
        try parts.reference(ToOrganization.self)
        try parts.reference(ToCourse.self)
        try parts.reference(ToTeacher.self)
    }
}
