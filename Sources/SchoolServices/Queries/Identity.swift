public import Engine
public import Records
public import SchoolModel
internal import Storage

/// A person with all that says who that is.
public struct Identity: Equatable, Sendable {
    public var user: User
    public var profiles: Profiles
    public var organization: Organization?
}

extension Snapshot where Self: ~Copyable {
    /// Who a person is.
    public borrowing func identity(of id: ID<User>) throws(ServiceError) -> Identity {
        let user = try subject(id)
        var organization: Organization?
        if let id = user.organizationID { organization = try found(id) }
        return Identity(user: user, profiles: try profiles(of: id), organization: organization)
    }
}
