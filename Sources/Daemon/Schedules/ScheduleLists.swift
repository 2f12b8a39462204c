internal import Engine
internal import JSONRPC
internal import LMDB
internal import Records
internal import SchoolAPI
internal import SchoolModel
internal import SchoolServices
internal import Storage

extension House {
    var scheduleStatus: Method<Guest> {
        let house = self
        return listing(.scheduleStatus, .modules) {
            guest,
            request,
            parameters,
            output throws(RPCError) in
            let cohort = try parameters.name("cohortId", of: Cohort.self)
            let day = try parameters.dayIfPresent("on") ?? house.today
            if guest.takesStraight(request) {
                return try guest.desk.straight(request, leastBytes: 120, to: &output) {
                    view,
                    output throws(ServiceError) in
                    try ScheduleStatus(cohort: cohort.resolve(in: view), on: day)
                        .write(from: view, to: &output)
                } key: { row, view throws(ServiceError) in
                    let module: Module = try view.required(ID(row.firstNumbers(1)[0]))
                    return KeyRange.suffix {
                        $0.append(order: module.orderIndex)
                        $0.append(module.id)
                    }
                }
            }
            return try guest.desk.read { view throws(ServiceError) in
                var cohort = try guest.owner(cohort, in: view)
                // Who sees a cohort may yet not see its schedule: then there are no modules either.
                if try !view.seesSchedule(of: cohort) { cohort.courseID = nil }
                return try house.statuses(of: cohort, on: day)
                    .write(request, for: guest, in: view, to: &output)
            }
        }
    }

    private func statuses(of cohort: Cohort, on day: Day) -> ListPlan<ModuleSchedule> {
        let owner = cohort.courseID?.rawValue ?? 0
        return ListPlan(
            ListWalk(ModulesOfCohort(cohort: cohort.id), KeyRange(.courseModules, owner: owner))
        ) { (row, _, fields) throws(ServiceError) in fields.status(row, on: day) }
    }

    var scheduleUnlocked: Method<Guest> {
        let house = self
        return listing(.scheduleUnlocked, .modules) {
            guest,
            request,
            parameters,
            output throws(RPCError) in
            let cohort = try parameters.nameIfPresent("cohortId", of: Cohort.self)
            let student = try parameters.nameIfPresent("studentId", of: User.self)
            guard (cohort == nil) != (student == nil) else {
                let reason: StaticString = cohort == nil ? "missing" : "conflict"
                throw parameters.invalid("cohortId", reason, hint: "a cohort or a student")
            }
            let day = try parameters.dayIfPresent("on") ?? house.today
            if guest.takesStraight(request) {
                return try house.straightUnlocked(cohort, student, on: day, guest, request, &output)
            }
            return try guest.desk.read { view throws(ServiceError) in
                try house.unlocked(cohort, student, on: day, guest, view)
                    .write(request, for: guest, in: view, to: &output)
            }
        }
    }

    private func straightUnlocked(
        _ cohort: Named<Cohort>?,
        _ student: Named<User>?,
        on day: Day,
        _ guest: Guest,
        _ request: ListRequest,
        _ output: inout OutputBuffer
    ) throws(RPCError) -> ListEnd {
        try guest.desk.straight(request, leastBytes: 90, to: &output) {
            view,
            output throws(ServiceError) in
            let start = output.byteCount
            if let id = try cohort.resolve(in: view) {
                try UnlockedModules(cohort: id, on: day).write(from: view, to: &output)
                if output.byteCount - start == 2 { let _: Cohort = try view.required(id) }
            } else if let id = try student.resolve(in: view) {
                try UnlockedModules(student: id, on: day).write(from: view, to: &output)
                try view.requireUser(id, unlessAnswered: output.byteCount - start > 2)
            }
        } key: { row, view throws(ServiceError) in
            let numbers = row.firstNumbers(2)
            var key = Key()
            key.begin(.cohortScheduleDates, owner: numbers[0])
            key.append(id: numbers[1])
            let schedule: CohortSchedule?
            do throws(StoreError) {
                schedule = try view.row(
                    through: CohortSchedule.ByCohortAndModule.self,
                    at: key.bytes
                )
            } catch { throw ServiceError(error) }
            guard let schedule else { throw ServiceError(EngineError.damaged(.malformedKey)) }
            return schedule.place
        }
    }

    private func unlocked(
        _ cohort: Named<Cohort>?,
        _ student: Named<User>?,
        on day: Day,
        _ guest: Guest,
        _ view: borrowing LMDBReader.View
    ) throws(ServiceError) -> ListPlan<CohortSchedule> {
        var cohorts: [UInt64] = []
        if let cohort { cohorts = [try guest.owner(cohort, in: view).id.rawValue] }
        if let student {
            let owner = try guest.owner(student, in: view)
            cohorts = try Self.cohortsKept(by: owner.id, in: view)
        }
        let next = KeyRange.suffix { $0.append(day.advanced(by: 1)) }
        let ranges = cohorts.map { id in
            var range = KeyRange(.cohortSchedules, owner: id)
            range.below = next
            return range
        }
        var plan = ListPlan<CohortSchedule>(ListWalk(Rows(), ranges)) {
            (row, _, fields) throws(ServiceError) in
            fields.field("cohortId", row.cohortID)
            fields.module(row.moduleID, row.title, row.orderIndex)
            fields.field("unlockDate", row.unlockDate)
            fields.field("lockDate", row.lockDate)
        }
        plan.sorting = ListSorting { $0.place }
        plan.filter("on") { row in row.lockDate.map { day < $0 } ?? true }
        return plan
    }

    /// The cohorts of a student who was not dropped from them.
    static func cohortsKept(
        by student: ID<User>,
        in view: borrowing LMDBReader.View
    ) throws(ServiceError) -> [UInt64] {
        var cohorts: [UInt64] = []
        try KeyRange(.userCohorts, owner: student.rawValue).forEach(in: view, reversed: false) {
            (suffix, _, content) throws(ServiceError) in
            do throws(RecordError) {
                var reader = ByteReader(content)
                if try CohortMember.Status(stored: reader.byte()) == .dropped { return true }
                var key = KeyReader(suffix)
                try cohorts.append(key.id())
            } catch { throw ServiceError(EngineError.damaged(error)) }
            return true
        }
        return cohorts
    }
}

extension Snapshot where Self: ~Copyable {
    /// Whether the whole schedule of a cohort is seen; it is all or nothing.
    borrowing func seesSchedule(of cohort: Cohort) throws(ServiceError) -> Bool {
        let anchors = Anchors(.cohort, course: cohort.courseID, cohort: cohort.id)
        return try seesAll(.cohortSchedule, of: anchors)
    }
}

extension CohortSchedule {
    /// Where a scheduled module stands among those of several cohorts.
    fileprivate var place: [UInt8] {
        KeyRange.suffix { key in
            key.append(cohortID)
            key.append(unlockDate)
            key.append(moduleID)
        }
    }
}

/// A module of a course, and when it is open to a cohort.
struct ModuleSchedule: JoinedRow {
    let module: Module
    let schedule: CohortSchedule?

    var subject: Module { module }
}

/// The modules of a cohort's course in the order of the course, each with the cohort's schedule of it.
private struct ModulesOfCohort: ListIndex {
    let cohort: ID<Cohort>
    private let entries = Through(Module.ByCourseAndOrder.self)
    var name: String { entries.name }

    init(cohort: ID<Cohort>) { self.cohort = cohort }

    func row(
        key: RawSpan,
        content: RawSpan,
        in view: borrowing LMDBReader.View,
        fetched: inout Int
    ) throws(ServiceError) -> ModuleSchedule? {
        let module = try entries.row(key: key, content: content, in: view, fetched: &fetched)
        guard let module else { return nil }
        var key = Key()
        key.begin(.cohortScheduleDates, owner: cohort)
        key.append(module.id)
        fetched += 1
        do throws(StoreError) {
            let schedule = try view.row(
                through: CohortSchedule.ByCohortAndModule.self,
                at: key.bytes
            )
            return ModuleSchedule(module: module, schedule: schedule)
        } catch { throw ServiceError(error) }
    }
}

extension ListFields {
    fileprivate mutating func module(_ id: ID<Module>, _ title: String, _ order: Int) {
        field("moduleId", id)
        field("title", title)
        field("orderIndex", order)
    }

    /// A module as a cohort finds it on a day.
    fileprivate mutating func status(_ row: ModuleSchedule, on day: Day) {
        let access = ModuleAccess(row.schedule, on: day)
        module(row.module.id, row.module.title, row.module.orderIndex)
        field("unlockDate", row.schedule?.unlockDate)
        field("lockDate", row.schedule?.lockDate)
        field("isUnlocked", access.isUnlocked)
        field("reason", "\(access.reason)")
        field("daysUntil", access.daysUntil)
    }
}
