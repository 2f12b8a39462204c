public import Engine
public import Records
public import SchoolModel
public import Storage

/// Makes sure that a student takes a course, and no other where it is to be the only one.
public struct SetStudentCourse: WriteRequest {
    public var student: ID<User>
    public var course: ID<Course>
    /// Whether all other active enrollments become inactive.
    public var isExclusive: Bool

    /// What is stored now.
    public struct Outcome: Equatable, Sendable {
        public var enrollment: Enrollment
        /// Those that became inactive.
        public var others: [Enrollment]
    }

    public init(_ student: ID<User>, _ course: ID<Course>, isExclusive: Bool = false) {
        self.student = student
        self.course = course
        self.isExclusive = isExclusive
    }

    public func run<T: WriteTransaction & ~Copyable>(
        in scope: inout WriteScope<T>,
        as context: Context
    ) throws(ServiceError) -> Outcome {
        let target = try scope.target(course, of: "courseId")
        let user = try scope.student(student)
        // Who may not enroll the student is not told whether somebody has.
        try scope.requireRight(
            toAdd: Enrollment(studentID: user.id, courseID: target.id, enrolledAt: scope.now)
        )
        let known = try scope.enrollment(of: user.id, in: target.id)
        var outcome: Outcome
        if let known, known.status == .active || known.status == .completed {
            outcome = Outcome(enrollment: known, others: [])
        } else {
            let create = CreateEnrollment(course: course, student: student)
            let enrollment = try create.run(in: &scope, as: context).enrollment
            outcome = Outcome(enrollment: enrollment, others: [])
        }
        guard isExclusive else { return outcome }
        let all = try scope.rows(
            of: Enrollment.self,
            under: Key(Enrollment.place, owner: student)
        )
        for other in all where other.courseID != course && other.status == .active {
            guard try scope.isVisible(other) else { continue }
            let left = try scope.setStatus(
                .inactive,
                of: other,
                as: .enrollmentUpdated,
                by: context
            )
            outcome.others.append(left.enrollment)
        }
        return outcome
    }
}
