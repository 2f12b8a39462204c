public import Engine
public import Records
public import SchoolModel
public import Storage

/// Ends an enrollment: the row stays as dropped, or goes for good with the memberships.
public struct RemoveEnrollment: WriteRequest {
    public var course: ID<Course>
    public var student: ID<User>
    public var isHard: Bool

    /// What was done.
    public struct Outcome: Equatable, Sendable {
        /// The row as it is now, or as it was.
        public var enrollment: Enrollment
        /// The members who were dropped, or deleted.
        public var members: [CohortMember]
    }

    public init(course: ID<Course>, student: ID<User>, isHard: Bool = false) {
        self.course = course
        self.student = student
        self.isHard = isHard
    }

    public func run<T: WriteTransaction & ~Copyable>(
        in scope: inout WriteScope<T>,
        as context: Context
    ) throws(ServiceError) -> Outcome {
        let old = try scope.knownEnrollment(of: student, in: course)
        if isHard { return try removeForGood(old, &scope, context) }
        try Enrollment.table.require(old.status != .dropped, "status", "dropped")
        let outcome = try scope.setStatus(.dropped, of: old, as: .enrollmentRemoved, by: context)
        return Outcome(enrollment: outcome.enrollment, members: outcome.dropped)
    }

    private func removeForGood<T: WriteTransaction & ~Copyable>(
        _ old: Enrollment,
        _ scope: inout WriteScope<T>,
        _ context: Context
    ) throws(ServiceError) -> Outcome {
        let organization = try scope.found(student)?.organizationID
        let hard = JSONText.empty.adding("hard", "true")
        let members = try scope.members(of: student, in: course)
        for member in members {
            try scope.moveProgress(of: student, from: member.cohortID, to: nil)
            try scope.deleteDerived(member)
            try scope.log(
                ActivityLog(
                    .cohortUnenrolled,
                    member,
                    organization: organization,
                    by: context,
                    hard
                )
            )
        }
        try scope.deleteRow(old)
        try scope.log(
            ActivityLog(.enrollmentRemoved, old, organization: organization, by: context, hard)
        )
        return Outcome(enrollment: old, members: members)
    }
}
