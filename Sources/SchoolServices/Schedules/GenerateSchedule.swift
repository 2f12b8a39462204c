public import Engine
public import Records
public import SchoolModel
public import Storage

/// Opens the modules of a cohort's course one after another, so many days apart.
///
/// Without `replaces`, modules that have a row keep it: running it twice writes nothing new.
public struct GenerateSchedule: WriteRequest {
    public var cohort: ID<Cohort>
    /// Nil for the cohort's first day.
    public var start: Day?
    public var everyDays: Int
    /// How many days a module stays open; nil for ever.
    public var lockAfterDays: Int?
    public var replaces: Bool

    /// What is stored now.
    public struct Outcome: Equatable, Sendable {
        /// A row for each module, in the order of the modules.
        public var schedules: [CohortSchedule] = []
        public var created = 0
        public var updated = 0
    }

    public init(
        cohort: ID<Cohort>,
        start: Day? = nil,
        everyDays: Int = 7,
        lockAfterDays: Int? = nil,
        replaces: Bool = false
    ) {
        self.cohort = cohort
        self.start = start
        self.everyDays = everyDays
        self.lockAfterDays = lockAfterDays
        self.replaces = replaces
    }

    public func run<T: WriteTransaction & ~Copyable>(
        in scope: inout WriteScope<T>,
        as context: Context
    ) throws(ServiceError) -> Outcome {
        let (cohort, course) = try scope.scheduledCohort(cohort)
        guard let start = start ?? cohort.startDate else {
            throw .invalidParams(path: "start", reason: "the cohort has no first day")
        }
        guard (1...3_660).contains(everyDays), (1...36_600).contains(lockAfterDays ?? 1) else {
            throw .invalidParams(path: "every", reason: "not a number of days")
        }
        let modules = try scope.modules(of: course)
        guard modules.count <= Maximum.schedules else { throw .tooLarge(limit: Maximum.schedules) }
        var outcome = Outcome()
        for (position, module) in modules.enumerated() {
            let known = try scope.schedule(of: cohort.id, module: module.id)
            if let known, !replaces {
                outcome.schedules.append(known)
                continue
            }
            let unlockDate = start.advanced(by: everyDays * position)
            var row = CohortSchedule(
                moduleID: module.id,
                unlockDate: unlockDate,
                lockDate: lockAfterDays.map { unlockDate.advanced(by: $0) },
                orderIndex: module.orderIndex,
                courseID: course,
                title: module.title,
                id: known?.id ?? 0,
                cohortID: cohort.id,
                note: known?.note
            )
            try row.check()
            try scope.put(&row, after: known)
            if known == nil { outcome.created += 1 }
            if let known, known != row { outcome.updated += 1 }
            outcome.schedules.append(row)
        }
        return outcome
    }
}
