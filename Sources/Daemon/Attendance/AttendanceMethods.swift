internal import JSONRPC
internal import Records
internal import SchoolAPI
internal import SchoolModel
internal import SchoolServices

extension House {
    var attendanceMethods: [Method<Guest>] {
        [
            attendanceRange, attendanceSet, attendanceBulkSet, attendanceMarkAll, attendanceClear,
        ] + attendanceBooks
    }

    // MARK: - Writing

    private var attendanceSet: Method<Guest> {
        writing(.attendanceSet) { parameters throws(RPCError) in
            let group = try parameters.name("groupId", of: Group.self)
            let item = try MarkParameters(parameters, date: parameters.day("lessonDate"))
            let isStrict = try parameters.bool("strict", default: false)
            let version = try parameters.countIfPresent("ifVersion")
            return { scope, context throws(ServiceError) in
                let id = try group.resolve(in: scope)
                let mark = try item.resolve(in: scope)
                let outcome = try SetAttendance(
                    in: id,
                    mark,
                    isStrict: isStrict,
                    ifVersion: version
                ).run(in: &scope, as: context)
                return SetMark(group: id, lessonDate: mark.lessonDate, outcome: outcome)
            }
        } _: { (answer: SetMark, output) in
            output.append(answer)
        }
    }

    private var attendanceBulkSet: Method<Guest> {
        writing(.attendanceBulkSet) { parameters throws(RPCError) in
            let group = try parameters.name("groupId", of: Group.self)
            let items = try parameters.marks()
            let isStrict = try parameters.bool("strict", default: false)
            let isAtomic = try parameters.bool("atomic", default: true)
            return { scope, context throws(ServiceError) in
                var marks: [MarkItem] = []
                marks.reserveCapacity(items.count)
                for item in items { marks.append(try item.resolve(in: scope)) }
                return try BulkSetAttendance(
                    in: group.resolve(in: scope),
                    marks,
                    isStrict: isStrict,
                    isAtomic: isAtomic
                ).run(in: &scope, as: context)
            }
        } _: { (outcome: AttendanceOutcome, output) in
            output.append(outcome)
        }
    }

    private var attendanceMarkAll: Method<Guest> {
        writing(.attendanceMarkAll) { parameters throws(RPCError) in
            let group = try parameters.name("groupId", of: Group.self)
            let day = try parameters.day("date")
            let status = try parameters.choiceIfPresent("status", of: AttendanceStatus.self)
            let onlyMissing = try parameters.bool("onlyMissing", default: false)
            let isStrict = try parameters.bool("strict", default: false)
            return { scope, context throws(ServiceError) in
                try MarkAll(
                    in: group.resolve(in: scope),
                    on: day,
                    status ?? .present,
                    onlyMissing: onlyMissing,
                    isStrict: isStrict
                ).run(in: &scope, as: context)
            }
        } _: { (outcome: AttendanceOutcome, output) in
            output.append(outcome)
        }
    }

    private var attendanceClear: Method<Guest> {
        writing(.attendanceClear) { parameters throws(RPCError) in
            let group = try parameters.name("groupId", of: Group.self)
            let cells = try parameters.cells()
            return { scope, context throws(ServiceError) in
                var items: [ClearAttendance.Item] = []
                for (student, day) in cells {
                    items.append(.init(try student.resolve(in: scope), on: day))
                }
                return try ClearAttendance(in: group.resolve(in: scope), items)
                    .run(in: &scope, as: context)
            }
        } _: { (count: Int, output) in
            output.append("{")
            output.member("deleted", count)
            output.removeTrailingComma()
            output.append("}")
        }
    }
}

extension Parameters {
    /// The items of `attendance/clear`.
    fileprivate func cells() throws(RPCError) -> [(student: Named<User>, day: Day)] {
        var elements = try elements("items")
        var cells: [(student: Named<User>, day: Day)] = []
        let fields: [StaticString] = ["studentId", "date", "lessonDate"]
        while let element = elements.next() {
            let item = try object(element, at: cells.count, of: "items", fields: fields)
            guard item.has("date") != item.has("lessonDate") else {
                throw item.invalid("date", item.has("date") ? "conflict" : "missing")
            }
            let day = try item.day(item.has("date") ? "date" : "lessonDate")
            cells.append((try item.name("studentId"), day))
        }
        return cells
    }
}

/// What `attendance/set` has written.
private struct SetMark: Sendable {
    let group: ID<Group>
    let lessonDate: Day
    let outcome: SetAttendance.Outcome
}

extension OutputBuffer {
    fileprivate mutating func append(_ answer: SetMark) {
        var buffer = OutputBuffer(capacity: 16)
        swap(&buffer, &self)
        var fields = JSONFields(appendingTo: buffer)
        let mark = answer.outcome.mark
        fields.field("groupId", answer.group)
        fields.field("studentId", mark.studentID)
        fields.field("lessonDate", answer.lessonDate)
        fields.field("status", mark.status)
        fields.field("markedById", mark.markedByID)
        fields.field("markedAt", mark.markedAt)
        fields.field("note", mark.note)
        fields.field("entryState", mark.entryState)
        fields.field("version", answer.outcome.version)
        self = fields.finish()
        truncate(to: byteCount - 1)
        append(",\"warnings\":")
        append(texts: answer.outcome.warnings)
        append("}")
    }

    fileprivate mutating func append(_ outcome: AttendanceOutcome) {
        append("{")
        member("saved", outcome.saved)
        member("created", outcome.created)
        member("updated", outcome.updated)
        member("unchanged", outcome.unchanged)
        append("\"failed\":")
        append(failed: outcome.failed)
        append(",\"warnings\":")
        append(texts: outcome.warnings)
        append(",\"versions\":{")
        for (day, version) in outcome.versions.sorted(by: { $0.key < $1.key }) {
            append(text: day.text)
            append(":")
            append(number: Int64(version))
            append(",")
        }
        removeTrailingComma()
        append("}}")
    }
}
