internal import Engine
internal import JSONRPC
internal import LMDB
internal import Records
internal import SchoolAPI
internal import SchoolModel
internal import SchoolServices
internal import Storage

extension House {
    var studentMethods: [Method<Guest>] {
        [
            studentCreate, studentList, studentGet, studentUpdate, studentSetCourse,
            studentHardDelete, studentCourses,
        ]
    }

    private var studentCreate: Method<Guest> {
        writingPassword(.studentCreate) { parameters throws(RPCError) in
            let patch = try PersonPatch(student: parameters)
            try patch.requireNames(parameters)
            let course = try parameters.courseIfPresent()
            let parent = try parameters.newParentIfPresent("parent")
            return { password in
                { scope, context throws(ServiceError) in
                    var draft = try patch.draft(.student, context, in: scope)
                    draft.set(password)
                    var create = CreateStudent(draft)
                    create.course = try course?.resolve(
                        in: scope,
                        of: draft.organizationID,
                        context
                    )
                    create.parent = try parent?.resolve(in: scope)
                    create.relation = parent?.relation
                    let outcome = try create.run(in: &scope, as: context)
                    return (outcome, outcome.isNewParent ? parent?.password : nil)
                }
            }
        } _: { (outcome: (CreateStudent.Outcome, NewPassword?), password, output) in
            let (written, parentPassword) = outcome
            output.append(row: written.student.user) {
                $0.student(written.student.profiles.student)
            }
            output.reopenObject()
            output.append("\"enrollment\":")
            output.append(optional: written.enrollment)
            output.append(",\"parentLink\":")
            output.append(optional: written.link)
            output.append("}")
            output.append(toObject: password)
            guard var parentPassword else { return }
            parentPassword.isRehearsed = password.isRehearsed
            output.append(toObject: "parentPassword", parentPassword)
        }
    }

    private var studentUpdate: Method<Guest> {
        changingPassword(.studentUpdate) { parameters throws(RPCError) in
            let id = try parameters.name("id", of: User.self)
            let given = try parameters.object(
                "patch",
                fields: PersonPatch.studentFields + ["courseId", "courseName"]
            )
            let patch = try PersonPatch(student: given)
            let course = try given.courseIfPresent()
            let version = try parameters.countIfPresent("ifVersion")
            return (
                patch.password,
                { hash in
                    { scope, context throws(ServiceError) in
                        try scope.requireStudent(id.resolve(in: scope))
                        let outcome = try Self.update(
                            id,
                            patch,
                            hash,
                            ifVersion: version,
                            &scope,
                            context
                        )
                        guard let course else { return outcome }
                        let user = outcome.user
                        let taken = try course.resolve(in: scope, for: user.id, context)
                        _ = try SetStudentCourse(user.id, taken).run(in: &scope, as: context)
                        return outcome
                    }
                }
            )
        } _: { (outcome: UpdateUser.Outcome, output) in
            output.append(row: outcome.user) { $0.student(outcome.profiles.student) }
        }
    }

    private var studentSetCourse: Method<Guest> {
        writing(.studentSetCourse) { parameters throws(RPCError) in
            let id = try parameters.name("id", of: User.self)
            let course = try parameters.course()
            let isExclusive = try parameters.bool("exclusive", default: false)
            return { scope, context throws(ServiceError) in
                let id = try id.resolve(in: scope)
                let taken = try course.resolve(in: scope, for: id, context)
                return try SetStudentCourse(id, taken, isExclusive: isExclusive)
                    .run(in: &scope, as: context)
            }
        } _: { (outcome: SetStudentCourse.Outcome, output) in
            output.append("{\"enrollment\":")
            output.append(row: outcome.enrollment)
            output.append(",\"deactivated\":")
            output.append(rows: outcome.others)
            output.append("}")
        }
    }

    private var studentHardDelete: Method<Guest> {
        writing(.studentHardDelete) { parameters throws(RPCError) in
            let id = try parameters.name("id", of: User.self)
            let mode = try parameters.wordIfPresent("mode", of: ["auto", "purge", "anonymize"])
            let deletesOrphans = try parameters.bool("orphans", default: false)
            return { scope, context throws(ServiceError) in
                let id = try id.resolve(in: scope)
                try scope.requireStudent(id)
                return try HardDeleteUser(
                    id,
                    mode: mode == "purge" ? .purge : mode == "anonymize" ? .anonymize : .auto,
                    deletesOrphans: deletesOrphans
                ).run(in: &scope, as: context)
            }
        } _: { (outcome: HardDeleteUser.Outcome, output) in
            output.append("{\"outcome\":\"")
            output.append(outcome.user == nil ? "deleted" : "anonymized")
            output.append("\",\"deleted\":")
            output.append(outcome.counts)
            output.append(",")
            output.member("marks", outcome.marks)
            output.append("\"orphans\":")
            output.append(ids: outcome.orphans)
            output.append("}")
        }
    }

    /// The names that `courseName` takes.
    private var studentCourses: Method<Guest> {
        let house = self
        return listing(.studentCourses, of: Course.self) { parameters throws(RPCError) in
            let organization = try parameters.nameIfPresent("organizationId", of: Organization.self)
            return { guest, view throws(ServiceError) in
                let owner = try guest.home(organization, in: view)
                var plan = ListPlan<Course>(
                    ListWalk(
                        Through(Course.ByOrganizationAndName.self),
                        house.ranges(.organizationCourses, of: owner)
                    )
                ) { (course, _, fields) throws(ServiceError) in
                    fields.field("id", course.id)
                    fields.field("name", course.name)
                }
                plan.filter("archived") { !$0.isArchived }
                return plan
            }
        }
    }
}

extension Snapshot where Self: ~Copyable {
    /// Refuses somebody who is no student.
    borrowing func requireStudent(_ id: ID<User>) throws(ServiceError) {
        let user: User = try required(id)
        guard user.role == .student else {
            throw .roleMismatch(role: "\(user.role.name)", expected: "student")
        }
    }
}

/// A parent who comes with a student.
private struct NewParent: Sendable {
    let known: Named<User>?
    let person: UserDraft
    let relation: String?
    /// Of one who is not known yet.
    let password: NewPassword

    func resolve(in scope: borrowing Scope) throws(ServiceError) -> CreateStudent.Parent {
        if let known { return .known(try known.resolve(in: scope)) }
        return .new(person)
    }
}

extension Parameters {
    fileprivate func newParentIfPresent(_ name: StaticString) throws(RPCError) -> NewParent? {
        guard let value = value(name), value.kind != .null else { return nil }
        let fields: [StaticString] = ["id", "email", "fullName", "name", "phone", "relation"]
        let given = try object(name, fields: fields)
        let known = try given.nameIfPresent("id", of: User.self)
        guard let password = NewPassword.generate() else { throw RPCError.noMemory }
        var person = UserDraft(email: "", fullName: "", role: .parent)
        if known == nil {
            person.email = try given.string("email")
            let short = try given.stringIfPresent("name")
            guard let full = try given.stringIfPresent("fullName") ?? short else {
                throw given.invalid("fullName", "missing")
            }
            person.fullName = full
            person.phone = try given.stringIfPresent("phone")
            person.set(password)
        }
        let relation = try given.stringIfPresent("relation")
        return NewParent(known: known, person: person, relation: relation, password: password)
    }
}
