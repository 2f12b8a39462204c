public import SchoolModel
public import Storage

extension User: SecretKeeping {
    /// Without the hash of the password: a store that was filled from an export has none.
    public var withoutSecrets: User {
        var user = self
        user.passwordHash = nil
        return user
    }

    /// With the password of somebody who is here already.
    public func withSecrets(of other: User) -> User {
        var user = self
        user.passwordHash = other.passwordHash
        return user
    }
}
