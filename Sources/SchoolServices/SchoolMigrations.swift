public import Engine
internal import SchoolModel
public import Storage

/// The steps that lead from the first schema to the present one.
public enum SchoolMigrations {
    /// All of them, oldest first.
    public static func all<T: WriteTransaction & ~Copyable>(
        _ transaction: T.Type = T.self
    ) -> [Migration<T>] { [ordersOfLists(), tablesOfWork()] }

    private static func ordersOfLists<T: WriteTransaction & ~Copyable>() -> Migration<T> {
        Migration(
            number: 1,
            name: "orders of lists",
            description: "indexes cohort.code_id and cohortSchedule.lock_cohort_module",
            up: { scope throws(StoreError) in
                try scope.buildIndex(Cohort.ByCodeOrNone.self)
                try scope.buildIndex(CohortSchedule.ByLockDate.self)
            },
            down: { scope throws(StoreError) in
                try scope.removeIndex(Cohort.ByCodeOrNone.self)
                try scope.removeIndex(CohortSchedule.ByLockDate.self)
            }
        )
    }
}
