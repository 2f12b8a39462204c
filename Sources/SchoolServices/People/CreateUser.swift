public import Engine
public import Records
public import SchoolModel
public import Storage

/// Adds a person of any role, with the role's profile.
public struct CreateUser: WriteRequest {
    public var draft: UserDraft
    /// When another system made it, for an import; now unless told.
    public var createdAt: Timestamp?

    /// What was written.
    public struct Outcome: Equatable, Sendable {
        public var user: User
        public var profiles: Profiles
    }

    public init(_ draft: UserDraft) { self.draft = draft }

    public func run<T: WriteTransaction & ~Copyable>(
        in scope: inout WriteScope<T>,
        as context: Context
    ) throws(ServiceError) -> Outcome {
        var draft = draft
        draft.organizationID = draft.organizationID ?? context.organization
        try draft.check()
        try scope.requireTarget(draft.organizationID, of: "organizationId")
        var user = User(email: .missing, fullName: .missing, foldedName: "", role: draft.role)
        draft.write(to: &user, by: context)
        try scope.requireFree(User.ByEmail.self, for: user)
        try scope.requireFree(User.ByOrganizationAndCode.self, for: user)
        if let createdAt { user.stamps.createdAt = createdAt }
        try scope.insertRow(&user)
        let profiles = try scope.putProfiles(of: user, from: draft, after: Profiles())
        return Outcome(user: user, profiles: profiles)
    }
}
