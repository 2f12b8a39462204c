public import Engine
public import Records
public import SchoolModel
public import Storage

/// Takes a student's seat in a cohort away; the row stays, and the course goes on unless told.
public struct UnenrollFromCohort: WriteRequest {
    public var cohort: ID<Cohort>
    public var student: ID<User>
    /// Whether the course is left too, and with it its other cohorts.
    public var alsoCourse: Bool

    /// What is stored now.
    public struct Outcome: Equatable, Sendable {
        public var member: CohortMember
        public var enrollment: Enrollment?
    }

    public init(cohort: ID<Cohort>, student: ID<User>, alsoCourse: Bool = false) {
        self.cohort = cohort
        self.student = student
        self.alsoCourse = alsoCourse
    }

    public func run<T: WriteTransaction & ~Copyable>(
        in scope: inout WriteScope<T>,
        as context: Context
    ) throws(ServiceError) -> Outcome {
        let known = try scope.knownMember(of: cohort, student: student)
        try CohortMember.table.require(known.status != .dropped, "status", "dropped")
        let organization = try scope.organization(of: known)
        let member = try scope.setStatus(.dropped, of: known)
        var enrollment = try scope.leave(member)
        try scope.log(
            ActivityLog(.cohortUnenrolled, member, organization: organization, by: context)
        )
        if alsoCourse, let row = enrollment {
            enrollment = try scope.setStatus(
                .dropped,
                of: row,
                as: .enrollmentUpdated,
                by: context
            ).enrollment
        }
        return Outcome(member: member, enrollment: enrollment)
    }
}
