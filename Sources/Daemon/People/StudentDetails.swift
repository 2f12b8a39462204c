internal import JSONRPC
internal import LMDB
internal import Records
internal import SchoolAPI
internal import SchoolModel
internal import SchoolServices

extension House {
    /// One student with all that a page about one shows: what of it is hidden from the session is left out.
    var studentGet: Method<Guest> {
        let house = self
        return getting(.studentGet) { parameters throws(RPCError) in
            let named = try parameters.nameIfPresent("id", of: User.self)
            return { guest, view, fields throws(ServiceError) in
                let id = try Self.orMe(named.resolve(in: view), house.person(guest), "id")
                let user = try guest.owner(.id(id), in: view)
                let profile = try fields.fetch(user.id.cast(to: StudentProfile.self), in: view)
                guard user.role == .student, let profile else {
                    throw .notFound(StudentProfile.table, id: user.id.rawValue)
                }
                guest.desk.trace?.found("\(User.table.name)")
                fields.student(Student(user: user, profile: profile))
                if fields.wants("groups") {
                    fields.field("groups", try Self.groups(of: id).text(for: guest, in: view))
                }
                if fields.wants("courses") {
                    fields.field("courses", try Self.courses(of: id).text(for: guest, in: view))
                }
                if fields.wants("cohorts") {
                    fields.field("cohorts", try Self.cohorts(of: id).text(for: guest, in: view))
                }
                if fields.wants("parents") {
                    fields.field("parents", try Self.parents(of: id).text(for: guest, in: view))
                }
            }
        }
    }

    private static func groups(of student: ID<User>) -> ListPlan<GroupMembership> {
        let range = KeyRange(.userGroups, owner: student.rawValue) {
            $0.append(byte: GroupMembership.Role.student.rawValue)
        }
        return ListPlan(
            ListWalk(Through(GroupMembership.ByUserRoleAndGroup.self), range),
            write: writeMembership
        )
    }

    private static func courses(of student: ID<User>) -> ListPlan<Enrollment> {
        ListPlan(
            ListWalk(Rows(), KeyRange(.userEnrollments, owner: student.rawValue)),
            write: writeEnrollment
        )
    }

    private static func cohorts(of student: ID<User>) -> ListPlan<CohortMember> {
        let range = KeyRange(.userCohorts, owner: student.rawValue)
        return ListPlan(ListWalk(Through(CohortMember.ByStudentAndCohort.self), range)) {
            (row, view, fields) throws(ServiceError) in
            row.write(to: &fields)
            let cohort = try fields.fetch(row.cohortID, in: view)
            fields.field("cohortName", cohort?.name)
        }
    }

    private static func parents(of student: ID<User>) -> ListPlan<ParentLink> {
        let range = KeyRange(.studentParents, owner: student.rawValue)
        return ListPlan(ListWalk(Through(ParentLink.ByStudentAndParent.self), range)) {
            (row, view, fields) throws(ServiceError) in
            row.write(to: &fields)
            var parent = try fields.fetch(row.parentID, in: view)
            if let known = parent, try !view.isVisible(known) { parent = nil }
            fields.field("fullName", parent?.fullName)
            fields.field("email", parent?.email)
            fields.field("phone", parent?.phone)
        }
    }
}
