internal import Engine
internal import JSONRPC
internal import LMDB
internal import Records
internal import SchoolModel
internal import SchoolServices
internal import Storage

/// The registers of a group between two days, and who they are about: as much of both as a session sees.
struct ClassBook {
    /// No book is longer.
    static let longestDays = 1_100

    let group: Group
    let days: ClosedRange<Day>
    /// By day; those without any mark are none.
    private(set) var sheets: [AttendanceSheet] = []
    /// Who was a student at any time of these days, or is marked on one of them; by name.
    private(set) var students: [Student] = []

    /// Somebody in the book.
    struct Student {
        let id: ID<User>
        /// Nil where not even that is seen.
        let fullName: String?
        /// Nil for somebody who was removed for good.
        let membership: GroupMembership?

        /// Whether the student was in the group on a day.
        func isTaught(on day: Day) -> Bool { membership?.isTaught(in: day...day) == true }
    }

    /// Reads a group's book.
    init(
        of group: Group,
        _ days: ClosedRange<Day>,
        for guest: Guest,
        in view: borrowing LMDBReader.View,
        of house: House
    ) throws(ServiceError) {
        self.group = group
        self.days = days
        sheets = try view.sheets(of: group.id, days, for: guest)
        var people: [ID<User>: GroupMembership?] = [:]
        for sheet in sheets {
            for mark in sheet.marks { people.updateValue(nil, forKey: mark.studentID) }
        }
        let range = KeyRange(.groupMembers, owner: group.id.rawValue) { key in
            key.append(byte: GroupMembership.Role.student.rawValue)
        }
        var members: [GroupMembership] = []
        _ = try ListPlan(Rows<GroupMembership>(), range)
            .forEach(for: guest, in: view) { members.append($0) }
        for member in members where people[member.userID] != nil || member.isTaught(in: days) {
            people.updateValue(member, forKey: member.userID)
        }
        var placed: [(place: [UInt8], student: Student)] = []
        for (id, membership) in people {
            let user: User = try view.stored(id)
            let name = try view.visibility(of: user) == .hidden ? nil : user.fullName.text
            let student = Student(id: id, fullName: name, membership: membership)
            placed.append((house.place(ofName: name ?? "", id), student))
        }
        placed.sort { $0.place.lexicographicallyPrecedes($1.place) }
        students = placed.map(\.student)
    }

    /// The days on which the group meets by its plan, or has met.
    var lessonDates: [Day] {
        Set(group.plannedDates(in: days)).union(sheets.map(\.lessonDate)).sorted()
    }

    /// The register of a day, or nil.
    func sheet(on day: Day) -> AttendanceSheet? { sheets.first { $0.lessonDate == day } }
}

extension Group {
    /// The days on which it meets by its plan; none where it has no days.
    func plannedDates(in days: ClosedRange<Day>) -> [Day] {
        (0...days.lowerBound.days(until: days.upperBound))
            .map { days.lowerBound.advanced(by: $0) }
            .filter { daysOfWeek.contains(weekday: $0.weekday) }
    }
}

extension GroupMembership {
    /// Whether somebody was in the group on one of some days; on the day of leaving nobody is.
    func isTaught(in days: ClosedRange<Day>) -> Bool {
        guard enrolledAt.day <= days.upperBound else { return false }
        guard let leftAt else { return status == .active }
        return leftAt.day > days.lowerBound
    }
}

extension LMDBReader.View {
    /// A row that must be there, seen or not.
    borrowing func stored<Row: Entity>(_ id: ID<Row>) throws(ServiceError) -> Row {
        do throws(StoreError) { return try existing(id) } catch { throw ServiceError(error) }
    }

    /// The registers of a group between two days, with the marks that a session sees.
    borrowing func sheets(
        of group: ID<Group>,
        _ days: ClosedRange<Day>,
        only student: ID<User>? = nil,
        for guest: Guest
    ) throws(ServiceError) -> [AttendanceSheet] {
        var range = KeyRange(.sheets, owner: group.rawValue)
        range.from = KeyRange.suffix { $0.append(days.lowerBound) }
        range.below = KeyRange.suffix { $0.append(days.upperBound.advanced(by: 1)) }
        let seesAll = try seesAll(.attendanceSheet, of: Anchors(.group, group: group))
        var (sheets, visited) = ([AttendanceSheet](), 0)
        try range.forEach(in: self, reversed: false) {
            (_, key, content) throws(ServiceError) -> Bool in
            visited += 1
            var sheet: AttendanceSheet
            do throws(RecordError) { sheet = try AttendanceSheet(key: key, content: content) } catch
            {
                throw ServiceError(EngineError.damaged(error))
            }
            if let student { sheet.marks = sheet.mark(of: student).map { [$0] } ?? [] }
            if !seesAll {
                var seen: [AttendanceMark] = []
                for mark in sheet.marks {
                    let record = AttendanceRecord(
                        groupID: group,
                        lessonDate: sheet.lessonDate,
                        mark: mark
                    )
                    if try guest.isVisible(record.register, in: self) { seen.append(mark) }
                }
                sheet.marks = seen
            }
            if !sheet.marks.isEmpty { sheets.append(sheet) }
            return true
        }
        guest.desk.trace?.index = "\(AttendanceSheet.table.name)"
        guest.desk.trace?.entriesVisited += visited
        guest.desk.trace?.rowsFetched += visited
        return sheets
    }
}

/// How many marks there are of each status.
struct MarkCounts {
    private var counts = [Int](repeating: 0, count: AttendanceStatus.allCases.count)

    mutating func add(_ status: AttendanceStatus) { counts[Int(status.rawValue)] += 1 }

    var total: Int { counts.reduce(0, +) }

    /// Each status, and how many of a hundred were present, rounded half up.
    func write<W: FieldWriter & ~Copyable>(to fields: inout W) {
        for status in AttendanceStatus.allCases {
            fields.field(status.name, counts[Int(status.rawValue)])
        }
        fields.field("percent", Tenths(percent: counts[0], of: total).text)
    }
}

extension Parameters {
    /// A month, or two days and those between; not longer than a book.
    func bookDays() throws(RPCError) -> ClosedRange<Day> {
        let days = try days()
        guard days.lowerBound.days(until: days.upperBound) <= ClassBook.longestDays else {
            throw invalid("to", "range", hint: "at most \(ClassBook.longestDays) days")
        }
        return days
    }
}
