internal import JSONRPC
internal import Records
internal import SchoolModel
internal import SchoolServices

/// Which marks `attendance/range` is asked for, and in which order.
struct MarkRange {
    let group: Named<Group>?
    let student: Named<User>?
    let days: ClosedRange<Day>
    private let statuses: [AttendanceStatus]
    /// Whether the marks of a student stand together; else those of a day.
    let isByStudent: Bool
    /// How long the range of a group may be.
    private static let longestDays = 1_100

    init(_ parameters: borrowing Parameters) throws(RPCError) {
        group = try parameters.nameIfPresent("groupId")
        student = try parameters.nameIfPresent("studentId")
        days = try parameters.days()
        statuses = try parameters.statuses("status")
        isByStudent = try parameters.wordIfPresent("order", of: ["date", "student"]) == "student"
        if student == nil, days.lowerBound.days(until: days.upperBound) > Self.longestDays {
            throw parameters.invalid("to", "range", hint: "at most \(Self.longestDays) days")
        }
    }

    /// Whether all marks of one owner are wanted, as the queries answer them.
    var isPlain: Bool {
        statuses.isEmpty && !isByStudent && (group == nil) != (student == nil)
    }

    /// The filters that every mark is held against.
    var filters: [String] { statuses.isEmpty ? [] : ["status"] }

    /// Whether a mark has one of the statuses.
    func takes(_ mark: AttendanceMark) -> Bool {
        statuses.isEmpty || statuses.contains(mark.status)
    }

    /// Where a mark stands among the others.
    func place(of record: AttendanceRecord) -> [UInt8] {
        KeyRange.suffix { key in
            if isByStudent { key.append(record.mark.studentID) }
            key.append(record.lessonDate)
            key.append(record.groupID)
            if !isByStudent { key.append(record.mark.studentID) }
        }
    }
}

/// One mark with its register.
struct AttendanceRecord {
    let groupID: ID<Group>
    let lessonDate: Day
    let mark: AttendanceMark

    /// A register that holds the mark and nothing else.
    var register: AttendanceSheet {
        AttendanceSheet(groupID: groupID, lessonDate: lessonDate, marks: [mark])
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
}
