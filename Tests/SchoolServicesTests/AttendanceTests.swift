import Records
import SchoolModel
import SchoolServices
import Storage
import Testing

@Suite("Registers")
struct AttendanceTests {
    let school: SchoolFixture
    let students: [User]
    let group: Group

    init() throws {
        school = try SchoolFixture()
        students = try school.users(25)
        group = try school.group(students: students)
    }

    private var today: Day { school.today }

    private func items(
        on day: Day,
        _ status: (Int) -> AttendanceStatus = { $0 % 5 == 0 ? .absent : .present }
    ) -> [MarkItem] {
        students.enumerated().map { MarkItem($1.id, on: day, status($0)) }
    }

    @Test("INV-36: a class is marked in one request, and again changes nothing")
    func markClass() throws {
        let request = BulkSetAttendance(in: group.id, items(on: today))
        let first = try school.run(request)
        #expect((first.saved, first.created, first.unchanged) == (25, 25, 0))
        let before = try school.dump()
        school.clock.advance(milliseconds: 1_000)
        let second = try school.run(request)
        #expect((second.saved, second.created, second.unchanged) == (25, 0, 25))
        #expect(try school.dump() == before)
        #expect(second.versions == [today: 1])
        #expect(try school.sheet(of: group, on: today)?.marks.count == 25)
    }

    // S4-18
    @Test("INV-36: a mark that changes keeps when it was made, and the register's version grows")
    func change() throws {
        try school.run(BulkSetAttendance(in: group.id, items(on: today)))
        let made = school.clock.now
        school.clock.advance(milliseconds: 1_000)
        let item = MarkItem(students[3].id, on: today, .late, note: "bus")
        let outcome = try school.run(SetAttendance(in: group.id, item))
        #expect((outcome.version, outcome.isNew, outcome.isChanged) == (2, false, true))
        let mark = try #require(
            try school.sheet(of: group, on: today)?.mark(of: students[3].id)
        )
        #expect(mark == outcome.mark)
        #expect((mark.createdAt, mark.updatedAt) == (made, school.clock.now))
        let kept = MarkItem(students[3].id, on: today, .late)
        #expect(try school.run(SetAttendance(in: group.id, kept)).isChanged == false)
        let noNote = MarkItem(students[3].id, on: today, .late, note: "")
        #expect(try school.run(SetAttendance(in: group.id, noNote)).mark.note == nil)
        try school.expectRefusal(
            .staleVersion(current: 3),
            of: SetAttendance(in: group.id, item, ifVersion: 2)
        )
    }

    @Test("INV-37: registers of many days are one each, and leap days and year ends are days")
    func days() throws {
        let days = ["2024-02-29", "2024-12-31", "2025-01-01", "2025-10-06"].compactMap { Day($0) }
        let all = days.flatMap { items(on: $0) }
        let outcome = try school.run(BulkSetAttendance(in: group.id, all.shuffled()))
        #expect(outcome.created == 100)
        #expect(outcome.versions.keys.sorted() == days)
        #expect(school.count(.attendanceSheet) == 4)
    }

    @Test("INV-38: a day after today is refused")
    func future() throws {
        let tomorrow = today.advanced(by: 1)
        try school.expectRefusal(
            .item(index: 0, .futureDate(tomorrow)),
            of: BulkSetAttendance(in: group.id, items(on: tomorrow))
        )
        try school.expectRefusal(
            .futureDate(tomorrow),
            of: SetAttendance(in: group.id, MarkItem(students[0].id, on: tomorrow, .present))
        )
        try school.expectRefusal(.futureDate(tomorrow), of: MarkAll(in: group.id, on: tomorrow))
    }

    // S4-44
    @Test("INV-38: who never was a student of the group is refused, who left is not")
    func strangers() throws {
        let stranger = try school.user()
        let item = MarkItem(stranger.id, on: today, .present)
        let missing = ServiceError.referenceMissing(
            .groupMembership,
            field: "studentId",
            id: stranger.id.rawValue
        )
        try school.expectRefusal(missing, of: SetAttendance(in: group.id, item))
        try school.expectRefusal(
            .item(index: 25, missing),
            of: BulkSetAttendance(in: group.id, items(on: today) + [item])
        )
        try school.run(RemoveStudent(from: group.id, students[0].id))
        let left = MarkItem(students[0].id, on: today, .present)
        #expect(try school.run(SetAttendance(in: group.id, left)).isNew)
    }

    @Test("INV-38: a day on which the group does not meet is a warning, and refused if strict")
    func schedule() throws {
        try school.run(UpdateGroup(group.id) { $0.daysOfWeek = Weekdays(rawValue: 0b1001) })
        let tuesday = today.advanced(by: -6)
        let item = MarkItem(students[0].id, on: tuesday, .present)
        let outcome = try school.run(SetAttendance(in: group.id, item))
        #expect(outcome.warnings == ["off_schedule"])
        let offSchedule = ServiceError.checkFailed(
            .attendanceSheet,
            field: "lessonDate",
            rule: "offSchedule"
        )
        try school.expectRefusal(
            offSchedule,
            of: SetAttendance(in: group.id, item, isStrict: true)
        )
        #expect(try school.run(MarkAll(in: group.id, on: today)).warnings == [])
    }

    @Test("H10: what is not atomic writes the good items and names the others")
    func partial() throws {
        let stranger = try school.user()
        let mixed = [
            MarkItem(students[0].id, on: today, .present),
            MarkItem(stranger.id, on: today, .present),
            MarkItem(students[1].id, on: today.advanced(by: 1), .present),
            MarkItem(students[2].id, on: today, .late),
        ]
        let outcome = try school.run(
            BulkSetAttendance(in: group.id, mixed, isAtomic: false)
        )
        #expect((outcome.saved, outcome.created) == (2, 2))
        #expect(outcome.failed.map(\.index).sorted() == [1, 2])
        #expect(outcome.versions == [today: 1])
    }

    @Test("H19: the same student and day twice is refused")
    func duplicates() throws {
        let twice = items(on: today) + [MarkItem(students[4].id, on: today, .late)]
        try school.expectRefusal(
            .invalidParams(path: "items[25]", reason: "the same student and day twice"),
            of: BulkSetAttendance(in: group.id, twice, isAtomic: false)
        )
    }

    @Test("H19: marking all covers who was there that day, and leaves what is marked if told")
    func markAll() throws {
        try school.run(RemoveStudent(from: group.id, students[0].id))
        let late = MarkItem(students[1].id, on: today, .late)
        try school.run(SetAttendance(in: group.id, late))
        let outcome = try school.run(MarkAll(in: group.id, on: today, onlyMissing: true))
        #expect(outcome.created == 23)
        let sheet = try #require(try school.sheet(of: group, on: today))
        #expect(sheet.mark(of: students[0].id) == nil)
        #expect(sheet.mark(of: students[1].id)?.status == .late)
        let before = try school.run(MarkAll(in: group.id, on: today.advanced(by: -1), .absent))
        #expect(before.created == 25)
    }

    @Test("H1: who left after midnight was not there that day, where the school is")
    func timeZone() throws {
        // 22:30 UTC is half past two of the next day in Baku.
        school.clock.advance(milliseconds: 10 * 3_600_000 + 1_800_000)
        school.context.day = { Timestamp(milliseconds: $0.milliseconds + 4 * 3_600_000).day }
        try school.run(RemoveStudent(from: group.id, students[0].id))
        let local = today.advanced(by: 1)
        #expect(try school.run(MarkAll(in: group.id, on: local)).created == 24)
        #expect(try school.run(MarkAll(in: group.id, on: today)).created == 25)
    }

    @Test("H13: a deleted student keeps the marks and takes no new ones")
    func deleted() throws {
        try school.run(MarkAll(in: group.id, on: today.advanced(by: -1)))
        try school.run(SoftDeleteUser(students[0].id))
        try school.expectRefusal(
            .deleted(.user, id: students[0].id.rawValue),
            of: SetAttendance(in: group.id, MarkItem(students[0].id, on: today, .present))
        )
        #expect(try school.run(MarkAll(in: group.id, on: today)).created == 24)
    }

    @Test("Clearing takes marks away, and a register without marks goes")
    func clear() throws {
        try school.run(BulkSetAttendance(in: group.id, items(on: today)))
        let marks = students.map { ClearAttendance.Item($0.id, on: today) }
        #expect(try school.run(ClearAttendance(in: group.id, Array(marks.prefix(5)))) == 5)
        #expect(try school.sheet(of: group, on: today)?.marks.count == 20)
        #expect(try school.run(ClearAttendance(in: group.id, marks)) == 20)
        #expect(school.count(.attendanceSheet) == 0)
        #expect(try school.run(ClearAttendance(in: group.id, marks)) == 0)
    }

    @Test("Loading writes whole registers, adds to those that are there, and twice changes nothing")
    func load() throws {
        try school.run(SetAttendance(in: group.id, MarkItem(students[0].id, on: today, .late)))
        let registers = (0..<30).map { back in
            LoadAttendance.Register(
                on: today.advanced(by: -back),
                students.map { ($0.id, back % 3 == 0 ? .present : .absent) }
            )
        }
        let outcome = try school.run(LoadAttendance(into: group.id, registers))
        #expect((outcome.created, outcome.updated) == (30 * 25 - 1, 1))
        let before = try school.dump()
        #expect(try school.run(LoadAttendance(into: group.id, registers)).unchanged == 750)
        #expect(try school.dump() == before)
        let stranger = try school.user()
        let wrong = LoadAttendance.Register(on: today, [(stranger.id, .present)])
        try school.expectRefusal(
            .item(
                index: 0,
                .referenceMissing(
                    .groupMembership,
                    field: "studentId",
                    id: stranger.id.rawValue
                )
            ),
            of: LoadAttendance(into: group.id, [wrong])
        )
    }
}
