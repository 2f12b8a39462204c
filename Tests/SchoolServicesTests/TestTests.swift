import Records
import SchoolModel
import Storage
import Testing

@testable import SchoolServices

@Suite("Tests")
struct TestTests {
    // S4-09, S4-27
    @Test("INV-51: a test is begun by who is told to, in its window, and only ever goes forward")
    func flow() throws {
        let school = try SchoolFixture()
        let (student, test) = (try school.user(), try school.test())
        func refused(_ rule: String) throws {
            try school.expectRefusal(
                .checkFailed(TestAttempt.table, field: "testId", rule: rule),
                of: StartTest(test.id, student: student.id)
            )
        }
        try refused("assigned")
        let group = try school.group(students: [student])
        let now = school.clock.now.milliseconds
        let from = Timestamp(milliseconds: now + 86_400_000)
        let to = Timestamp(milliseconds: now + 2 * 86_400_000)
        try school.run(AssignTest(test.id, groups: [group.id], from: from, to: to))
        try refused("inWindow")
        school.clock.advance(days: 1)
        let attempt = try school.run(StartTest(test.id, student: student.id))
        #expect(try school.run(StartTest(test.id, student: student.id)) == attempt)
        try school.expectRefusal(
            .checkFailed(TestAttempt.table, field: "status", rule: "submitted"),
            of: GradeTest(attempt.id, Money(hundredths: 100))
        )
        try school.run(SubmitTest(attempt.id))
        let started = ServiceError.checkFailed(
            TestAttempt.table,
            field: "status",
            rule: "started"
        )
        try school.expectRefusal(started, of: SubmitTest(attempt.id))
        try school.expectRefusal(started, of: SaveAnswers(of: attempt.id, AnswerMap()))
        let graded = try school.run(GradeTest(attempt.id, Money(hundredths: 950)))
        #expect(graded.status == .graded && graded.score?.text == "9.50")
        try school.expectRefusal(started, of: SubmitTest(attempt.id))
        school.clock.advance(days: 1)
        try refused("inWindow")
        try school.run(RemoveStudent(from: group.id, student.id))
        try refused("assigned")
        try school.run(UpdateRow(test.id) { $0.isActive = false })
        try refused("active")
    }

    // S4-07, S4-25, S4-27
    @Test("What can be graded by a key is: letters and numbers, with commas too")
    func scores() throws {
        let school = try SchoolFixture()
        let (student, test) = (try school.user(), try school.test())
        try school.run(
            SetAnswerKey(
                of: test.id,
                choices: AnswerMap([1: "A", 2: "b", 3: "C"]),
                numbers: AnswerMap([11: "25", 12: "2,5", 13: "-0.50"]),
                written: "as you like"
            )
        )
        try school.run(AssignTest(test.id, students: [student.id]))
        let attempt = try school.run(StartTest(test.id, student: student.id))
        let answers = AnswerMap([
            1: " a", 2: "B", 3: "D", 11: "25,0", 12: "02.50", 13: "-0,5", 20: "any \"text\"\n",
        ])
        let saved = try school.run(SaveAnswers(of: attempt.id, answers))
        #expect(AnswerMap(saved.answers) == answers)
        #expect(try school.run(SubmitTest(attempt.id)).score?.text == "5.00")
    }

    @Test(
        "Numbers are compared as numbers",
        arguments: [
            ("25", "25,0", true), ("25", "+025", true), ("0", "-0", true), (".5", "0,50", true),
            ("2.5", "25", false), ("1.2.3", "1.2.3", true), ("", "0", false), ("-1", "1", false),
        ]
    )
    func numbers(_ left: String, _ right: String, _ same: Bool) {
        #expect((left.answeredNumber == right.answeredNumber) == same)
    }

    // S4-25
    @Test("INV-50, T20: one key for a test, a question is of one kind, and students see none")
    func keys() throws {
        let school = try SchoolFixture()
        let test = try school.test()
        let first = try school.run(SetAnswerKey(of: test.id, choices: AnswerMap([1: "A"])))
        let second = try school.run(SetAnswerKey(of: test.id, numbers: AnswerMap([1: "7"])))
        #expect(first.id == second.id && second.mcqAnswers == .empty)
        #expect(second.numericAnswers.text == #"{"1":"7"}"#)
        try school.expectRefusal(
            .checkFailed(
                TestAnswerKey.table,
                field: "numeric",
                rule: "eitherChoiceOrNumber"
            ),
            of: SetAnswerKey(
                of: test.id,
                choices: AnswerMap([1: "A"]),
                numbers: AnswerMap([1: "7"])
            )
        )
        #expect(throws: ServiceError.notFound(TestAnswerKey.table, id: 0)) {
            try school.read { view throws(ServiceError) in
                try view.answerKey(of: test.id, for: .student)
            }
        }
    }

    @Test("S4-26: an assignment has a target; telling again moves the window")
    func assignments() throws {
        let school = try SchoolFixture()
        let (student, test) = (try school.user(), try school.test())
        let group = try school.group(students: [student])
        try school.expectRefusal(
            .checkFailed(TestAssignment.table, field: "groupIds", rule: "target"),
            of: AssignTest(test.id)
        )
        let rows = try school.run(
            AssignTest(test.id, groups: [group.id], students: [student.id])
        )
        #expect(rows.count == 2)
        let now = school.clock.now
        let again = try school.run(AssignTest(test.id, groups: [group.id], from: now))
        #expect(again.map(\.id) == [rows[0].id] && again[0].availableFrom == now)
        try school.expectRefusal(
            .checkFailed(TestAssignment.table, field: "to", rule: "after from"),
            of: AssignTest(test.id, groups: [group.id], from: now, to: now)
        )
        let available = try school.read { view throws(ServiceError) in
            try view.testsAvailable(to: student.id, at: now)
        }
        #expect(available == [test])
        #expect(try school.run(UnassignTest(test.id, students: [student.id])) == 1)
        #expect(school.count(TestAssignment.table) == 1)
    }

    @Test("S4-29: a result has a score that can be reached")
    func results() throws {
        let school = try SchoolFixture()
        let student = try school.user()
        var row = TestResult(
            studentID: student.id,
            testName: "BSQ",
            score: 90,
            maxScore: 100,
            date: school.today
        )
        #expect(try school.run(CreateRow(row)).id == 1)
        row.score = 101
        try school.expectRefusal(
            .checkFailed(TestResult.table, field: "score", rule: "range 0...maxScore"),
            of: CreateRow(row)
        )
    }

    @Test(
        "Answers that were not written here are not read",
        arguments: [
            "", "[]", "{", #"{"a":"b"}"#, #"{"1":"b"}x"#, #"{"1":"b",}"#, #"{"1" "b"}"#,
            #"{"1":"b"#,
        ]
    )
    func malformed(_ text: String) {
        #expect(AnswerMap(JSONText(trusted: text)) == nil)
    }
}
