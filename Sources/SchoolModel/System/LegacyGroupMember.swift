public import Records

/// A membership as another system had it: what an audit compares enrollments with.
///
/// Written by imports only, and read by the audit only.
public struct LegacyGroupMember: Record, Equatable {
    public var id: ID<LegacyGroupMember>
    /// The other system's name for the group.
    public var groupRef: String
    public var courseID: ID<Course>
    public var userID: ID<User>
    public var isActive: Bool
    public var stamps: Stamps

    public init(
        id: ID<LegacyGroupMember> = 0,
        groupRef: String,
        courseID: ID<Course>,
        userID: ID<User>,
        isActive: Bool = true,
        stamps: Stamps = .new
    ) {
        self.id = id
        self.groupRef = groupRef
        self.courseID = courseID
        self.userID = userID
        self.isActive = isActive
        self.stamps = stamps
    }
}

extension LegacyGroupMember {
    public static let table = Table.legacyGroupMember
    @inlinable public static var place: Place { .legacyGroupMember }

    public func write<W: FieldWriter & ~Copyable>(to fields: inout W) {
        fields.field("id", id)
        fields.field("groupRef", groupRef)
        fields.field("courseId", courseID)
        fields.field("userId", userID)
        fields.field("isActive", isActive)
        fields.stamps(stamps)
    }

    @_lifetime(fields: copy fields)
    public init<R: FieldReader & ~Copyable & ~Escapable>(from fields: inout R) throws(RecordError) {
        id = try fields.field("id")
        groupRef = try fields.field("groupRef")
        courseID = try fields.field("courseId")
        userID = try fields.field("userId")
        isActive = try fields.field("isActive", or: true)
        stamps = try fields.stamps()
    }
}

// MARK: - Indexes

extension LegacyGroupMember {
    /// Serves the old members of a course.
    public enum ByCourse: OwnerIndex {
        public typealias Row = LegacyGroupMember
        public static let name: StaticString = "legacyGroupMember.course_id"
        @inlinable public static var place: Place { .courseLegacy }

        public static func owner(of member: LegacyGroupMember) -> UInt64? {
            member.courseID.rawValue
        }
    }

    /// Serves the old memberships of a person.
    public enum ByUser: OwnerIndex {
        public typealias Row = LegacyGroupMember
        public static let name: StaticString = "legacyGroupMember.user_id"
        @inlinable public static var place: Place { .userLegacy }

        public static func owner(of member: LegacyGroupMember) -> UInt64? {
            member.userID.rawValue
        }
    }
}

// MARK: - References

extension LegacyGroupMember {
    /// It goes with the course.
    public enum ToCourse: IndexedReference {
        public typealias Index = ByCourse
        public static let field: StaticString = "courseId"
        public static let onDelete = DeleteRule.cascade

        public static func target(of member: LegacyGroupMember) -> ID<Course>? {
            member.courseID
        }
    }

    /// It goes with the person.
    public enum ToUser: IndexedReference {
        public typealias Index = ByUser
        public static let field: StaticString = "userId"
        public static let onDelete = DeleteRule.cascade

        public static func target(of member: LegacyGroupMember) -> ID<User>? {
            member.userID
        }
    }
}

// MARK: - Parts

extension LegacyGroupMember {
    public static func visitParts<V: PartVisitor & ~Copyable>(_ parts: inout V) throws(V.Failure)
    where V.Row == Self {
        try parts.index(ByCourse.self)
        try parts.index(ByUser.self)
        try parts.reference(ToCourse.self)
        try parts.reference(ToUser.self)
    }
}
