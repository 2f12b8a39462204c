internal import Engine
internal import JSONRPC
internal import Records
internal import SchoolModel
internal import SchoolServices

extension Parameters {
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
