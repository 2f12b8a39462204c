public import Engine
public import Records
public import SchoolModel
public import Storage

/// Lets a student take a course, through a cohort or without one.
///
/// Somebody who left comes back as the same row.
public struct CreateEnrollment: WriteRequest {
    public var course: ID<Course>
    public var student: ID<User>
    public var cohort: ID<Cohort>?
    /// Of the enrollment from its first day on; through a cohort it is active.
    public var status: Enrollment.Status

    /// What was written.
    public struct Outcome: Equatable, Sendable {
        public var enrollment: Enrollment
        public var member: CohortMember?
        /// Whether the enrollment existed before.
        public var isReactivated: Bool
    }

    public init(
        course: ID<Course>,
        student: ID<User>,
        cohort: ID<Cohort>? = nil,
        status: Enrollment.Status = .active
    ) {
        self.course = course
        self.student = student
        self.cohort = cohort
        self.status = status
    }

    public func run<T: WriteTransaction & ~Copyable>(
        in scope: inout WriteScope<T>,
        as context: Context
    ) throws(ServiceError) -> Outcome {
        let course = try scope.target(course, of: "courseId")
        let user = try scope.student(student)
        if !context.isSelfService {
            // Who may not enroll the student is not told whether somebody has.
            let row = Enrollment(studentID: user.id, courseID: course.id, enrolledAt: scope.now)
            try scope.requireRight(toAdd: row)
        }
        let known = try scope.enrollment(of: user.id, in: course.id)
        if let known, known.status == .active || known.status == .completed {
            throw .alreadyEnrolled(id: known.id.rawValue, status: "\(known.status.name)")
        }
        let isPlain = cohort == nil && !context.isSelfService
        try Enrollment.table.require(isPlain || status == .active, "status", "active")
        if let cohort { return try enroll(user, through: cohort, known: known, &scope, context) }
        if context.isSelfService {
            guard course.isPublished else { throw .courseNotPublished }
            let isOpen = course.enrollmentType != .cohortOnly
            try Course.table.require(isOpen, "enrollmentType", "cohortOnly")
        }
        let enrollment = try scope.enroll(user, in: course.id, through: nil, as: status)
        try scope.log(
            ActivityLog(
                known == nil ? .enrollmentCreated : .enrollmentUpdated,
                enrollment,
                organization: course.organizationID ?? user.organizationID,
                by: context
            )
        )
        return Outcome(enrollment: enrollment, member: nil, isReactivated: known != nil)
    }

    private func enroll<T: WriteTransaction & ~Copyable>(
        _ user: User,
        through cohort: ID<Cohort>,
        known: Enrollment?,
        _ scope: inout WriteScope<T>,
        _ context: Context
    ) throws(ServiceError) -> Outcome {
        let target = try scope.target(cohort, of: "cohortId")
        try Enrollment.table.require(target.courseID == course, "cohortId", "sameCourse")
        // Who paused the course alone has kept the seat.
        if let member = try scope.member(of: cohort, student: user.id), member.status == .active {
            try scope.requireRight(toAdd: member)
            let enrollment = try scope.enroll(user, in: course, through: cohort)
            let organization = target.organizationID ?? user.organizationID
            try scope.log(
                ActivityLog(.enrollmentUpdated, enrollment, organization: organization, by: context)
            )
            return Outcome(enrollment: enrollment, member: member, isReactivated: true)
        }
        let handler = EnrollInCohort(cohort: cohort, student: user.id)
        let outcome = try handler.run(in: &scope, as: context)
        guard let enrollment = outcome.enrollment else {
            preconditionFailure("a cohort of a course enrolls in the course")
        }
        return Outcome(
            enrollment: enrollment,
            member: outcome.member,
            isReactivated: known != nil
        )
    }
}
