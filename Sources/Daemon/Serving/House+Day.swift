internal import LMDB
internal import Records
internal import SchoolServices
internal import Storage
internal import Synchronization

extension House {
    /// Whether the stored statuses of cohorts are those of a day; begins to make them so if not.
    ///
    /// Until the sweep is done, whoever lists cohorts of one status must look at those of the others too.
    func isSwept(_ day: Day) -> Bool {
        if sweptDay.load(ordering: .acquiring) == Int(day.number) { return true }
        // One sweep at a time; the day is told by the request's own clock, on the writer.
        guard sweepingDay.exchange(Int(day.number), ordering: .relaxed) != Int(day.number) else {
            return false
        }
        let context = Context(collator: collator)
        let house = self
        store.submit(
            { (scope: inout Scope) throws(ServiceError) -> Day in
                _ = try SweepCohortStatus().run(in: &scope, as: context)
                return context.today(at: scope.now)
            },
            then: { (result: Result<Day, ServiceError>) in
                switch result {
                case .success(let day):
                    house.sweptDay.store(Int(day.number), ordering: .releasing)
                case .failure:
                    house.sweepingDay.store(.min, ordering: .relaxed)
                }
            }
        )
        return false
    }
}
