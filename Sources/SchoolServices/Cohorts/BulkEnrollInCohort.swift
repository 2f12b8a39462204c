public import Engine
public import Records
public import SchoolModel
public import Storage

/// Gives many students a seat in a cohort, as long as there are any.
public struct BulkEnrollInCohort: WriteRequest {
    public var cohort: ID<Cohort>
    public var students: [ID<User>]
    /// Whether one refusal refuses all.
    public var isAtomic: Bool

    public init(
        cohort: ID<Cohort>,
        students: [ID<User>],
        isAtomic: Bool = true
    ) {
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
                let one = EnrollInCohort(cohort: cohort, student: student)
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
