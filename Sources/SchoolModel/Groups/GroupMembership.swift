public import Records

/// A person learns or teaches in a group.
///
/// Group, person and role are unique together: one may do both.
///
/// Withdrawing keeps the row: who was once a member may have marks.
public struct GroupMembership: Record, Equatable {
    public var id: ID<GroupMembership>
    public var organizationID: ID<Organization>?
    public var groupID: ID<Group>
    public var userID: ID<User>
    public var role: Role
    public var status: Status
    public var enrolledAt: Timestamp
    public var leftAt: Timestamp?
    public var stamps: Stamps

    public init(
        id: ID<GroupMembership> = 0,
        organizationID: ID<Organization>? = nil,
        groupID: ID<Group>,
        userID: ID<User>,
        role: Role,
        status: Status = .active,
        enrolledAt: Timestamp,
        leftAt: Timestamp? = nil,
        stamps: Stamps = .new
    ) {
        self.id = id
        self.organizationID = organizationID
        self.groupID = groupID
        self.userID = userID
        self.role = role
        self.status = status
        self.enrolledAt = enrolledAt
        self.leftAt = leftAt
        self.stamps = stamps
    }
}

extension GroupMembership {
    public static let table = Table.groupMembership
    @inlinable public static var place: Place { .groupMembers }
    public static let hasNaturalKey = true

    public static func writeKey<K: KeyWriter & ~Copyable>(
        of membership: GroupMembership,
        to key: inout K
    ) {
        key.begin(place, owner: membership.groupID)
        key.append(byte: membership.role.rawValue)
        key.append(membership.userID)
    }

    /// Whether the person is in the group now.
    public var isActive: Bool { status == .active && leftAt == nil }

    public func write<W: FieldWriter & ~Copyable>(to fields: inout W) {
        fields.field("id", id)
        fields.field("organizationId", organizationID)
        fields.field("groupId", groupID)
        fields.field("userId", userID)
        fields.field("role", role)
        fields.field("status", status)
        fields.field("enrolledAt", enrolledAt)
        fields.field("leftAt", leftAt)
        fields.stamps(stamps)
    }

    @_lifetime(fields: copy fields)
    public init<R: FieldReader & ~Copyable & ~Escapable>(from fields: inout R) throws(RecordError) {
        id = try fields.field("id")
        organizationID = try fields.field("organizationId")
        groupID = try fields.field("groupId")
        userID = try fields.field("userId")
        role = try fields.field("role")
        status = try fields.field("status", or: .active)
        enrolledAt = try fields.field("enrolledAt")
        leftAt = try fields.field("leftAt")
        stamps = try fields.stamps()
    }
}

// MARK: - Indexes

extension GroupMembership {
    /// Serves the groups of a student or a teacher.
    public enum ByUserRoleAndGroup: SecondaryIndex {
        public static let name: StaticString = "groupMembership.user_role_group"
        @inlinable public static var place: Place { .userGroups }

        public static func writeKey<K: KeyWriter & ~Copyable>(
            of membership: GroupMembership,
            to key: inout K
        ) -> Bool {
            key.begin(place, owner: membership.userID)
            key.append(byte: membership.role.rawValue)
            key.append(membership.groupID)
            return true
        }

        public static func writeContent(
            of membership: GroupMembership,
            to content: inout ByteWriter
        ) {
            content.byte(membership.status.rawValue)
        }

        public static func writeRowKey<K: KeyWriter & ~Copyable>(
            forKey entryKey: RawSpan,
            content: RawSpan,
            to key: inout K
        ) throws(RecordError) {
            var reader = KeyReader(entryKey)
            let user = try reader.owner()
            let role = try reader.byte()
            try key.begin(GroupMembership.place, owner: reader.id())
            key.append(byte: role)
            key.append(id: user)
        }
    }
}

// MARK: - References

extension GroupMembership {
    /// A membership dies with its group.
    public enum ToGroup: OwnedReference {
        public static let field: StaticString = "groupId"
        public static let onDelete = DeleteRule.cascade

        public static func target(of membership: GroupMembership) -> ID<Group>? {
            membership.groupID
        }
    }

    /// A membership dies with its user.
    public enum ToUser: IndexedReference {
        public typealias Index = ByUserRoleAndGroup
        public static let field: StaticString = "userId"
        public static let onDelete = DeleteRule.cascade

        public static func target(of membership: GroupMembership) -> ID<User>? { membership.userID }
    }
}

// MARK: - Contributions

extension GroupMembership {
    /// One more student of the group.
    public enum GroupCount: Contribution {
        public typealias Total = GroupCounters

        public static func owner(of membership: GroupMembership) -> UInt64? {
            membership.groupID.rawValue
        }
        public static func add(_ membership: GroupMembership, to amounts: inout Amounts) {
            if membership.role == .student, membership.isActive { amounts[0] += 1 }
        }
    }
}

// MARK: - Parts

extension GroupMembership {
    public static func visitParts<V: PartVisitor & ~Copyable>(_ parts: inout V) throws(V.Failure)
    where V.Row == Self {
        try parts.index(ByUserRoleAndGroup.self)
        try parts.reference(ToGroup.self)
        try parts.reference(ToUser.self)
        try parts.contribution(GroupCount.self)
    }
}

// MARK: - Values

extension GroupMembership {
    /// What the person does there.
    public enum Role: UInt8, FieldEnum {
        case teacher = 1
        case student = 2

        @inlinable public var name: StaticString {
            switch self {
            case .teacher: "teacher"
            case .student: "student"
            }
        }

        public static var missing: Role { .student }
    }

    /// Whether the person still does.
    public enum Status: UInt8, FieldEnum {
        case active, inactive, withdrawn

        @inlinable public var name: StaticString {
            switch self {
            case .active: "active"
            case .inactive: "inactive"
            case .withdrawn: "withdrawn"
            }
        }
    }
}
