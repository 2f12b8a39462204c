public import Records

/// What a person applied for, and what became of it.
///
/// A person applies once.
public struct Application: Record, Equatable {
    public var id: ID<Application>
    public var userID: ID<User>
    public var program: Program
    public var status: Status
    public var role: Role
    public var name: String
    public var email: String
    public var decisionNote: String?
    public var stamps: Stamps

    public init(
        id: ID<Application> = 0,
        userID: ID<User>,
        program: Program,
        status: Status = .pending,
        role: Role = .student,
        name: String,
        email: String,
        decisionNote: String? = nil,
        stamps: Stamps = .new
    ) {
        self.id = id
        self.userID = userID
        self.program = program
        self.status = status
        self.role = role
        self.name = name
        self.email = email
        self.decisionNote = decisionNote
        self.stamps = stamps
    }
}

extension Application {
    public static let table = Table.application
    @inlinable public static var place: Place { .userApplication }
    public static let hasNaturalKey = true

    public static func writeKey<K: KeyWriter & ~Copyable>(
        of application: Application,
        to key: inout K
    ) {
        key.begin(place, owner: application.userID)
    }

    public func write<W: FieldWriter & ~Copyable>(to fields: inout W) {
        fields.field("id", id)
        fields.field("userId", userID)
        fields.field("program", program)
        fields.field("status", status)
        fields.field("role", role)
        fields.field("name", name)
        fields.field("email", email)
        fields.field("decisionNote", decisionNote)
        fields.stamps(stamps)
    }

    @_lifetime(fields: copy fields)
    public init<R: FieldReader & ~Copyable & ~Escapable>(from fields: inout R) throws(RecordError) {
        id = try fields.field("id")
        userID = try fields.field("userId")
        program = try fields.field("program")
        status = try fields.field("status", or: .pending)
        role = try fields.field("role", or: .student)
        name = try fields.field("name")
        email = try fields.field("email")
        decisionNote = try fields.field("decisionNote")
        stamps = try fields.stamps()
    }
}

// MARK: - References

extension Application {
    /// An application dies with its user.
    public enum ToUser: OwnedReference {
        public static let field: StaticString = "userId"
        public static let onDelete = DeleteRule.cascade

        public static func target(of application: Application) -> ID<User>? { application.userID }
    }
}

// MARK: - Parts

extension Application {
    public static func visitParts<V: PartVisitor & ~Copyable>(_ parts: inout V) throws(V.Failure)
    where V.Row == Self {
        try parts.reference(ToUser.self)
    }
}

// MARK: - Values

extension Application {
    /// What is applied for.
    public enum Program: UInt8, FieldEnum {
        case bootcamp, accelerator, hackathon, other

        @inlinable public var name: StaticString {
            switch self {
            case .bootcamp: "bootcamp"
            case .accelerator: "accelerator"
            case .hackathon: "hackathon"
            case .other: "other"
            }
        }
    }

    /// What became of it.
    public enum Status: UInt8, FieldEnum {
        case pending, approved, rejected, waitlisted

        @inlinable public var name: StaticString {
            switch self {
            case .pending: "pending"
            case .approved: "approved"
            case .rejected: "rejected"
            case .waitlisted: "waitlisted"
            }
        }
    }

    /// What the person wants to be.
    public enum Role: UInt8, FieldEnum {
        case student, teacher, admin

        @inlinable public var name: StaticString {
            switch self {
            case .student: "student"
            case .teacher: "teacher"
            case .admin: "admin"
            }
        }
    }
}
