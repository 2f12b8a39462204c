public import Engine
public import Records
public import SchoolModel
public import Storage

/// Pauses, resumes, completes or drops a member.
public struct SetMemberStatus: WriteRequest {
    public var cohort: ID<Cohort>
    public var student: ID<User>
    public var status: CohortMember.Status

    public init(cohort: ID<Cohort>, student: ID<User>, status: CohortMember.Status) {
        self.cohort = cohort
        self.student = student
        self.status = status
    }

    /// Answers the member.
    public func run<T: WriteTransaction & ~Copyable>(
        in scope: inout WriteScope<T>,
        as context: Context
    ) throws(ServiceError) -> CohortMember {
        let known = try scope.knownMember(of: cohort, student: student)
        guard status != known.status else { return known }
        if context.isSelfService {
            try CohortMember.table.require(status != .completed, "status", "selfService")
        }
        if status == .dropped {
            let handler = UnenrollFromCohort(cohort: cohort, student: student)
            return try handler.run(in: &scope, as: context).member
        }
        if known.status == .dropped, status == .active {
            let handler = EnrollInCohort(cohort: cohort, student: student)
            return try handler.run(in: &scope, as: context).member
        }
        // Who completed or left has given the seat away.
        if !known.isActive, status != .completed {
            try scope.requireSeat(
                in: scope.openCohort(cohort, on: context.today(at: scope.now))
            )
        }
        let member = try scope.setStatus(status, of: known)
        try scope.log(
            ActivityLog(
                .cohortMemberUpdated,
                member,
                organization: scope.organization(of: known),
                by: context,
                .empty.adding(from: known.status.name, to: status.name)
            )
        )
        return member
    }
}
