public import Engine
public import Records
public import SchoolModel
public import Storage

/// Remembers when a person last logged in.
public struct NoteLogin: WriteRequest {
    public var id: ID<User>

    public init(_ id: ID<User>) { self.id = id }

    public func run<T: WriteTransaction & ~Copyable>(
        in scope: inout WriteScope<T>,
        as context: Context
    ) throws(ServiceError) -> User {
        let old = try scope.subject(id)
        var user = old
        user.lastLogin = scope.now
        try scope.updateRow(old, to: &user)
        return user
    }
}
