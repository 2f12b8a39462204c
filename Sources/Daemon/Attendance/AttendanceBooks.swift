internal import Collation
internal import Engine
internal import JSONRPC
internal import LMDB
internal import Records
internal import SchoolAPI
internal import SchoolModel
internal import SchoolServices
internal import Storage

extension House {
    var attendanceBooks: [Method<Guest>] {
        [
            attendanceGrid, attendanceDay, attendanceMonthly, attendanceStudentSummary,
            attendanceLessonDates,
        ]
    }

    // MARK: - Grids

    private var attendanceGrid: Method<Guest> {
        let house = self
        return getting(.attendanceGrid) { parameters throws(RPCError) in
            let group = try parameters.name("groupId", of: Group.self)
            let days = try parameters.bookDays()
            let isOfLessons = try parameters.bool("lessonDaysOnly", default: true)
            return { guest, view, fields throws(ServiceError) in
                let group = try guest.owner(group, in: view)
                let book = try ClassBook(of: group, days, for: guest, in: view, of: house)
                let last = days.lowerBound.days(until: days.upperBound)
                let dates =
                    isOfLessons
                    ? book.lessonDates : (0...last).map { days.lowerBound.advanced(by: $0) }
                Grid(book, dates).write(to: &fields)
            }
        }
    }

    // MARK: - Days

    private var attendanceDay: Method<Guest> {
        let house = self
        return getting(.attendanceDay) { parameters throws(RPCError) in
            let group = try parameters.nameIfPresent("groupId", of: Group.self)
            let owner = try parameters.nameIfPresent("organizationId", of: Organization.self)
            guard (group == nil) != (owner == nil) else {
                let reason: StaticString = group == nil ? "missing" : "conflict"
                throw parameters.invalid("groupId", reason, hint: "a group or an organisation")
            }
            let day = try parameters.day("date")
            return { guest, view, fields throws(ServiceError) in
                var groups: [Group] = []
                if let group = try guest.ownerIfNamed(group, in: view) { groups = [group] }
                if let owner = try guest.ownerIfNamed(owner, in: view) {
                    groups = try house.openGroups(of: owner.id, for: guest, in: view)
                }
                var books: [ClassBook] = []
                for group in groups {
                    let book = try ClassBook(of: group, day...day, for: guest, in: view, of: house)
                    let isMet = group.daysOfWeek.contains(weekday: day.weekday)
                    if owner == nil || isMet || !book.sheets.isEmpty { books.append(book) }
                }
                fields.field("lessonDate", day)
                fields.field("groups", JSONText(items: books) { $0.writeDay(to: &$1) })
            }
        }
    }

    /// The groups of an organisation that meet nowadays.
    private func openGroups(
        of organization: ID<Organization>,
        for guest: Guest,
        in view: borrowing LMDBReader.View
    ) throws(ServiceError) -> [Group] {
        let index = Through(Group.ByOrganizationDeletedSortAndName.self)
        let range = KeyRange(.organizationGroups, owner: organization.rawValue) {
            $0.append(byte: 0)
        }
        var groups: [Group] = []
        _ = try ListPlan(index, range).forEach(for: guest, in: view) { groups.append($0) }
        return groups.filter(\.isActive)
    }

    private var attendanceLessonDates: Method<Guest> {
        getting(.attendanceLessonDates) { parameters throws(RPCError) in
            let group = try parameters.name("groupId", of: Group.self)
            let days = try parameters.bookDays()
            return { guest, view, fields throws(ServiceError) in
                let group = try guest.owner(group, in: view)
                guest.desk.trace?.found("\(Group.table.name)")
                fields.field("groupId", group.id)
                fields.field("daysOfWeek", group.daysOfWeek)
                fields.field("dates", JSONText(values: group.plannedDates(in: days)))
            }
        }
    }

    // MARK: - Sums

    private var attendanceMonthly: Method<Guest> {
        let house = self
        return getting(.attendanceMonthly) { parameters throws(RPCError) in
            let group = try parameters.name("groupId", of: Group.self)
            guard let days = try parameters.monthIfPresent("month") else {
                throw parameters.invalid("month", "missing")
            }
            return { guest, view, fields throws(ServiceError) in
                let group = try guest.owner(group, in: view)
                let book = try ClassBook(of: group, days, for: guest, in: view, of: house)
                // What is to come cannot be missed yet.
                let today = house.today
                let dates = book.lessonDates.filter { $0 <= today }
                fields.field("groupId", group.id)
                fields.field("month", String(days.lowerBound.text.prefix(7)))
                fields.field("lessonDays", dates.count)
                fields.field(
                    "students",
                    JSONText(items: book.students) { student, fields in
                        book.writeMonth(of: student, dates, to: &fields)
                    }
                )
            }
        }
    }

    private var attendanceStudentSummary: Method<Guest> {
        let house = self
        return getting(.attendanceStudentSummary) { parameters throws(RPCError) in
            let student = try parameters.nameIfPresent("studentId", of: User.self)
            let days = try parameters.days()
            return { guest, view, fields throws(ServiceError) in
                let student = try house.person(student, guest, in: view).id
                let marks = try view.marks(of: student, days, for: guest)
                var (counts, current, longest) = (MarkCounts(), 0, 0)
                for mark in marks {
                    counts.add(mark.status)
                    let isThere = mark.status == .present || mark.status == .late
                    current = isThere ? current + 1 : 0
                    longest = max(longest, current)
                }
                fields.field("studentId", student)
                fields.field("from", days.lowerBound)
                fields.field("to", days.upperBound)
                counts.write(to: &fields)
                fields.field("total", counts.total)
                fields.field("currentStreak", current)
                fields.field("longestStreak", longest)
            }
        }
    }
}

/// Students and dates, and what is marked where they meet.
private struct Grid {
    let book: ClassBook
    let dates: [Day]
    private let sheets: [AttendanceSheet?]

    init(_ book: ClassBook, _ dates: [Day]) {
        self.book = book
        self.dates = dates
        let known = Dictionary(
            book.sheets.map { ($0.lessonDate, $0) },
            uniquingKeysWith: { first, _ in first }
        )
        sheets = dates.map { known[$0] }
    }

    func write(to fields: inout ListFields) {
        fields.field("groupId", book.group.id)
        fields.field("dates", JSONText(values: dates))
        fields.field(
            "students",
            JSONText(items: book.students) { student, fields in
                fields.field("id", student.id)
                fields.field("fullName", student.fullName)
            }
        )
        var perStudent: [MarkCounts] = []
        var perDate = [MarkCounts](repeating: MarkCounts(), count: dates.count)
        let rows = book.students.map { student in
            var counts = MarkCounts()
            let row = sheets.enumerated().map { number, sheet in
                let status = sheet?.mark(of: student.id)?.status
                if let status {
                    counts.add(status)
                    perDate[number].add(status)
                }
                return status
            }
            perStudent.append(counts)
            return JSONText(values: row)
        }
        fields.field("cells", JSONText(values: rows))
        fields.field(
            "totals",
            JSONText { output in
                output.append(object: { fields in
                    fields.field("perStudent", JSONText(items: perStudent) { $0.write(to: &$1) })
                    fields.field("perDate", JSONText(items: perDate) { $0.write(to: &$1) })
                })
            }
        )
        fields.field("versions", JSONText(values: sheets.map { $0?.stamps.version ?? 0 }))
    }
}

extension ClassBook {
    /// A lesson of one day: who was there, or should have been.
    fileprivate func writeDay(to fields: inout JSONFields) {
        let sheet = sheets.first
        fields.field("groupId", group.id)
        fields.field("name", group.name.text)
        fields.field("displayName", group.displayName)
        fields.field("version", sheet?.stamps.version ?? 0)
        fields.field(
            "students",
            JSONText(items: students) { student, fields in
                let mark = sheet?.mark(of: student.id)
                fields.field("studentId", student.id)
                fields.field("fullName", student.fullName)
                fields.field("status", mark?.status)
                fields.field("markedById", mark?.markedByID)
                fields.field("markedAt", mark?.markedAt)
                fields.field("note", mark?.note)
                fields.field("entryState", mark?.entryState)
            }
        )
    }

    /// A student's month: a lesson without a mark counts as missed where the student was in the group.
    fileprivate func writeMonth(
        of student: Student,
        _ dates: [Day],
        to fields: inout JSONFields
    ) {
        var (counts, lessons) = (MarkCounts(), 0)
        for date in dates {
            let mark = sheet(on: date)?.mark(of: student.id)
            if let mark { counts.add(mark.status) }
            if mark != nil || student.isTaught(on: date) { lessons += 1 }
        }
        let missed = lessons - counts.total
        fields.field("studentId", student.id)
        fields.field("fullName", student.fullName)
        counts.write(to: &fields)
        fields.field("total", counts.total)
        fields.field("lessonDays", lessons)
        fields.field("missed", missed)
        fields.field("missedPercent", Tenths(percent: missed, of: lessons).text)
    }
}

extension LMDBReader.View {
    /// The marks of a student in all groups, by date and group.
    fileprivate borrowing func marks(
        of student: ID<User>,
        _ days: ClosedRange<Day>,
        for guest: Guest
    ) throws(ServiceError) -> [AttendanceMark] {
        var groups: [ID<Group>] = []
        try KeyRange(.userSheetGroups, owner: student.rawValue).forEach(
            in: self,
            reversed: false
        ) {
            (suffix, _, _) throws(ServiceError) -> Bool in
            var reader = KeyReader(suffix)
            do throws(RecordError) { groups.append(ID(try reader.id())) } catch {
                throw ServiceError(EngineError.damaged(error))
            }
            return true
        }
        var sheets: [AttendanceSheet] = []
        for group in groups {
            sheets += try self.sheets(of: group, days, only: student, for: guest)
        }
        return sheets.sorted { ($0.lessonDate, $0.groupID) < ($1.lessonDate, $1.groupID) }
            .flatMap(\.marks)
    }
}
