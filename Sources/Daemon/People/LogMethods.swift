internal import Engine
internal import JSONRPC
internal import LMDB
internal import Records
internal import SchoolAPI
internal import SchoolModel
internal import SchoolServices
internal import Storage

// Every trail is walked from its end: the latest comes first, and the order of ids is that of time.
extension House {
    var logMethods: [Method<Guest>] {
        [
            timeline(.logByGroup, .groupLog, through: ActivityLog.ByGroup.self, of: "groupId"),
            timeline(.logByStudent, .userLog, through: ActivityLog.ByStudent.self, of: "studentId"),
            timeline(.logByUser, .userLog, through: ActivityLog.ByStudent.self, of: "userId"),
            timeline(
                .logByPerformer,
                .performerLog,
                through: ActivityLog.ByPerformer.self,
                of: "performerId"
            ),
            logByAction, logRecent, logGet, logCount,
        ]
    }

    /// The trail of one owner, whose rows may be gone: the trail outlives them.
    private func timeline<Index: SecondaryIndex>(
        _ message: MethodMessage,
        _ place: Place,
        through index: Index.Type,
        of owner: StaticString
    ) -> Method<Guest> where Index.Row == ActivityLog {
        let house = self
        return listing(message, of: ActivityLog.self) { parameters throws(RPCError) in
            let owner = try parameters.name(owner, of: ActivityLog.self)
            let filters = try LogFilters(parameters, message, house)
            return { guest, view throws(ServiceError) in
                guard case .id(let id) = owner else { throw .notFound(ActivityLog.table, id: 0) }
                let range = KeyRange(place, owner: id.rawValue)
                var plan = ListPlan<ActivityLog>(Through(Index.self), range, reversed: true)
                filters.narrow(&plan, for: guest)
                return plan
            }
        }
    }

    private var logByAction: Method<Guest> {
        let house = self
        return listing(.logByAction, of: ActivityLog.self) { parameters throws(RPCError) in
            let action = try parameters.string("action")
            let filters = try LogFilters(parameters, .logByAction, house)
            return { guest, _ throws(ServiceError) in
                var plan = Self.wholeLog
                filters.narrow(&plan, for: guest)
                plan.filter("action") { $0.action == action }
                return plan
            }
        }
    }

    private var logRecent: Method<Guest> {
        let house = self
        return listing(.logRecent, of: ActivityLog.self) { parameters throws(RPCError) in
            let filters = try LogFilters(parameters, .logRecent, house, usualDays: 7)
            return { guest, _ throws(ServiceError) in
                var plan = Self.wholeLog
                filters.narrow(&plan, for: guest)
                return plan
            }
        }
    }

    private static var wholeLog: ListPlan<ActivityLog> {
        ListPlan(LogTail(), KeyRange(.activityLog), reversed: true)
    }

    private var logGet: Method<Guest> {
        getting(.logGet) { parameters throws(RPCError) in
            guard let id = try parameters.integerIfPresent("id") else {
                throw parameters.invalid("id", "missing")
            }
            guard id > 0, id <= Int64(ID<ActivityLog>.maximum) else {
                throw parameters.invalid("id", "range")
            }
            return { guest, view, fields throws(ServiceError) in
                var row: ActivityLog?
                let range = KeyRange(.activityLog, owner: UInt64(id))
                try range.forEach(in: view, reversed: false) {
                    (_, key, content) throws(ServiceError) in
                    var fetched = 0
                    row = try LogTail().row(
                        key: key,
                        content: content,
                        in: view,
                        fetched: &fetched
                    )
                    return false
                }
                guard var row, try guest.isVisible(row, in: view) else {
                    throw .notFound(ActivityLog.table, id: UInt64(id))
                }
                guest.hidingDetails(of: ActivityLog.self)?(&row)
                guest.desk.trace?.found("\(ActivityLog.table.name)")
                row.write(to: &fields)
            }
        }
    }

    private var logCount: Method<Guest> {
        let house = self
        return reading(.logCount) { guest, parameters, output throws(RPCError) in
            let isByDay = try parameters.wordIfPresent("groupBy", of: ["action", "day"]) == "day"
            let filters = try LogFilters(parameters, .logCount, house)
            var counts: [String: Int] = [:]
            let end = try guest.desk.read { view throws(ServiceError) in
                var plan = Self.wholeLog
                filters.narrow(&plan, for: guest)
                return try plan.forEach(for: guest, in: view) { row in
                    counts[isByDay ? row.createdAt.day.text : row.action, default: 0] += 1
                }
            }
            output.append("{\"total\":")
            output.append(number: Int64(end))
            output.append(",\"counts\":{")
            for (name, count) in counts.sorted(by: { $0.key < $1.key }) {
                output.append(text: name)
                output.append(":")
                output.append(number: Int64(count))
                output.append(",")
            }
            output.removeTrailingComma()
            output.append("}}")
        }
    }
}

/// The changes of the store, as far as they tell of something that somebody did.
private struct LogTail: ListIndex {
    var name: String { "\(ActivityLog.table.name)" }
    var passesOver: String? { "activity" }

    func row(
        key: RawSpan,
        content: RawSpan,
        in view: borrowing LMDBReader.View,
        fetched: inout Int
    ) throws(ServiceError) -> ActivityLog? {
        do throws(RecordError) {
            guard let row = try ActivityLog(found: key, content: content) else { return nil }
            fetched += 1
            return row
        } catch { throw ServiceError(EngineError.damaged(error)) }
    }
}

/// Which rows of a trail are asked for.
private struct LogFilters {
    private var actions: Set<String> = []
    private var group: Named<Group>?
    private var isOfStudents: Bool?
    private var from: Timestamp?
    private var through: Day?

    init(
        _ parameters: borrowing Parameters,
        _ message: MethodMessage,
        _ house: House,
        usualDays: Int? = nil
    ) throws(RPCError) {
        let names = message.parameterNames.map { "\($0)" }
        if names.contains("actions"), let value = parameters.value("actions"), value.kind != .null {
            var elements = try parameters.elements("actions")
            while let element = elements.next() {
                guard let text = element.text else {
                    throw parameters.invalid("actions", "wrongType")
                }
                actions.insert(String(decoding: [UInt8](copying: text), as: UTF8.self))
            }
        }
        if names.contains("student") { isOfStudents = try parameters.boolIfPresent("student") }
        if names.contains("groupId"), "\(message.name)" != "log/byGroup" {
            group = try parameters.nameIfPresent("groupId")
        }
        var days = usualDays
        if names.contains("days") {
            days = try parameters.countIfPresent("days", in: 1...36_500) ?? days
        }
        if let days { from = Timestamp(startOf: house.today.advanced(by: 1 - days)) }
        if names.contains("from"), let day = try parameters.dayIfPresent("from") {
            from = Timestamp(startOf: day)
        }
        if names.contains("to") { through = try parameters.dayIfPresent("to") }
    }

    func narrow(_ plan: inout ListPlan<ActivityLog>, for guest: Guest) {
        // Students are told of what happened to them, and no more.
        plan.adjust = guest.hidingDetails(of: ActivityLog.self)
        if let from { plan.isPast = { $0.createdAt < from } }
        plan.filter("to", through) { $0.createdAt.day <= $1 }
        if !actions.isEmpty { plan.filter("actions") { actions.contains($0.action) } }
        plan.filter("student", isOfStudents) { ($0.studentID != nil) == $1 }
        if case .id(let id)? = group { plan.filter("groupId") { $0.groupID == id } }
    }
}
