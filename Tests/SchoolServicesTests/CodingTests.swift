import Collation
import Records
import SchoolModel
import Storage
import TestSupport
import Testing

@testable import SchoolServices

@Suite("Coding")
struct CodingTests {
    // S4-23
    @Test("INV-49: attempts of a student at a task are numbered without gaps")
    func attempts() throws {
        let school = try SchoolFixture()
        let (one, two) = (try school.user(), try school.user())
        let (task, other) = (try school.task(), try school.task("Other"))
        let numbers = try [(one, task), (one, task), (two, task), (one, other), (one, task)].map {
            try school.submit($0.0, $0.1, .failed).submission.attemptNo
        }
        #expect(numbers == [1, 2, 1, 1, 3])
    }

    // S4-08, S4-28
    @Test("Progress follows from the submissions; a trial run completes nothing")
    func progress() throws {
        let school = try SchoolFixture()
        let (student, task) = (try school.user(), try school.task())
        let run = try school.submit(student, task) { $0.runType = .run }
        #expect(run.progress.status == .inProgress && run.progress.score == nil)
        let failed = try school.submit(student, task, .failed) { row in
            (row.passedCount, row.failedCount) = (2, 1)
        }
        #expect(failed.progress.status == .inProgress && failed.progress.score == 66)
        let passed = try school.submit(student, task)
        #expect(passed.progress.status == .completed && passed.progress.score == 100)
        let later = try school.submit(student, task, .error)
        #expect(later.progress.status == .completed && later.progress.score == 100)
        try school.tamper(later.progress) { $0.status = .inProgress }
        #expect(try school.findings().map(\.rule) == ["codingprogress.stale"])
        school.abandon()
    }

    // S4-34, S4-50
    @Test("INV-49: the ranking counts distinct solved tasks, and orders ties")
    func ranking() throws {
        let school = try SchoolFixture()
        let students = try school.users(4)
        let tasks = [try school.task("A"), try school.task("B")]
        try school.submit(students[0], tasks[0])
        try school.submit(students[0], tasks[0])
        try school.submit(students[1], tasks[0])
        try school.submit(students[2], tasks[0])
        try school.submit(students[2], tasks[1])
        try school.submit(students[3], tasks[1]) { $0.runType = .run }
        var ranking = CodingRanking()
        func order() throws -> [UInt64] {
            try school.read { view throws(ServiceError) in try ranking.lines(in: view) }
                .map(\.studentID.rawValue)
        }
        let ids = students.map(\.id.rawValue)
        // One attempt for one task is better than two.
        #expect(try order() == [ids[2], ids[1], ids[0]])
        ranking.order = .attempts
        #expect(try order() == [ids[2], ids[0], ids[1]])
        ranking.includesRuns = true
        #expect(try order().count == 4)
        ranking.group = try school.group(students: [students[0]]).id
        #expect(try order() == [ids[0]])
        ranking.group = nil
        ranking.topic = try school.topic().id
        #expect(try order() == [])
    }

    // S4-22
    @Test("INV-50: students see samples only")
    func hiddenCases() throws {
        let school = try SchoolFixture()
        let task = try school.task()
        let cases = try school.run(
            SetTestCases(
                of: task.id,
                [
                    TestCaseDraft(input: "1 2", expected: "3"),
                    TestCaseDraft(input: "9 9", expected: "18", isSample: false),
                ]
            )
        )
        func seen(_ audience: Audience) throws -> [CodingTestCase] {
            try school.read { view throws(ServiceError) in
                try view.testCases(of: task.id, for: audience)
            }
        }
        #expect(try seen(.staff) == cases)
        #expect(try seen(.student) == [cases[0]])
        let kept = TestCaseDraft(id: cases[1].id, input: "9 9", expected: "18")
        #expect(try school.run(SetTestCases(of: task.id, [kept])).map(\.id) == [cases[1].id])
        #expect(school.count(CodingTestCase.table) == 1)
    }

    // S4-34
    @Test("INV-52, S4-47: an import is all or nothing, names the bad one, and exports as it was")
    func importing() throws {
        let school = try SchoolFixture()
        let topic = try school.topic()
        let items = ["A", "B"].map { title in
            ImportCoding.Item(
                CodingTask(title: title, description: "d"),
                [TestCaseDraft(input: "1", expected: "1", isSample: title == "A")]
            )
        }
        var bad = items
        bad[1].task.title = ""
        try school.expectRefusal(
            .item(
                index: 1,
                .checkFailed(CodingTask.table, field: "title", rule: "length 1...255")
            ),
            of: ImportCoding(bad, topic: topic.id)
        )
        let outcome = try school.run(ImportCoding(items, topic: topic.id))
        #expect(outcome.tasks.map(\.title) == ["A", "B"] && outcome.testCases == 2)
        let exported = try school.read { view throws(ServiceError) in
            try view.codingTasks(of: topic.id)
        }
        #expect(exported.map(\.task) == outcome.tasks)
        #expect(exported.map(\.cases) == items.map(\.cases))
    }

    @Test("S4-20: a topic's name is unique in its organisation, however it is written")
    func topics() throws {
        let school = try SchoolFixture()
        let topic = try school.topic("Loops")
        try school.expectRefusal(
            .unique(
                CodingTopic.table,
                constraint: "codingTopic.organization_name",
                existing: topic.id.rawValue
            ),
            of: CreateRow(CodingTopic(name: school.collator.folded("LOOPS")))
        )
        let task = try school.task { $0.topicID = topic.id }
        try school.run(DeleteRow(topic.id))
        #expect(try school.now(task).topicID == nil)
    }

    // S4-31
    @Test("S4-21: a deleted task takes no programs, and keeps those that it has")
    func softDelete() throws {
        let school = try SchoolFixture()
        let (student, task) = (try school.user(), try school.task())
        try school.submit(student, task)
        try school.run(SoftDeleteRow(task.id))
        let row = CodingSubmission(
            taskID: task.id,
            studentID: student.id,
            submittedCode: "x",
            status: .passed
        )
        try school.expectRefusal(
            .deleted(CodingTask.table, id: task.id.rawValue),
            of: CreateSubmission(row)
        )
        try school.run(RestoreRow(task.id))
        #expect(try school.submit(student, task).submission.attemptNo == 2)
        var long = row
        long.submittedCode = String(repeating: "x", count: Maximum.codeByteCount + 1)
        try school.expectRefusal(
            .tooLarge(limit: Maximum.codeByteCount),
            of: CreateSubmission(long)
        )
    }
}
