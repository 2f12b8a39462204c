public import Engine
public import Records
public import SchoolModel
public import Storage

/// Gives a person another password, which the person has chosen.
public struct ChangePassword: WriteRequest {
    public var id: ID<User>
    /// What was checked; another one by now is a conflict.
    public var oldHash: String?
    public var newHash: String

    public init(_ id: ID<User>, from oldHash: String?, to newHash: String) {
        self.id = id
        self.oldHash = oldHash
        self.newHash = newHash
    }

    public func run<T: WriteTransaction & ~Copyable>(
        in scope: inout WriteScope<T>,
        as context: Context
    ) throws(ServiceError) -> User {
        let old = try scope.subject(id)
        guard old.passwordHash == oldHash else {
            throw .staleVersion(current: old.stamps.version)
        }
        var user = old
        user.passwordHash = newHash
        user.mustChangePassword = false
        try scope.updateRow(old, to: &user)
        return user
    }
}
