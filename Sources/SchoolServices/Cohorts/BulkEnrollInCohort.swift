public import Engine
public import Records
public import SchoolModel
public import Storage

/// Gives many students a seat in a cohort, as long as there are any.
public struct BulkEnrollInCohort: WriteRequest {
    public var cohort: ID<Cohort>
    public var students: [PersonName]
    /// Whether one refusal refuses all.
    public var isAtomic: Bool

    public init(
        cohort: ID<Cohort>,
        named students: [PersonName],
        isAtomic: Bool = true
    ) {
        self.cohort = cohort
        self.students = students
        self.isAtomic = isAtomic
    }

    public init(cohort: ID<Cohort>, students: [ID<User>], isAtomic: Bool = true) {
        self.init(cohort: cohort, named: students.map { .id($0) }, isAtomic: isAtomic)
    }

    public func run<T: WriteTransaction & ~Copyable>(
        in scope: inout WriteScope<T>,
        as context: Context
    ) throws(ServiceError) -> BulkOutcome {
        try BulkOutcome.requireBound(students.count)
        var outcome = BulkOutcome()
        for (index, name) in students.enumerated() {
            var student: ID<User>?
            do throws(ServiceError) {
                let id = try scope.person(named: name, context)
                student = id
                let one = EnrollInCohort(cohort: cohort, student: id)
                if try one.run(in: &scope, as: context).isReactivated {
                    outcome.reactivated.append(id)
                } else {
                    outcome.created.append(id)
                }
            } catch {
                if case .alreadyEnrolled = error, let student {
                    outcome.already.append(student)
                    continue
                }
                try outcome.refuse(error, at: index, isAtomic: isAtomic)
            }
        }
        return outcome
    }
}
