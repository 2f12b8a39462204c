public import Records
public import SchoolModel

/// Who asks: the operator's own programs, or a person who has logged in.
public struct Caller: Sendable, Equatable {
    /// What a caller is, which decides what it may do.
    public enum Kind: Sendable, Equatable {
        /// A program of the daemon's own user; it may do everything.
        case service
        case admin, teacher, student, parent

        /// What a person of this role is.
        public init(_ role: User.Role) {
            switch role {
            case .admin: self = .admin
            case .teacher: self = .teacher
            case .student: self = .student
            case .parent: self = .parent
            }
        }
    }

    /// What the caller is.
    public var kind: Kind
    /// Whom the activity log names; nil where nobody has logged in.
    public var user: ID<User>?
    /// The organisation that the caller belongs to.
    public var organization: ID<Organization>?

    /// A program of the daemon's own user.
    public static let service = Caller(kind: .service)

    /// A caller of one kind.
    public init(
        kind: Kind,
        user: ID<User>? = nil,
        organization: ID<Organization>? = nil
    ) {
        self.kind = kind
        self.user = user
        self.organization = organization
    }

    /// A person who has logged in.
    public init(_ user: User) {
        self.init(kind: Kind(user.role), user: user.id, organization: user.organizationID)
    }
}
