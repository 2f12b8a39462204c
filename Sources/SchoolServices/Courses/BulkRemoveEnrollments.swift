public import Engine
public import Records
public import SchoolModel
public import Storage

/// Ends the enrollments of many students in a course.
public struct BulkRemoveEnrollments: WriteRequest {
    public var course: ID<Course>
    public var students: [ID<User>]
    public var isHard: Bool
    /// Whether one refusal refuses all.
    public var isAtomic: Bool

    /// What became of each student.
    public struct Outcome: Equatable, Sendable {
        public var removed: [ID<User>] = []
        public var failed: [BulkOutcome.Refusal] = []
    }

    public init(
        course: ID<Course>,
        students: [ID<User>],
        isHard: Bool = false,
        isAtomic: Bool = true
    ) {
        self.course = course
        self.students = students
        self.isHard = isHard
        self.isAtomic = isAtomic
    }

    public func run<T: WriteTransaction & ~Copyable>(
        in scope: inout WriteScope<T>,
        as context: Context
    ) throws(ServiceError) -> Outcome {
        try BulkOutcome.requireBound(students.count)
        var bulk = BulkOutcome()
        var removed: [ID<User>] = []
        for (index, student) in students.enumerated() {
            let one = RemoveEnrollment(course: course, student: student, isHard: isHard)
            do throws(ServiceError) {
                _ = try one.run(in: &scope, as: context)
                removed.append(student)
            } catch { try bulk.refuse(error, at: index, isAtomic: isAtomic) }
        }
        return Outcome(removed: removed, failed: bulk.failed)
    }
}
