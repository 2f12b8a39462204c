public import Engine
public import Records
public import SchoolModel
public import Storage

/// Lets a service or an administrator act for a person, and leaves that in the trail.
public struct ActAs: WriteRequest {
    public var id: ID<User>

    public init(_ id: ID<User>) { self.id = id }

    /// Answers the person.
    public func run<T: WriteTransaction & ~Copyable>(
        in scope: inout WriteScope<T>,
        as context: Context
    ) throws(ServiceError) -> User {
        let user = try scope.subject(id)
        let isHidden =
            context.caller.kind != .service
            && (user.organizationID == nil || user.organizationID != context.caller.organization)
        if isHidden { throw .notFound(User.table, id: id.rawValue) }
        try scope.requireNotDeleted(user)
        try User.table.require(user.isActive, "isActive", "active")
        try scope.log(
            ActivityLog(
                organizationID: user.organizationID,
                userID: user.id,
                studentID: user.role == .student ? user.id : nil,
                action: LogAction.actedAs.rawValue,
                performedBy: context.performer
            )
        )
        return user
    }
}
