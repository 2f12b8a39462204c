public import Engine
public import Records
public import SchoolModel
public import Storage

/// Moves a student from one cohort of a course to another, with the lessons done.
public struct TransferStudent: WriteRequest {
    public var student: ID<User>
    public var origin: ID<Cohort>
    public var destination: ID<Cohort>

    /// What is stored now.
    public struct Outcome: Equatable, Sendable {
        public var origin: CohortMember
        public var destination: CohortMember
        public var enrollment: Enrollment?
    }

    public init(_ student: ID<User>, from origin: ID<Cohort>, to destination: ID<Cohort>) {
        self.student = student
        self.origin = origin
        self.destination = destination
    }

    public func run<T: WriteTransaction & ~Copyable>(
        in scope: inout WriteScope<T>,
        as context: Context
    ) throws(ServiceError) -> Outcome {
        let user = try scope.student(student)
        let known = try scope.knownMember(of: origin, student: student)
        try CohortMember.table.require(known.isActive, "status", "activeOrPaused")
        try Cohort.table.require(origin != destination, "destination", "another")
        let target = try scope.openCohort(destination, on: context.today(at: scope.now))
        try Cohort.table.require(target.courseID == known.courseID, "destination", "sameCourse")
        let old = try scope.member(of: destination, student: student)
        if let old, old.status == .active || old.status == .completed {
            throw .alreadyEnrolled(id: old.id.rawValue, status: "\(old.status.name)")
        }
        if old?.isActive != true { try scope.requireSeat(in: target) }
        _ = try scope.setStatus(.dropped, of: known)
        _ = try scope.admit(user, to: target, known: old)
        let moved = try scope.moveProgress(of: student, from: origin, to: destination)
        try scope.count(-moved, of: student, in: origin)
        try scope.count(moved, of: student, in: destination)
        var enrollment: Enrollment?
        if let course = target.courseID {
            enrollment = try scope.enroll(user, in: course, through: destination)
        }
        let outcome = Outcome(
            origin: try scope.knownMember(of: origin, student: student),
            destination: try scope.knownMember(of: destination, student: student),
            enrollment: enrollment
        )
        try log(
            outcome,
            organization: target.organizationID ?? user.organizationID,
            &scope,
            context
        )
        return outcome
    }

    /// Two memberships change, and each has its row in the trail.
    private func log<T: WriteTransaction & ~Copyable>(
        _ outcome: Outcome,
        organization: ID<Organization>?,
        _ scope: inout WriteScope<T>,
        _ context: Context
    ) throws(ServiceError) {
        try scope.log(
            ActivityLog(
                .cohortUnenrolled,
                outcome.origin,
                organization: organization,
                by: context,
                .empty.adding("movedTo", "\(destination)")
            )
        )
        try scope.log(
            ActivityLog(
                .cohortEnrolled,
                outcome.destination,
                organization: organization,
                by: context,
                .empty.adding("movedFrom", "\(origin)")
            )
        )
    }
}
