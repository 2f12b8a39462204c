internal import Collation
internal import JSONRPC
internal import Records
internal import SchoolAPI
internal import SchoolModel
internal import SchoolServices
internal import Storage

extension House {
    var peopleMethods: [Method<Guest>] {
        [
            userCreate, userList, getting(.userGet, of: User.self), studentCreate, studentList,
            studentGet, teacherList, parentList,
        ]
    }

    private var userCreate: Method<Guest> {
        writingPassword(.userCreate) { parameters throws(RPCError) in
            let role = try parameters.choice("role", of: User.Role.self)
            let name = try parameters.string("fullName")
            let person = try parameters.userDraft(role, named: name)
            let organization = try parameters.nameIfPresent(
                "organizationId",
                of: Organization.self
            )
            return { password in
                { scope, context throws(ServiceError) in
                    var draft = person
                    draft.set(password)
                    draft.organizationID = try organization.resolve(in: scope)
                    return try CreateUser(draft).run(in: &scope, as: context).user
                }
            }
        } _: { (user: User, password, output) in
            output.append(row: user)
            output.append(toObject: password)
        }
    }

    private var studentCreate: Method<Guest> {
        writingPassword(.studentCreate) { parameters throws(RPCError) in
            let full = try parameters.stringIfPresent("fullName")
            let short = try parameters.stringIfPresent("name")
            guard let name = full ?? short else {
                throw parameters.invalid("fullName", "missing")
            }
            let person = try parameters.userDraft(.student, named: name)
            let organization = try parameters.nameIfPresent(
                "organizationId",
                of: Organization.self
            )
            let course = try parameters.nameIfPresent("courseId", of: Course.self)
            return { password in
                { scope, context throws(ServiceError) in
                    var draft = person
                    draft.set(password)
                    draft.organizationID = try organization.resolve(in: scope)
                    return try CreateStudent(draft, course: course.resolve(in: scope))
                        .run(in: &scope, as: context)
                }
            }
        } _: { (outcome: CreateStudent.Outcome, password, output) in
            output.append(row: outcome.student.user)
            output.truncate(to: output.byteCount - 1)
            output.append(",\"enrollment\":")
            output.append(optional: outcome.enrollment)
            output.append("}")
            output.append(toObject: password)
        }
    }
}

extension UserDraft {
    fileprivate mutating func set(_ password: NewPassword) {
        passwordHash = password.hash
        mustChangePassword = password.mustChange
    }
}

extension Parameters {
    fileprivate func userDraft(
        _ role: User.Role,
        named name: String
    ) throws(RPCError) -> UserDraft {
        var draft = UserDraft(email: try string("email"), fullName: name, role: role)
        draft.firstName = try stringIfPresent("firstName")
        draft.lastName = try stringIfPresent("lastName")
        draft.phone = try stringIfPresent("phone")
        draft.code = try stringIfPresent("code")
        draft.grade = try stringIfPresent("grade")
        return draft
    }
}
