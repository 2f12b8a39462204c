public import Engine
public import Records
public import SchoolModel
public import Storage

/// Gives a student a seat in a cohort, and the cohort's course: one truth, one transaction.
///
/// Somebody who was dropped or paused comes back as the same row, with the old counters.
public struct EnrollInCohort: WriteRequest {
    /// The cohort to join.
    public var cohort: ID<Cohort>
    /// Who joins.
    public var student: ID<User>

    /// What was written.
    public struct Outcome: Equatable, Sendable {
        /// The membership as it now is.
        public var member: CohortMember
        /// The enrollment as it now is; nil for a class, which has no course.
        public var enrollment: Enrollment?
        /// Whether the membership existed before.
        public var isReactivated: Bool
    }

    /// A request.
    public init(cohort: ID<Cohort>, student: ID<User>) {
        self.cohort = cohort
        self.student = student
    }

    /// Checks everything first, then writes member, enrollment, seats and log.
    public func run<T: WriteTransaction & ~Copyable>(
        in scope: inout WriteScope<T>,
        as context: Context
    ) throws(ServiceError) -> Outcome {
        let cohort = try scope.openCohort(cohort, on: context.today(at: scope.now))
        let user = try scope.student(student)
        let known = try scope.member(of: cohort.id, student: user.id)
        if let known, known.status == .active || known.status == .completed {
            throw .alreadyEnrolled(id: known.id.rawValue, status: "\(known.status.name)")
        }
        if context.isSelfService { try scope.requirePublished(cohort.courseID) }
        // A paused member has kept the seat.
        if known?.isActive != true { try scope.requireSeat(in: cohort) }
        let member = try scope.admit(user, to: cohort, known: known)
        var enrollment: Enrollment?
        if let course = cohort.courseID {
            enrollment = try scope.enroll(user, in: course, through: cohort.id)
        }
        let organization = cohort.organizationID ?? user.organizationID
        try scope.log(
            ActivityLog(.cohortEnrolled, member, organization: organization, by: context)
        )
        return Outcome(member: member, enrollment: enrollment, isReactivated: known != nil)
    }
}
