public import Records

/// What is known of a person as a student.
///
/// Its id is the user's: one profile for one user.
///
/// Deleted softly: rosters and histories still show the student.
public struct StudentProfile: Record, Equatable {
    /// The user's number.
    public var id: ID<StudentProfile>
    /// The user's, for the list by name.
    public var organizationID: ID<Organization>?
    /// The user's, for the list by name.
    public var foldedName: String
    public var grade: String?
    /// The sum of the ledger.
    public var balance: Money
    public var notes: String?
    /// Whether the user was active when the student was deleted: restoring undoes exactly that.
    public var wasActive: Bool
    public var deletedAt: Timestamp?
    public var stamps: Stamps

    public init(
        id: ID<StudentProfile>,
        organizationID: ID<Organization>? = nil,
        foldedName: String,
        grade: String? = nil,
        balance: Money = .missing,
        notes: String? = nil,
        wasActive: Bool = true,
        deletedAt: Timestamp? = nil,
        stamps: Stamps = .new
    ) {
        self.id = id
        self.organizationID = organizationID
        self.foldedName = foldedName
        self.grade = grade
        self.balance = balance
        self.notes = notes
        self.wasActive = wasActive
        self.deletedAt = deletedAt
        self.stamps = stamps
    }
}

extension StudentProfile {
    public static let table = Table.studentProfile
    @inlinable public static var place: Place { .studentProfile }
    public static let hasSoftDelete = true
    public var isDeleted: Bool { deletedAt != nil }

    public func write<W: FieldWriter & ~Copyable>(to fields: inout W) {
        fields.field("userId", id)
        fields.hidden("organizationId", organizationID)
        fields.hidden("foldedName", foldedName)
        fields.field("grade", grade)
        fields.field("balance", balance)
        fields.field("notes", notes)
        fields.hidden("wasActive", wasActive)
        fields.field("deletedAt", deletedAt)
        fields.stamps(stamps)
    }

    @_lifetime(fields: copy fields)
    public init<R: FieldReader & ~Copyable & ~Escapable>(from fields: inout R) throws(RecordError) {
        id = try fields.field("userId")
        organizationID = try fields.field("organizationId")
        foldedName = try fields.field("foldedName")
        grade = try fields.field("grade")
        balance = try fields.field("balance")
        notes = try fields.field("notes")
        wasActive = try fields.field("wasActive", or: true)
        deletedAt = try fields.field("deletedAt")
        stamps = try fields.stamps()
    }
}

// MARK: - Indexes

extension StudentProfile {
    /// Serves student/list, active or deleted, by name.
    public enum ByOrganizationDeletedAndName: SecondaryIndex {
        public static let name: StaticString = "studentProfile.organization_deleted_name"
        @inlinable public static var place: Place { .organizationStudents }

        public static func writeKey<K: KeyWriter & ~Copyable>(
            of profile: StudentProfile,
            to key: inout K
        ) -> Bool {
            key.begin(place, owner: profile.organizationID)
            key.append(byte: profile.isDeleted ? 1 : 0)
            key.append(text: profile.foldedName)
            key.append(profile.id)
            return true
        }
    }
}

// MARK: - References

extension StudentProfile {
    /// A profile dies with its user.
    public enum ToUser: OwnedReference {
        public static let field: StaticString = "userId"
        public static let onDelete = DeleteRule.cascade

        public static func target(of profile: StudentProfile) -> ID<User>? {
            profile.id.cast(to: User.self)
        }
    }
}

// MARK: - Parts

extension StudentProfile {
    public static func visitParts<V: PartVisitor & ~Copyable>(_ parts: inout V) throws(V.Failure)
    where V.Row == Self {
        try parts.index(ByOrganizationDeletedAndName.self)
        try parts.reference(ToUser.self)
    }
}
