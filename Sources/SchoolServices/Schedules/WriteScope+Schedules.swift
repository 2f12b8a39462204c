internal import Engine
internal import Records
internal import SchoolModel
internal import Storage

extension Snapshot where Self: ~Copyable {
    /// The schedule row of a pair, or nil.
    borrowing func schedule(
        of cohort: ID<Cohort>,
        module: ID<Module>
    ) throws(ServiceError) -> CohortSchedule? {
        let key = Key(CohortSchedule.ByCohortAndModule.place, owner: cohort, module)
        do throws(StoreError) {
            return try row(through: CohortSchedule.ByCohortAndModule.self, at: key.bytes)
        } catch { throw ServiceError(error) }
    }

    /// A cohort's schedule by date.
    borrowing func schedules(of cohort: ID<Cohort>) throws(ServiceError) -> [CohortSchedule] {
        try rows(of: CohortSchedule.self, under: Key(CohortSchedule.place, owner: cohort))
    }

    /// A cohort that has a course, and so a schedule.
    borrowing func scheduledCohort(
        _ id: ID<Cohort>
    ) throws(ServiceError) -> (cohort: Cohort, course: ID<Course>) {
        let cohort = try subject(id)
        guard let course = cohort.courseID else {
            throw .checkFailed(CohortSchedule.table, field: "cohortId", rule: "hasCourse")
        }
        return (cohort, course)
    }
}

extension CohortSchedule {
    /// Refuses days that cannot be written, and a module that closes before it opens.
    func check() throws(ServiceError) {
        try CohortSchedule.table.check(unlockDate, "unlockDate")
        try CohortSchedule.table.check(lockDate, "lockDate")
        try CohortSchedule.table.check(note, "note", 0...2_000)
        guard let lockDate else { return }
        try CohortSchedule.table.require(lockDate > unlockDate, "lockDate", "after unlockDate")
    }
}
