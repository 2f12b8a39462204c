internal import Collation
internal import Engine
internal import Records
internal import SchoolModel
internal import Storage

extension ImportRows {
    /// A person, with the course and the parent that the row names.
    func take<T: WriteTransaction & ~Copyable>(
        user row: ImportRow,
        _ state: inout State,
        _ scope: inout WriteScope<T>,
        _ context: Context
    ) throws(ServiceError) -> ImportEffect {
        let email = try row.required("email")
        try User.table.check(email: email, "email")
        let folded = context.collator.folded(email, trimming: true).folded
        if state.count("email/\(folded)") > 1 {
            return .skipped(field: "email", reason: "duplicate_email")
        }
        let id = try known(row["externalId"], kind.table, .user, in: scope)?.cast(to: User.self)
        var user: User?
        if let id { user = try scope.found(id) }
        if user == nil { user = try scope.user(email: email, context) }
        if let known = user, id == nil, row["externalId"] != nil,
            try hasOtherName(known.id.cast(to: AnyRow.self), .user, in: scope)
        {
            return .skipped(field: "email", reason: "duplicate_email")
        }
        let (person, effect) = try put(row, over: user, &scope, context)
        var hasChanged = false
        if let course = row["course"] {
            hasChanged = try enroll(person, in: course, &scope, context)
        }
        if let parent = row["parentEmail"] {
            hasChanged = try link(person, to: parent, row, &scope, context) || hasChanged
        }
        try remember(row["externalId"], .user, person.id.cast(to: AnyRow.self), &scope)
        return effect == .unchanged && hasChanged ? .updated : effect
    }

    private func put<T: WriteTransaction & ~Copyable>(
        _ row: ImportRow,
        over known: User?,
        _ scope: inout WriteScope<T>,
        _ context: Context
    ) throws(ServiceError) -> (User, ImportEffect) {
        guard let known else {
            guard let name = row.fullName else { throw .missing("fullName") }
            try User.table.require(name.unicodeScalars.count >= 2, "fullName", "length 2...")
            var draft = UserDraft(
                email: try row.required("email"),
                fullName: name,
                role: try row.choice("role") ?? .student
            )
            try row.write(to: &draft)
            draft.passwordHash = row.passwordHash
            var create = CreateUser(draft)
            create.createdAt = try row.instant("createdAt")
            return (try create.run(in: &scope, as: context).user, .created)
        }
        let profiles = try scope.profiles(of: known.id)
        let update = UpdateUser(known.id) { draft throws(ServiceError) in
            draft.email = row["email"] ?? draft.email
            draft.fullName = row.fullName ?? draft.fullName
            draft.role = try row.choice("role") ?? draft.role
            try row.write(to: &draft)
        }
        let outcome = try update.run(in: &scope, as: context)
        let isSame = outcome.user == known && outcome.profiles == profiles
        return (outcome.user, isSame ? .unchanged : .updated)
    }

    /// Whether that changed anything: who takes the course, or has completed it, goes on as before.
    private func enroll<T: WriteTransaction & ~Copyable>(
        _ user: User,
        in name: String,
        _ scope: inout WriteScope<T>,
        _ context: Context
    ) throws(ServiceError) -> Bool {
        let course = try course(name, for: user.organizationID, &scope, context)
        let known = try scope.enrollment(of: user.id, in: course.id)
        if known?.status == .active || known?.status == .completed { return false }
        let create = CreateEnrollment(course: course.id, student: user.id)
        _ = try create.run(in: &scope, as: context)
        return true
    }

    /// Whether that changed anything; a parent whom nobody knows is made.
    private func link<T: WriteTransaction & ~Copyable>(
        _ student: User,
        to email: String,
        _ row: ImportRow,
        _ scope: inout WriteScope<T>,
        _ context: Context
    ) throws(ServiceError) -> Bool {
        let parent: User
        if let known = try scope.user(email: email, context) {
            if try scope.link(of: known.id, to: student.id) != nil { return false }
            parent = known
        } else {
            try User.table.check(email: email, "parentEmail")
            // As the teachers of the school have always called them.
            let name = row["parentName"] ?? "\(student.fullName.text) — Valideyn"
            var draft = UserDraft(email: email, fullName: name, role: .parent)
            draft.organizationID = student.organizationID
            parent = try CreateUser(draft).run(in: &scope, as: context).user
        }
        _ = try LinkParent(parent: parent.id, student: student.id).run(in: &scope, as: context)
        return true
    }
}

extension ImportRow {
    /// The whole name, or what it is made of.
    fileprivate var fullName: String? {
        if let name = values["fullName"] { return name }
        let parts = [values["first"], values["prefix"], values["last"]].compactMap { $0 }
        return parts.isEmpty ? nil : parts.joined(separator: " ")
    }

    /// What the row says; where it says nothing, nothing is changed.
    fileprivate func write(to draft: inout UserDraft) throws(ServiceError) {
        draft.firstName = values["first"] ?? draft.firstName
        draft.lastName = values["last"] ?? draft.lastName
        draft.phone = values["phone"] ?? draft.phone
        draft.code = values["code"] ?? draft.code
        draft.grade = values["grade"] ?? draft.grade
        draft.isActive = try flag("isActive") ?? draft.isActive
    }
}
