public import Engine
public import Records
public import SchoolModel
public import Storage

/// Sets the status of an enrollment; the course's cohorts follow where the student leaves.
public struct UpdateEnrollment: WriteRequest {
    public var course: ID<Course>
    public var student: ID<User>
    public var status: Enrollment.Status
    public var ifVersion: Int?

    /// What is stored now.
    public struct Outcome: Equatable, Sendable {
        public var enrollment: Enrollment
        /// The members who were dropped with it.
        public var dropped: [CohortMember]
    }

    public init(
        course: ID<Course>,
        student: ID<User>,
        status: Enrollment.Status,
        ifVersion: Int? = nil
    ) {
        self.course = course
        self.student = student
        self.status = status
        self.ifVersion = ifVersion
    }

    public func run<T: WriteTransaction & ~Copyable>(
        in scope: inout WriteScope<T>,
        as context: Context
    ) throws(ServiceError) -> Outcome {
        let old = try scope.knownEnrollment(of: student, in: course)
        try old.requireVersion(ifVersion)
        if context.isSelfService {
            try Enrollment.table.require(status == .dropped, "status", "selfService")
        }
        return try scope.setStatus(status, of: old, as: .enrollmentUpdated, by: context)
    }
}
