import Records
import SchoolModel
import Storage
import Testing

@testable import SchoolServices

@Suite("Final lessons")
struct FinalizeTests {
    @Test("INV-42: who was there is charged once, however often the lesson is closed")
    func charges() throws {
        let school = try SchoolFixture()
        let students = try school.users(4)
        let group = try school.group(students: students) { draft in
            (draft.monthlyFee, draft.monthlyLessonsCount) = (Money("80"), 8)
        }
        let day = school.today
        let statuses: [AttendanceStatus] = [.present, .late, .absent, .excused]
        for (student, status) in zip(students, statuses) {
            let item = MarkItem(student.id, on: day, status)
            try school.run(SetAttendance(in: group.id, item))
        }
        let outcome = try school.run(FinalizeLesson(group.id, on: day))
        #expect(outcome.charged.map(\.delta.text) == ["-10.00", "-10.00"])
        #expect(outcome.held.isFinalized)
        #expect(try school.run(FinalizeLesson(group.id, on: day)).charged == [])
        try school.run(UnlockLesson(group.id, on: day))
        #expect(try school.run(FinalizeLesson(group.id, on: day)).charged == [])
        #expect(try students.map(school.balance) == ["-10.00", "-10.00", "0.00", "0.00"])
    }

    @Test("H22: closing again after a change writes the difference; opening writes nothing")
    func corrections() throws {
        let school = try SchoolFixture()
        let students = try school.users(2)
        let group = try school.group(students: students) { draft in
            (draft.monthlyFee, draft.monthlyLessonsCount) = (Money("100"), 3)
        }
        let day = school.today
        try school.run(
            SetAttendance(in: group.id, MarkItem(students[0].id, on: day, .present))
        )
        try school.run(FinalizeLesson(group.id, on: day))
        #expect(try school.balance(students[0]) == "-33.33")
        try school.run(UnlockLesson(group.id, on: day))
        #expect(try school.balance(students[0]) == "-33.33")
        try school.run(SetAttendance(in: group.id, MarkItem(students[0].id, on: day, .absent)))
        try school.run(SetAttendance(in: group.id, MarkItem(students[1].id, on: day, .late)))
        let outcome = try school.run(FinalizeLesson(group.id, on: day))
        #expect(outcome.charged.map(\.delta.text) == ["33.33", "-33.33"])
        #expect(try students.map(school.balance) == ["0.00", "-33.33"])
        #expect(try school.ledger(students[0]).map(\.reason) == [.lessonCharge, .reversal])
    }

    @Test("H22: a final register takes no changes")
    func locked() throws {
        let school = try SchoolFixture()
        let student = try school.user()
        let group = try school.group(students: [student])
        let day = school.today
        let mark = MarkItem(student.id, on: day, .present)
        try school.run(SetAttendance(in: group.id, mark))
        let held = try school.run(FinalizeLesson(group.id, on: day)).held
        #expect(try school.ledger(student) == [], "a group without a fee charges nothing")
        let error = ServiceError.locked(LessonHeld.table, id: held.id.rawValue)
        let absent = MarkItem(student.id, on: day, .absent)
        try school.expectRefusal(error, of: SetAttendance(in: group.id, absent))
        try school.expectRefusal(
            error,
            of: ClearAttendance(in: group.id, [.init(student.id, on: day)])
        )
        try school.run(SetAttendance(in: group.id, mark))
        try school.run(UnlockLesson(group.id, on: day))
        try school.run(SetAttendance(in: group.id, absent))
    }

    @Test("INV-42: who has left is not charged")
    func leavers() throws {
        let school = try SchoolFixture()
        let student = try school.user()
        let group = try school.group(students: [student]) { $0.monthlyFee = Money("8") }
        let day = school.today
        try school.run(SetAttendance(in: group.id, MarkItem(student.id, on: day, .present)))
        try school.run(RemoveStudent(from: group.id, student.id))
        #expect(try school.run(FinalizeLesson(group.id, on: day)).charged == [])
        try school.expectRefusal(
            .futureDate(day.advanced(by: 1)),
            of: FinalizeLesson(group.id, on: day.advanced(by: 1))
        )
    }
}
