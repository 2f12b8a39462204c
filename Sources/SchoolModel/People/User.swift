public import Records

/// A person: one who logs in, learns, teaches, or is a parent.
///
/// The folded e-mail is unique in the store, a code within the organisation.
public struct User: Record, Equatable {
    public var id: ID<User>
    public var organizationID: ID<Organization>?
    public var email: FoldedText
    public var fullName: CollatedText
    /// The full name as it is searched.
    public var foldedName: String
    public var role: Role
    public var firstName: String?
    public var lastName: String?
    public var phone: String?
    /// The student's number.
    public var code: FoldedText?
    public var isActive: Bool
    public var lastLogin: Timestamp?
    /// Salted; never shown, logged or exported.
    public var passwordHash: String?
    public var mustChangePassword: Bool
    public var metadata: JSONText
    public var stamps: Stamps

    public init(
        id: ID<User> = 0,
        organizationID: ID<Organization>? = nil,
        email: FoldedText,
        fullName: CollatedText,
        foldedName: String,
        role: Role,
        firstName: String? = nil,
        lastName: String? = nil,
        phone: String? = nil,
        code: FoldedText? = nil,
        isActive: Bool = true,
        lastLogin: Timestamp? = nil,
        passwordHash: String? = nil,
        mustChangePassword: Bool = false,
        metadata: JSONText = .empty,
        stamps: Stamps = .new
    ) {
        self.id = id
        self.organizationID = organizationID
        self.email = email
        self.fullName = fullName
        self.foldedName = foldedName
        self.role = role
        self.firstName = firstName
        self.lastName = lastName
        self.phone = phone
        self.code = code
        self.isActive = isActive
        self.lastLogin = lastLogin
        self.passwordHash = passwordHash
        self.mustChangePassword = mustChangePassword
        self.metadata = metadata
        self.stamps = stamps
    }
}

extension User {
    public static let table = Table.user
    @inlinable public static var place: Place { .user }

    public func write<W: FieldWriter & ~Copyable>(to fields: inout W) {
        fields.field("id", id)
        fields.field("organizationId", organizationID)
        fields.field("email", email)
        fields.field("fullName", fullName)
        fields.hidden("foldedName", foldedName)
        fields.field("role", role)
        fields.field("firstName", firstName)
        fields.field("lastName", lastName)
        fields.field("phone", phone)
        fields.field("code", code)
        fields.field("isActive", isActive)
        fields.field("lastLogin", lastLogin)
        fields.hidden("passwordHash", passwordHash)
        fields.field("mustChangePassword", mustChangePassword)
        fields.field("metadata", metadata)
        fields.stamps(stamps)
    }

    @_lifetime(fields: copy fields)
    public init<R: FieldReader & ~Copyable & ~Escapable>(from fields: inout R) throws(RecordError) {
        id = try fields.field("id")
        organizationID = try fields.field("organizationId")
        email = try fields.field("email")
        fullName = try fields.field("fullName")
        foldedName = try fields.field("foldedName")
        role = try fields.field("role")
        firstName = try fields.field("firstName")
        lastName = try fields.field("lastName")
        phone = try fields.field("phone")
        code = try fields.field("code")
        isActive = try fields.field("isActive", or: true)
        lastLogin = try fields.field("lastLogin")
        passwordHash = try fields.field("passwordHash")
        mustChangePassword = try fields.field("mustChangePassword")
        metadata = try fields.field("metadata")
        stamps = try fields.stamps()
    }
}

// MARK: - Indexes

extension User {
    /// Serves login and the matching of imported people.
    public enum ByEmail: SecondaryIndex {
        public static let name: StaticString = "user.email"
        @inlinable public static var place: Place { .userEmails }
        public static let isUnique = true

        public static func writeKey<K: KeyWriter & ~Copyable>(
            of user: User,
            to key: inout K
        ) -> Bool {
            key.begin(place)
            key.append(text: user.email.folded)
            return true
        }
    }

    /// Serves everybody of one role in the whole store.
    public enum ByRole: SecondaryIndex {
        public static let name: StaticString = "user.role_id"
        @inlinable public static var place: Place { .usersByRole }

        public static func writeKey<K: KeyWriter & ~Copyable>(
            of user: User,
            to key: inout K
        ) -> Bool {
            key.begin(place)
            key.append(byte: user.role.rawValue)
            key.append(user.id)
            return true
        }
    }

    /// Serves an organisation's people of one role by name, and the search by the beginning of a
    /// name.
    public enum ByOrganizationRoleAndName: SecondaryIndex {
        public static let name: StaticString = "user.organization_role_name"
        @inlinable public static var place: Place { .organizationUsers }

        public static func writeKey<K: KeyWriter & ~Copyable>(
            of user: User,
            to key: inout K
        ) -> Bool {
            key.begin(place, owner: user.organizationID)
            key.append(byte: user.role.rawValue)
            key.append(text: user.foldedName)
            key.append(user.id)
            return true
        }
    }

    /// Serves imports that know people by their number.
    public enum ByOrganizationAndCode: SecondaryIndex {
        public static let name: StaticString = "user.organization_code"
        @inlinable public static var place: Place { .organizationUserCodes }
        public static let isUnique = true

        public static func writeKey<K: KeyWriter & ~Copyable>(
            of user: User,
            to key: inout K
        ) -> Bool {
            guard let code = user.code else { return false }
            key.begin(place, owner: user.organizationID)
            key.append(text: code.folded)
            return true
        }
    }
}

// MARK: - References

extension User {
    /// An organisation with people stays.
    public enum ToOrganization: IndexedReference {
        public typealias Index = ByOrganizationRoleAndName
        public static let field: StaticString = "organizationId"
        public static let onDelete = DeleteRule.restrict

        public static func target(of user: User) -> ID<Organization>? { user.organizationID }
    }
}

// MARK: - Parts

extension User {
    public static func visitParts<V: PartVisitor & ~Copyable>(_ parts: inout V) throws(V.Failure)
    where V.Row == Self {
        try parts.index(ByEmail.self)
        try parts.index(ByRole.self)
        try parts.index(ByOrganizationRoleAndName.self)
        try parts.index(ByOrganizationAndCode.self)
        try parts.reference(ToOrganization.self)
    }
}

// MARK: - Values

extension User {
    /// What a person may do.
    public enum Role: UInt8, FieldEnum {
        case admin, teacher, student, parent

        @inlinable public var name: StaticString {
            switch self {
            case .admin: "admin"
            case .teacher: "teacher"
            case .student: "student"
            case .parent: "parent"
            }
        }
    }
}
