internal import Engine
internal import Records
internal import SchoolModel
internal import Storage

extension Snapshot where Self: ~Copyable {
    /// The member that a request is about.
    borrowing func knownMember(
        of cohort: ID<Cohort>,
        student: ID<User>
    ) throws(ServiceError) -> CohortMember {
        guard let member = try member(of: cohort, student: student), try isVisible(member) else {
            _ = try subject(cohort)
            throw .notFound(CohortMember.table, id: student.rawValue)
        }
        return member
    }

    /// Whom the trail of a member belongs to.
    borrowing func organization(
        of member: CohortMember
    ) throws(ServiceError) -> ID<Organization>? {
        if let owner = try found(member.cohortID)?.organizationID { return owner }
        return try found(member.studentID)?.organizationID
    }
}

extension WriteScope where Transaction: ~Copyable {
    /// Lets the enrollment of somebody who left a cohort name another active one of the course.
    mutating func leave(_ member: CohortMember) throws(ServiceError) -> Enrollment? {
        guard let course = member.courseID,
            let old = try enrollment(of: member.studentID, in: course)
        else { return nil }
        guard old.cohortID == member.cohortID else { return old }
        let others = try members(of: member.studentID, in: course)
        var row = old
        row.cohortID =
            others.first {
                $0.status == .active && $0.cohortID != member.cohortID
            }?.cohortID
        try updateDerived(old, to: &row)
        return row
    }
}
