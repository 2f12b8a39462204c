internal import Engine
internal import Records
internal import SchoolModel
internal import Storage

// Rows that copy a person's fields follow in the same transaction.
extension Snapshot where Self: ~Copyable {
    /// The members whose rows copy what has changed; more than the maximum are refused.
    borrowing func rostersToRename(
        from old: User,
        to new: User
    ) throws(ServiceError) -> [CohortMember] {
        let isSame =
            old.fullName.text.isWritten(as: new.fullName.text)
            && old.email.text.isWritten(as: new.email.text)
        if isSame { return [] }
        let members = try rows(
            through: CohortMember.ByStudentAndCohort.self,
            under: Key(CohortMember.ByStudentAndCohort.place, owner: new.id)
        )
        guard members.count <= Maximum.rosters else { throw .tooLarge(limit: Maximum.rosters) }
        return members
    }

    /// Refuses another role while rows need the one that the person has.
    borrowing func requireFree(
        of user: User,
        from old: User.Role,
        for new: User.Role
    ) throws(ServiceError) {
        let isStaying = [old, new].allSatisfy { $0 == .teacher || $0 == .admin }
        if isStaying { return }
        let dependents: [(Place, Table)] = [
            (Enrollment.place, Enrollment.table),
            (CohortMember.ByStudentAndCohort.place, CohortMember.table),
            (LessonProgress.place, LessonProgress.table),
            (GroupMembership.ByUserRoleAndGroup.place, GroupMembership.table),
            (ParentLink.place, ParentLink.table),
            (ParentLink.ByStudentAndParent.place, ParentLink.table),
            (Group.ByTeacher.place, Group.table),
            (Cohort.ByTutor.place, Cohort.table),
            (Course.ByCreator.place, Course.table),
        ]
        for (place, table) in dependents {
            let count = try count(under: Key(place, owner: user.id))
            guard count == 0 else {
                throw .hasDependents(User.table, by: table, count: count)
            }
        }
        let groups = try groupsWithMarks(of: user.id).count
        guard groups == 0 else {
            throw .hasDependents(User.table, by: AttendanceSheet.table, count: groups)
        }
    }
}

extension WriteScope where Transaction: ~Copyable {
    /// Gives the rows of a roster the student's name and address; they move to their new place.
    mutating func rename(_ members: [CohortMember], after user: User) throws(ServiceError) {
        for old in members {
            var member = old
            member.fullName = user.fullName
            member.email = user.email.text
            try updateDerived(old, to: &member)
        }
    }

    /// Links belong to the student's organisation.
    mutating func moveLinks(of user: User) throws(ServiceError) {
        let links = try rows(
            through: ParentLink.ByStudentAndParent.self,
            under: Key(ParentLink.ByStudentAndParent.place, owner: user.id)
        )
        for old in links {
            var link = old
            link.organizationID = user.organizationID
            try updateDerived(old, to: &link)
        }
    }
}
