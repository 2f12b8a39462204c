public import Engine
public import Records
public import SchoolModel
public import Storage

/// Moves a cohort's schedule by so many days, from a day on.
public struct ShiftSchedule: WriteRequest {
    public var cohort: ID<Cohort>
    public var days: Int
    /// Modules that open earlier stay; nil moves all.
    public var from: Day?

    public init(cohort: ID<Cohort>, days: Int, from: Day? = nil) {
        self.cohort = cohort
        self.days = days
        self.from = from
    }

    /// Answers the rows that moved.
    public func run<T: WriteTransaction & ~Copyable>(
        in scope: inout WriteScope<T>,
        as context: Context
    ) throws(ServiceError) -> [CohortSchedule] {
        _ = try scope.scheduledCohort(cohort)
        guard abs(days) <= 36_600 else {
            throw .invalidParams(path: "days", reason: "not a number of days")
        }
        var moved: [CohortSchedule] = []
        for old in try scope.schedules(of: cohort) {
            if let from, old.unlockDate < from { continue }
            var row = old
            row.unlockDate = old.unlockDate.advanced(by: days)
            row.lockDate = old.lockDate.map { $0.advanced(by: days) }
            try row.check()
            try scope.updateRow(old, to: &row)
            moved.append(row)
        }
        return moved
    }
}
