import Collation
import Engine
import LMDB
import Records
import SchoolModel
import SchoolServices
import Storage
import Testing

@Suite("Queries at their limits")
struct QueriesLimitTests {
    let school: QueriesSchool

    init() throws { school = try QueriesSchool() }

    /// The largest id, and the one before.
    private static let largest = ID<User>.maximum

    @Test(
        "Ids of sixteen digits, a class of a thousand and long notes fit into the room that is made"
    )
    func largeRows() throws {
        let group = try school.insert(
            Group(
                id: ID(Self.largest),
                name: school.collator.folded("Böyük"),
                displayName: "Böyük"
            )
        )
        let note = String(repeating: "\u{1}ə\"", count: 300)
        let marks = (0..<1000).map { (number: Int) -> AttendanceMark in
            let student = Self.largest - 1000 + UInt64(number)
            let marker: UInt64 = number % 7 == 0 ? 1 : Self.largest
            return AttendanceMark(
                studentID: ID(student),
                status: .excused,
                markedByID: ID(marker),
                markedAt: Timestamp(milliseconds: 253_402_300_799_999),
                note: number % 10 == 0 ? note : nil,
                entryState: number % 3 == 0 ? .draft : .confirmed,
                createdAt: Timestamp(milliseconds: 0),
                updatedAt: Timestamp(milliseconds: 0)
            )
        }
        let day = QueriesSchool.monday
        try school.insert(AttendanceSheet(groupID: group.id, lessonDate: day, marks: marks))
        let expected = marks.map { Oracle.mark(group.id, day, $0) }
        let whole = AttendanceOfGroup(group: group.id, from: day, through: day)
        #expect(try school.answer(whole) == Oracle.array(expected))
        for number in [0, 1, 999] {
            let query = AttendanceOfStudent(
                student: marks[number].studentID,
                from: day,
                through: day
            )
            #expect(try school.answer(query) == Oracle.array([expected[number]]))
        }
    }

    @Test("The first and the last day that can be written are days like others")
    func firstAndLastDay() throws {
        let group = school.groups[0].id
        let ends = Day.writable
        for day in [ends.lowerBound, ends.upperBound] {
            let mark = AttendanceMark(
                studentID: school.students[0].id,
                status: .late,
                createdAt: Timestamp(milliseconds: 0),
                updatedAt: Timestamp(milliseconds: 0)
            )
            try school.insert(AttendanceSheet(groupID: group, lessonDate: day, marks: [mark]))
            let query = AttendanceOfGroup(group: group, from: day, through: day)
            #expect(try school.answer(query) == Oracle.array([Oracle.mark(group, day, mark)]))
        }
    }

    @Test("An answer stands behind what was written before it")
    func appends() throws {
        let cohort = school.cohorts[1].id
        let (open, roster) = (
            ScheduleStatus(cohort: cohort, on: QueriesSchool.monday),
            CohortRoster(cohort: cohort, collator: school.collator)
        )
        var reader = try school.store.makeReader()
        var output = OutputBuffer(capacity: 16)
        try reader.read { view throws(ServiceError) in
            // Both turn to the cold path, which takes back what the fast one has written.
            try open.write(from: view, to: &output)
            try roster.write(from: view, to: &output)
        }
        let whole = try String(utf8: output.bytes)
        #expect(try whole == school.answer(open) + school.answer(roster))
    }

    // INV-01
    @Test("A flipped bit in a value that is read is damage, and no answer")
    func damage() throws {
        let (group, student) = (school.groups[2].id, school.students[0].id)
        var sheet = Key()
        sheet.begin(.sheets, owner: group)
        sheet.append(QueriesSchool.monday)
        let day = QueriesSchool.monday
        try flip(sheet)
        try expectDamage(AttendanceOfGroup(group: group, from: day, through: day))
        try expectDamage(AttendanceOfStudent(student: student, from: day, through: day))
        var course = Key()
        course.begin(.course, owner: school.courses[0].id)
        try flip(course)
        try expectDamage(EnrollmentsOfStudent(student: student))
        var check = Key()
        check.begin(.courseStudents, owner: school.courses[0].id)
        check.append(student)
        try flip(check)
        try expectDamage(EnrollmentCheck(student: student, course: school.courses[0].id))
        var totals = Key()
        totals.begin(.courseCounters, owner: school.courses[0].id)
        try flip(totals)
        try expectDamage(CohortRoster(cohort: school.cohorts[0].id, collator: school.collator))
        try expectDamage(ScheduleStatus(cohort: school.cohorts[0].id, on: day))
    }

    private func flip(_ key: Key) throws {
        var reader = try school.engine.makeReader()
        let value = try reader.read { view throws(EngineError) in
            guard let value = try view.value(for: key.bytes) else { throw EngineError.ended }
            return [UInt8](copying: value)
        }
        try school.engine.write { transaction throws(EngineError) in
            var bytes = value
            bytes[bytes.count - 1] ^= 1
            try transaction.put(key.bytes, bytes.rawSpan)
        }
    }

    private func expectDamage(_ query: some Query) throws {
        #expect(throws: ServiceError.store(.engine(.damaged(.checksumMismatch)))) {
            try school.answer(query)
        }
    }
}
