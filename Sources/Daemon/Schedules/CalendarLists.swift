internal import Engine
internal import JSONRPC
internal import LMDB
internal import Records
internal import SchoolAPI
internal import SchoolModel
internal import SchoolServices
internal import Storage

extension House {
    var scheduleList: Method<Guest> {
        listing(.scheduleList, of: CohortSchedule.self) { parameters throws(RPCError) in
            let cohort = try parameters.name("cohortId", of: Cohort.self)
            let isDescending = try parameters.isDescending(usual: false)
            return { guest, view throws(ServiceError) in
                let owner = try guest.owner(cohort, in: view)
                let range = KeyRange(.cohortSchedules, owner: owner.id.rawValue)
                let walk = ListWalk(Rows<CohortSchedule>(), range, reversed: isDescending)
                return ListPlan(walk) { (row, _, fields) throws(ServiceError) in
                    row.write(to: &fields)
                    fields.field("title", row.title)
                    fields.field("orderIndex", row.orderIndex)
                }
            }
        }
    }

    /// The modules that open next, all on one day.
    var scheduleNext: Method<Guest> {
        let house = self
        return reading(.scheduleNext) { guest, parameters, output throws(RPCError) in
            let cohort = try parameters.name("cohortId", of: Cohort.self)
            let day = try parameters.dayIfPresent("on") ?? house.today
            try guest.desk.read { view throws(ServiceError) in
                let owner = try guest.owner(cohort, in: view)
                // No cohort has the id 0.
                let id = try view.seesSchedule(of: owner) ? owner.id.rawValue : 0
                var range = KeyRange(.cohortSchedules, owner: id)
                range.from = KeyRange.suffix { $0.append(day.advanced(by: 1)) }
                var plan = ListPlan<CohortSchedule>(Rows(), range)
                var first: Day?
                plan.isPast = { row in
                    let isPast = first.map { $0 < row.unlockDate } ?? false
                    first = first ?? row.unlockDate
                    return isPast
                }
                plan.write = { (row, _, fields) throws(ServiceError) in
                    fields.field("moduleId", row.moduleID)
                    fields.field("title", row.title)
                    fields.field("orderIndex", row.orderIndex)
                    fields.field("lockDate", row.lockDate)
                }
                output.append("{\"modules\":")
                _ = try plan.write(ListRequest(limit: .max), for: guest, in: view, to: &output)
                output.append(",\"unlockDate\":")
                if let first { output.append(text: first.text) } else { output.append("null") }
                output.append("}")
            }
        }
    }

    var scheduleCalendar: Method<Guest> {
        listing(.scheduleCalendar, of: ScheduleEvent.self) { parameters throws(RPCError) in
            let days = try parameters.days()
            let named = try parameters.namesIfPresent("cohortIds", of: Cohort.self)
            return { guest, view throws(ServiceError) in
                var wanted: Set<UInt64>?
                if let named {
                    var ids: Set<UInt64> = []
                    for name in named { ids.insert(try guest.owner(name, in: view).id.rawValue) }
                    wanted = ids
                }
                let ranges = [Place.scheduledUnlocks, .scheduledLocks].map { place in
                    var range = KeyRange(place)
                    range.from = KeyRange.suffix { $0.append(days.lowerBound) }
                    range.below = KeyRange.suffix { $0.append(days.upperBound.advanced(by: 1)) }
                    return range
                }
                var plan = ListPlan<ScheduleEvent>(ListWalk(ScheduleEvents(), ranges)) {
                    (row, _, fields) throws(ServiceError) in
                    fields.event(row)
                }
                plan.filter("cohortIds", wanted) { $1.contains($0.schedule.cohortID.rawValue) }
                return plan
            }
        }
    }
}

/// A module opens to a cohort, or closes.
private struct ScheduleEvent: JoinedRow {
    let schedule: CohortSchedule
    let isUnlock: Bool

    var subject: CohortSchedule { schedule }

    var day: Day { isUnlock ? schedule.unlockDate : schedule.lockDate ?? schedule.unlockDate }
}

/// What opens and closes in all cohorts, by date, cohort and module.
private struct ScheduleEvents: ListIndex {
    private let unlocks = Through(CohortSchedule.ByUnlockDate.self)
    private let locks = Through(CohortSchedule.ByLockDate.self)
    var name: String { "\(unlocks.name), \(locks.name)" }

    func row(
        key: RawSpan,
        content: RawSpan,
        in view: borrowing LMDBReader.View,
        fetched: inout Int
    ) throws(ServiceError) -> ScheduleEvent? {
        var unlockHead = Key()
        unlockHead.begin(.scheduledUnlocks)
        let isUnlock = key.starts(with: unlockHead.bytes)
        let schedule =
            isUnlock
            ? try unlocks.row(key: key, content: content, in: view, fetched: &fetched)
            : try locks.row(key: key, content: content, in: view, fetched: &fetched)
        return schedule.map { ScheduleEvent(schedule: $0, isUnlock: isUnlock) }
    }
}

extension ListFields {
    fileprivate mutating func event(_ event: ScheduleEvent) {
        field("date", event.day)
        field("event", event.isUnlock ? "unlock" : "lock")
        field("cohortId", event.schedule.cohortID)
        field("courseId", event.schedule.courseID)
        field("moduleId", event.schedule.moduleID)
        field("title", event.schedule.title)
        field("orderIndex", event.schedule.orderIndex)
    }
}
