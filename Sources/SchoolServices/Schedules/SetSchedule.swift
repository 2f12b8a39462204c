public import Engine
public import Records
public import SchoolModel
public import Storage

/// Says when a module is open to a cohort; a module that has a row already keeps it.
public struct SetSchedule: WriteRequest {
    public var cohort: ID<Cohort>
    public var module: ID<Module>
    public var unlockDate: Day
    public var lockDate: Day?
    public var note: String?

    /// What is stored now.
    public struct Outcome: Equatable, Sendable {
        public var schedule: CohortSchedule
        public var isNew: Bool
    }

    public init(
        cohort: ID<Cohort>,
        module: ID<Module>,
        unlockDate: Day,
        lockDate: Day? = nil,
        note: String? = nil
    ) {
        self.cohort = cohort
        self.module = module
        self.unlockDate = unlockDate
        self.lockDate = lockDate
        self.note = note
    }

    public func run<T: WriteTransaction & ~Copyable>(
        in scope: inout WriteScope<T>,
        as context: Context
    ) throws(ServiceError) -> Outcome {
        let (cohort, course) = try scope.scheduledCohort(cohort)
        let module = try scope.target(module, of: "moduleId")
        try CohortSchedule.table.require(module.courseID == course, "moduleId", "sameCourse")
        let known = try scope.schedule(of: cohort.id, module: module.id)
        var row = CohortSchedule(
            moduleID: module.id,
            unlockDate: unlockDate,
            lockDate: lockDate,
            orderIndex: module.orderIndex,
            courseID: course,
            title: module.title,
            id: known?.id ?? 0,
            cohortID: cohort.id,
            note: note ?? known?.note
        )
        try row.check()
        try scope.put(&row, after: known)
        return Outcome(schedule: row, isNew: known == nil)
    }
}
