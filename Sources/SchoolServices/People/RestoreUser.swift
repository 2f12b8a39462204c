public import Engine
public import Records
public import SchoolModel
public import Storage

/// Brings a soft-deleted student or parent back, as active as before.
public struct RestoreUser: WriteRequest {
    public var id: ID<User>

    public init(_ id: ID<User>) { self.id = id }

    /// Answers the person.
    public func run<T: WriteTransaction & ~Copyable>(
        in scope: inout WriteScope<T>,
        as context: Context
    ) throws(ServiceError) -> CreateUser.Outcome {
        let old = try scope.subject(id)
        var profiles = try scope.profiles(of: id)
        guard profiles.student?.isDeleted == true || profiles.parent?.isDeleted == true else {
            throw .notDeleted(User.table, id: id.rawValue)
        }
        var user = old
        user.isActive = true
        if let known = profiles.student {
            var profile = known
            profile.deletedAt = nil
            user.isActive = known.wasActive
            profile.wasActive = true
            try scope.updateRow(known, to: &profile)
            profiles.student = profile
        }
        if let known = profiles.parent {
            var profile = known
            profile.deletedAt = nil
            try scope.updateRow(known, to: &profile)
            profiles.parent = profile
        }
        try scope.updateRow(old, to: &user)
        return CreateUser.Outcome(user: user, profiles: profiles)
    }
}
