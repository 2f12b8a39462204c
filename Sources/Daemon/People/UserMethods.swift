internal import JSONRPC
internal import LMDB
internal import Records
internal import SchoolAPI
internal import SchoolModel
internal import SchoolServices

extension House {
    var userMethods: [Method<Guest>] {
        [
            userCreate, userList, userUpdate, userSetActive, userGet,
            settling(.userDelete) { SoftDeleteUser($0) },
            settling(.userRestore) { RestoreUser($0) },
            settling(.studentDelete) { SoftDeleteUser($0) },
            settling(.studentRestore) { RestoreUser($0) },
            teacherList, teacherGet, parentList,
        ]
    }

    private var userCreate: Method<Guest> {
        writingPassword(.userCreate) { parameters throws(RPCError) in
            let role = try parameters.choice("role", of: User.Role.self)
            let patch = try PersonPatch(user: parameters)
            try patch.requireNames(parameters)
            return { password in
                { scope, context throws(ServiceError) in
                    var draft = try patch.draft(role, context, in: scope)
                    draft.set(password)
                    return try CreateUser(draft).run(in: &scope, as: context)
                }
            }
        } _: { (outcome: CreateUser.Outcome, password, output) in
            output.append(row: outcome.user) { $0.profile(outcome.profiles) }
            output.append(toObject: password)
        }
    }

    private var userUpdate: Method<Guest> {
        changingPassword(.userUpdate) { parameters throws(RPCError) in
            let id = try parameters.name("id", of: User.self)
            let given = try parameters.object("patch", fields: PersonPatch.userFields)
            let patch = try PersonPatch(user: given)
            let version = try parameters.countIfPresent("ifVersion")
            return (
                patch.password,
                { hash in
                    { scope, context throws(ServiceError) in
                        try Self.update(id, patch, hash, ifVersion: version, &scope, context)
                    }
                }
            )
        } _: { (outcome: UpdateUser.Outcome, output) in
            output.append(row: outcome.user) { $0.profile(outcome.profiles) }
        }
    }

    /// Lays what is given over a person.
    static func update(
        _ id: Named<User>,
        _ patch: PersonPatch,
        _ hash: String?,
        ifVersion version: Int?,
        _ scope: inout Scope,
        _ context: Context
    ) throws(ServiceError) -> UpdateUser.Outcome {
        let id = try id.resolve(in: scope)
        let user: User = try scope.required(id)
        var draft = UserDraft(user, try scope.profiles(of: id))
        try patch.write(to: &draft, in: scope)
        if let hash {
            draft.passwordHash = hash
            draft.mustChangePassword = patch.mustChangePassword ?? false
        }
        let new = draft
        return try UpdateUser(id, ifVersion: version) { $0 = new }.run(in: &scope, as: context)
    }

    private var userSetActive: Method<Guest> {
        writing(.userSetActive) { parameters throws(RPCError) in
            let id = try parameters.name("id", of: User.self)
            let isActive = try parameters.bool("active", default: true)
            return { scope, context throws(ServiceError) in
                try UpdateUser(id.resolve(in: scope)) { $0.isActive = isActive }
                    .run(in: &scope, as: context)
            }
        } _: { (outcome: UpdateUser.Outcome, output) in
            output.append(row: outcome.user) { $0.profile(outcome.profiles) }
        }
    }

    /// A method that hides a person, or brings one back.
    private func settling<Request: WriteRequest>(
        _ message: MethodMessage,
        _ make: @escaping @Sendable (ID<User>) -> Request
    ) -> Method<Guest> where Request.Outcome == CreateUser.Outcome {
        let isStudent = "\(message.name)".hasPrefix("student/")
        return writing(message) { parameters throws(RPCError) in
            let id = try parameters.name("id", of: User.self)
            return { scope, context throws(ServiceError) in
                let id = try id.resolve(in: scope)
                if isStudent { try scope.requireStudent(id) }
                return try make(id).run(in: &scope, as: context)
            }
        } _: { (outcome: CreateUser.Outcome, output) in
            output.append(row: outcome.user) { fields in
                if isStudent {
                    fields.student(outcome.profiles.student)
                } else {
                    fields.profile(outcome.profiles)
                }
            }
        }
    }

    private var userGet: Method<Guest> {
        getting(.userGet, of: User.self) { (user, view, fields) throws(ServiceError) in
            fields.profile(try view.profiles(of: user.id))
        }
    }

    private var teacherGet: Method<Guest> {
        getting(.teacherGet) { parameters throws(RPCError) in
            let named = try parameters.name("id", of: User.self)
            return { guest, view, fields throws(ServiceError) in
                let user = try guest.owner(named, in: view)
                guard user.role == .teacher else {
                    throw .notFound(TeacherProfile.table, id: user.id.rawValue)
                }
                guest.desk.trace?.found("\(User.table.name)")
                user.write(to: &fields)
                let profile = try view.profiles(of: user.id).teacher
                fields.field("displayTitle", profile?.displayTitle)
            }
        }
    }
}

extension UserDraft {
    /// Gives a new person a password.
    mutating func set(_ password: NewPassword) {
        passwordHash = password.hash
        mustChangePassword = password.mustChange
    }
}

extension FieldWriter where Self: ~Copyable {
    /// What is known of a person beside the person's own row; null where it is of another role.
    mutating func profile(_ profiles: Profiles) {
        field("grade", profiles.student?.grade)
        field("balance", profiles.student?.balance)
        field("notes", profiles.student?.notes)
        field("displayTitle", profiles.teacher?.displayTitle)
        field("deletedAt", profiles.student?.deletedAt ?? profiles.parent?.deletedAt)
    }

    /// What is known of a student; the teams of another time are accepted in requests, and empty.
    mutating func student(_ profile: StudentProfile?) {
        field("grade", profile?.grade)
        field("balance", profile?.balance)
        field("notes", profile?.notes)
        field("deletedAt", profile?.deletedAt)
        field("teamId", ID<User>?.none)
        field("teamName", String?.none)
        field("teamNumber", Int?.none)
    }
}
