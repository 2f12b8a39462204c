public import Engine
public import Records
public import SchoolModel
public import Storage

/// Lets many students take a course.
public struct BulkCreateEnrollments: WriteRequest {
    public var course: ID<Course>
    public var cohort: ID<Cohort>?
    public var students: [ID<User>]
    /// Whether one refusal refuses all.
    public var isAtomic: Bool

    public init(
        course: ID<Course>,
        cohort: ID<Cohort>? = nil,
        students: [ID<User>],
        isAtomic: Bool = true
    ) {
        self.course = course
        self.cohort = cohort
        self.students = students
        self.isAtomic = isAtomic
    }

    public func run<T: WriteTransaction & ~Copyable>(
        in scope: inout WriteScope<T>,
        as context: Context
    ) throws(ServiceError) -> BulkOutcome {
        try BulkOutcome.requireBound(students.count)
        var outcome = BulkOutcome()
        for (index, student) in students.enumerated() {
            do throws(ServiceError) {
                let one = CreateEnrollment(course: course, student: student, cohort: cohort)
                if try one.run(in: &scope, as: context).isReactivated {
                    outcome.reactivated.append(student)
                } else {
                    outcome.created.append(student)
                }
            } catch {
                if case .alreadyEnrolled = error {
                    outcome.already.append(student)
                    continue
                }
                try outcome.refuse(error, at: index, isAtomic: isAtomic)
            }
        }
        return outcome
    }
}
