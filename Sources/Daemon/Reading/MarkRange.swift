internal import Engine
internal import JSONRPC
internal import Records
internal import SchoolModel
internal import SchoolServices

/// Which marks `attendance/range` is asked for.
struct MarkRange {
    private let group: Named<Group>?
    private let student: Named<User>?
    private let days: ClosedRange<Day>
    private let statuses: [AttendanceStatus]
    /// How long the range of a group may be.
    private static let longestDays = 1_100

    init(_ parameters: borrowing Parameters) throws(RPCError) {
        group = try parameters.nameIfPresent("groupId")
        student = try parameters.nameIfPresent("studentId")
        days = try parameters.days()
        statuses = try parameters.statuses("status")
        guard group != nil || student != nil else {
            throw parameters.invalid("groupId", "missing", hint: "a group, a student, or both")
        }
        if student == nil, days.lowerBound.days(until: days.upperBound) > Self.longestDays {
            throw parameters.invalid("to", "range", hint: "at most \(Self.longestDays) days")
        }
    }

    /// Whether the rows are wanted as the queries answer them.
    var isPlain: Bool { statuses.isEmpty && (group == nil || student == nil) }

    /// Whether a row is of the group and has one of the statuses.
    func isWanted(_ row: RawSpan) -> Bool {
        if !statuses.isEmpty, !statuses.contains(where: { row.hasStatus($0.name) }) { return false }
        guard student != nil, case .id(let group) = group else { return true }
        return row.starts(with: [UInt8]("{\"groupId\":\(group),".utf8).rawSpan)
    }

    /// Writes all marks of the days.
    func write<View: Snapshot & ~Copyable>(
        from view: borrowing View,
        to output: inout OutputBuffer
    ) throws(ServiceError) {
        let start = output.byteCount
        if let student {
            let id = try student.resolve(in: view)
            try AttendanceOfStudent(
                student: id,
                from: days.lowerBound,
                through: days.upperBound
            ).write(from: view, to: &output)
            try view.requireUser(id, unlessAnswered: output.byteCount - start > 2)
        } else if let group {
            let id = try group.resolve(in: view)
            try AttendanceOfGroup(
                group: id,
                from: days.lowerBound,
                through: days.upperBound
            ).write(from: view, to: &output)
            if output.byteCount - start == 2 { let _: Group = try view.required(id) }
        }
    }
}

extension Parameters {
    fileprivate func statuses(_ name: StaticString) throws(RPCError) -> [AttendanceStatus] {
        guard let value = value(name), value.kind != .null else { return [] }
        var elements = try elements(name)
        var statuses: [AttendanceStatus] = []
        while let element = elements.next() {
            guard let text = element.text else { throw invalid(name, "wrongType") }
            statuses.append(try choice(text, name))
        }
        return statuses
    }

    /// The items of `attendance/bulkSet`.
    func marks() throws(RPCError) -> [MarkParameters] {
        var elements = try elements("items")
        var marks: [MarkParameters] = []
        let fields: [StaticString] = [
            "studentId", "date", "status", "note", "lessonDate", "markedAt",
        ]
        while let element = elements.next() {
            let item = try object(element, at: marks.count, of: "items", fields: fields)
            guard item.has("date") != item.has("lessonDate") else {
                throw item.invalid("date", item.has("date") ? "conflict" : "missing")
            }
            let day = try item.day(item.has("date") ? "date" : "lessonDate")
            let instant = try item.instantIfPresent("markedAt")
            marks.append(try MarkParameters(item, date: day, markedAt: instant))
        }
        return marks
    }
}

/// One mark as a client sets it.
struct MarkParameters: Sendable {
    private let student: Named<User>
    private let date: Day
    private let status: AttendanceStatus
    private let note: String?
    private let markedAt: Timestamp?

    init(
        _ parameters: borrowing Parameters,
        date: Day,
        markedAt: Timestamp? = nil
    ) throws(RPCError) {
        student = try parameters.name("studentId")
        self.date = date
        status = try parameters.choice("status")
        note = try parameters.stringIfPresent("note")
        self.markedAt = markedAt
    }

    func resolve<View: Snapshot & ~Copyable>(
        in view: borrowing View
    ) throws(ServiceError) -> MarkItem {
        MarkItem(
            try student.resolve(in: view),
            on: date,
            status,
            note: note,
            markedAt: markedAt
        )
    }
}
