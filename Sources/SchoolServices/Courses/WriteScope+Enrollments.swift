internal import Engine
internal import Records
internal import SchoolModel
internal import Storage

extension Snapshot where Self: ~Copyable {
    /// The enrollment that a request is about.
    borrowing func knownEnrollment(
        of student: ID<User>,
        in course: ID<Course>
    ) throws(ServiceError) -> Enrollment {
        guard let row = try enrollment(of: student, in: course), try isVisible(row) else {
            throw .notFound(Enrollment.table, id: student.rawValue)
        }
        return row
    }

    /// A student's memberships of the cohorts of a course.
    borrowing func members(
        of student: ID<User>,
        in course: ID<Course>
    ) throws(ServiceError) -> [CohortMember] {
        let place = CohortMember.ByStudentAndCohort.place
        return try rows(
            through: CohortMember.ByStudentAndCohort.self,
            under: Key(place, owner: student)
        ).filter { $0.courseID == course }
    }
}

extension WriteScope where Transaction: ~Copyable {
    /// Sets the status of an enrollment and, where the student leaves, drops the members.
    mutating func setStatus(
        _ status: Enrollment.Status,
        of old: Enrollment,
        as action: LogAction,
        by context: Context
    ) throws(ServiceError) -> UpdateEnrollment.Outcome {
        var outcome = UpdateEnrollment.Outcome(enrollment: old, dropped: [])
        guard status != old.status else { return outcome }
        let organization = try found(old.studentID)?.organizationID
        var row = old
        row.status = status
        row.completedAt = status == .completed ? now : nil
        let isLeaving = status == .dropped || status == .inactive
        if isLeaving { row.cohortID = nil }
        try updateRow(old, to: &row)
        outcome.enrollment = row
        let change = JSONText.empty.adding(from: old.status.name, to: status.name)
        try log(ActivityLog(action, row, organization: organization, by: context, change))
        guard isLeaving else { return outcome }
        for member in try members(of: old.studentID, in: old.courseID) where member.isActive {
            let dropped = try setStatus(.dropped, of: member, isDerived: true)
            outcome.dropped.append(dropped)
            try log(
                ActivityLog(.cohortUnenrolled, dropped, organization: organization, by: context)
            )
        }
        return outcome
    }
}
