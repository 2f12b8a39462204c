public import Engine
public import Records
public import SchoolModel
public import Storage

/// Changes a person, and whatever copies the person's name, address and organisation.
public struct UpdateUser: WriteRequest {
    public var id: ID<User>
    public var ifVersion: Int?
    public var edit: Edit<UserDraft>

    /// What is stored now.
    public struct Outcome: Equatable, Sendable {
        public var user: User
        public var profiles: Profiles
        /// How many rosters show another name or address now.
        public var rosters: Int
    }

    public init(_ id: ID<User>, ifVersion: Int? = nil, edit: @escaping Edit<UserDraft>) {
        self.id = id
        self.ifVersion = ifVersion
        self.edit = edit
    }

    public func run<T: WriteTransaction & ~Copyable>(
        in scope: inout WriteScope<T>,
        as context: Context
    ) throws(ServiceError) -> Outcome {
        let old = try scope.subject(id, ifVersion: ifVersion)
        try scope.requireNotDeleted(old)
        let profiles = try scope.profiles(of: id)
        var draft = UserDraft(old, profiles)
        try edit(&draft)
        if draft.role != old.role {
            if draft.role != .student { (draft.grade, draft.notes) = (nil, nil) }
            if draft.role != .teacher { draft.displayTitle = nil }
            try scope.requireFree(of: old, from: old.role, for: draft.role)
            let balance = profiles.student?.balance ?? .missing
            try User.table.require(balance == .missing, "role", "balance")
        }
        try draft.check()
        try scope.requireTarget(draft.organizationID, of: "organizationId")
        var user = old
        draft.write(to: &user, by: context)
        try scope.requireFree(User.ByEmail.self, for: user)
        try scope.requireFree(User.ByOrganizationAndCode.self, for: user)
        let members = try scope.rostersToRename(from: old, to: user)
        try scope.updateRow(old, to: &user)
        let newProfiles = try scope.putProfiles(of: user, from: draft, after: profiles)
        try scope.rename(members, after: user)
        if user.organizationID != old.organizationID {
            try scope.moveLinks(of: user)
            try scope.moveWork(of: user)
        }
        return Outcome(user: user, profiles: newProfiles, rosters: members.count)
    }
}
