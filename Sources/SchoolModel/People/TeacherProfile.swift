public import Records

/// What is known of a person as a teacher.
///
/// Its id is the user's: one profile for one user.
public struct TeacherProfile: Record, Equatable {
    /// The user's number.
    public var id: ID<TeacherProfile>
    public var displayTitle: String?
    public var stamps: Stamps

    public init(
        id: ID<TeacherProfile>,
        displayTitle: String? = nil,
        stamps: Stamps = .new
    ) {
        self.id = id
        self.displayTitle = displayTitle
        self.stamps = stamps
    }
}

extension TeacherProfile {
    public static let table = Table.teacherProfile
    @inlinable public static var place: Place { .teacherProfile }

    public func write<W: FieldWriter & ~Copyable>(to fields: inout W) {
        fields.field("userId", id)
        fields.field("displayTitle", displayTitle)
        fields.stamps(stamps)
    }

    @_lifetime(fields: copy fields)
    public init<R: FieldReader & ~Copyable & ~Escapable>(from fields: inout R) throws(RecordError) {
        id = try fields.field("userId")
        displayTitle = try fields.field("displayTitle")
        stamps = try fields.stamps()
    }
}

// MARK: - References

extension TeacherProfile {
    /// A profile dies with its user.
    public enum ToUser: OwnedReference {
        public static let field: StaticString = "userId"
        public static let onDelete = DeleteRule.cascade

        public static func target(of profile: TeacherProfile) -> ID<User>? {
            profile.id.cast(to: User.self)
        }
    }
}

// MARK: - Parts

extension TeacherProfile {
    public static func visitParts<V: PartVisitor & ~Copyable>(_ parts: inout V) throws(V.Failure)
    where V.Row == Self {
        try parts.reference(ToUser.self)
    }
}
