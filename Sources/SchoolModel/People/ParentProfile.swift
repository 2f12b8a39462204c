public import Records

/// What is known of a person as a parent.
///
/// Its id is the user's: one profile for one user.
public struct ParentProfile: Record, Equatable {
    /// The user's number.
    public var id: ID<ParentProfile>
    public var deletedAt: Timestamp?
    public var stamps: Stamps

    public init(
        id: ID<ParentProfile>,
        deletedAt: Timestamp? = nil,
        stamps: Stamps = .new
    ) {
        self.id = id
        self.deletedAt = deletedAt
        self.stamps = stamps
    }
}

extension ParentProfile {
    public static let table = Table.parentProfile
    @inlinable public static var place: Place { .parentProfile }
    public static let hasSoftDelete = true
    public var isDeleted: Bool { deletedAt != nil }

    public func write<W: FieldWriter & ~Copyable>(to fields: inout W) {
        fields.field("userId", id)
        fields.field("deletedAt", deletedAt)
        fields.stamps(stamps)
    }

    @_lifetime(fields: copy fields)
    public init<R: FieldReader & ~Copyable & ~Escapable>(from fields: inout R) throws(RecordError) {
        id = try fields.field("userId")
        deletedAt = try fields.field("deletedAt")
        stamps = try fields.stamps()
    }
}

// MARK: - References

extension ParentProfile {
    /// A profile dies with its user.
    public enum ToUser: OwnedReference {
        public static let field: StaticString = "userId"
        public static let onDelete = DeleteRule.cascade

        public static func target(of profile: ParentProfile) -> ID<User>? {
            profile.id.cast(to: User.self)
        }
    }
}

// MARK: - Parts

extension ParentProfile {
    public static func visitParts<V: PartVisitor & ~Copyable>(_ parts: inout V) throws(V.Failure)
    where V.Row == Self {
        try parts.reference(ToUser.self)
    }
}
