public import Engine
public import Records
public import SchoolModel
public import Storage

/// Hides a student or a parent, and closes the login; all history stays.
public struct SoftDeleteUser: WriteRequest {
    public var id: ID<User>

    public init(_ id: ID<User>) { self.id = id }

    /// Answers the person, no longer active.
    public func run<T: WriteTransaction & ~Copyable>(
        in scope: inout WriteScope<T>,
        as context: Context
    ) throws(ServiceError) -> CreateUser.Outcome {
        let old = try scope.subject(id)
        var profiles = try scope.profiles(of: id)
        guard profiles.student != nil || profiles.parent != nil else {
            throw .roleMismatch(role: "\(old.role.name)", expected: "student or parent")
        }
        try scope.requireNotDeleted(old)
        if let known = profiles.student {
            var profile = known
            profile.deletedAt = scope.now
            // Restoring undoes exactly this.
            profile.wasActive = old.isActive
            try scope.updateRow(known, to: &profile)
            profiles.student = profile
        }
        if let known = profiles.parent {
            var profile = known
            profile.deletedAt = scope.now
            try scope.updateRow(known, to: &profile)
            profiles.parent = profile
        }
        var user = old
        user.isActive = false
        try scope.updateRow(old, to: &user)
        return CreateUser.Outcome(user: user, profiles: profiles)
    }
}
