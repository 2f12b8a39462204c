public import Engine
public import Records
public import SchoolModel
internal import Storage

extension ScheduleStatus {
    /// Modules without a date, or dates that do not follow the order of the course: all are gathered.
    @usableFromInline @inline(never) func writeAll<View: Snapshot & ~Copyable>(
        from snapshot: borrowing View,
        to output: inout OutputBuffer
    ) throws(ServiceError) {
        let known: Cohort? = try stored { () throws(StoreError) in try snapshot.row(cohort) }
        guard let known else { throw .notFound(Cohort.table, id: cohort.rawValue) }
        var scheduled: [ID<Module>: CohortSchedule] = [:]
        try snapshot.forEachRow(
            of: CohortSchedule.self,
            under: Key(.cohortSchedules, owner: cohort.rawValue).bytes
        ) { (row) throws(ServiceError) in
            scheduled[row.moduleID] = row
            return true
        }
        output.beginArray()
        if let course = known.courseID {
            let modules = Key(.courseModules, owner: course.rawValue)
            try snapshot.forEachRow(through: Module.ByCourseAndOrder.self, under: modules.bytes) {
                (module) throws(ServiceError) in
                output.append(module, scheduled[module.id], self)
                return true
            }
        }
        output.endArray()
    }
}

extension OutputBuffer {
    fileprivate mutating func append(
        _ module: Module,
        _ schedule: CohortSchedule?,
        _ query: ScheduleStatus
    ) {
        var json = writer(atMost: Self.scheduleBound + module.title.jsonByteBound)
        json.literal("{\"moduleId\":")
        json.number(module.id.rawValue)
        json.literal(",\"title\":")
        module.title.writeJSON(to: &json)
        json.literal(",\"orderIndex\":")
        module.orderIndex.writeJSON(to: &json)
        json.literal(",\"unlockDate\":")
        json.quoted(schedule?.unlockDate)
        json.literal(",\"lockDate\":")
        json.quoted(schedule?.lockDate)
        let access = ModuleAccess(
            schedule,
            on: query.day,
            unscheduledIsUnlocked: query.unscheduledIsUnlocked
        )
        json.literal(",\"isUnlocked\":")
        access.isUnlocked.writeJSON(to: &json)
        json.literal(",\"reason\":\"")
        json.literal(access.reason)
        json.literal("\",\"daysUntil\":")
        access.daysUntil.writeJSON(to: &json)
        json.literal("},")
    }
}

/// Whether a module is open to a cohort on a day, and why.
public struct ModuleAccess: Sendable {
    public private(set) var isUnlocked = false
    public let reason: StaticString
    /// How long it is until it opens, where it will.
    public private(set) var daysUntil: Int?

    /// What a schedule says, or the store's setting where there is none.
    public init(_ schedule: CohortSchedule?, on day: Day, unscheduledIsUnlocked: Bool = true) {
        guard let schedule else {
            reason = "not_scheduled"
            isUnlocked = unscheduledIsUnlocked
            return
        }
        if day < schedule.unlockDate {
            reason = "locked_until"
            daysUntil = day.days(until: schedule.unlockDate)
        } else if let lockDate = schedule.lockDate, lockDate <= day {
            reason = "locked_after"
        } else {
            reason = "unlocked"
            isUnlocked = true
        }
    }
}
