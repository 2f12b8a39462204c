public import Engine
public import Records
public import SchoolModel
public import Storage

/// Takes a person's application, once.
public struct CreateApplication: WriteRequest {
    public var user: ID<User>
    public var program: Application.Program
    public var role: Application.Role
    /// Nil for the person's own.
    public var name: String?
    /// Nil for the person's own.
    public var email: String?

    public init(
        user: ID<User>,
        program: Application.Program,
        role: Application.Role = .student,
        name: String? = nil,
        email: String? = nil
    ) {
        self.user = user
        self.program = program
        self.role = role
        self.name = name
        self.email = email
    }

    /// Answers the row.
    public func run<T: WriteTransaction & ~Copyable>(
        in scope: inout WriteScope<T>,
        as context: Context
    ) throws(ServiceError) -> Application {
        try Application.table.check(name, "name", 1...255)
        if let email { try Application.table.check(email: email, "email") }
        let user = try scope.target(user, of: "userId")
        try scope.requireNotDeleted(user)
        if let known = try scope.application(of: user.id) {
            throw .unique(
                Application.table,
                constraint: "application.user",
                existing: try scope.isVisible(known) ? known.id.rawValue : 0
            )
        }
        var row = Application(
            userID: user.id,
            program: program,
            role: role,
            name: name ?? user.fullName.text,
            email: email ?? user.email.text
        )
        try scope.insertRow(&row)
        return row
    }
}

extension Snapshot where Self: ~Copyable {
    /// What a person has applied for, or nil.
    public borrowing func application(of user: ID<User>) throws(ServiceError) -> Application? {
        let key = Key(Application.place, owner: user)
        do throws(StoreError) { return try row(at: key.bytes) } catch { throw ServiceError(error) }
    }
}
