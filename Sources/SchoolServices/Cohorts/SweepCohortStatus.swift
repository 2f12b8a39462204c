public import Engine
internal import Records
internal import SchoolModel
public import Storage

/// Writes the statuses that a new day has changed, so that lists of one status are right.
///
/// The first request of a day waits for it.
public struct SweepCohortStatus: WriteRequest {
    public init() {}

    /// Answers how many cohorts have another status now.
    public func run<T: WriteTransaction & ~Copyable>(
        in scope: inout WriteScope<T>,
        as context: Context
    ) throws(ServiceError) -> Int {
        let today = context.today(at: scope.now)
        var changed = 0
        for status in [Cohort.Status.upcoming, .active, .completed] {
            for old in try scope.cohorts(whose: status, differsOn: today) {
                var row = old
                row.status = old.status(on: today)
                try scope.updateDerived(old, to: &row)
                changed += 1
            }
        }
        return changed
    }
}

extension Snapshot where Self: ~Copyable {
    /// The cohorts whose stored status is not what their dates say on a day.
    fileprivate borrowing func cohorts(
        whose status: Cohort.Status,
        differsOn day: Day
    ) throws(ServiceError) -> [Cohort] {
        var prefix = Key()
        prefix.begin(Cohort.ByStatusAndStart.place)
        prefix.append(byte: status.rawValue)
        return try rows(through: Cohort.ByStatusAndStart.self, under: prefix).filter {
            $0.status(on: day) != $0.status
        }
    }
}
