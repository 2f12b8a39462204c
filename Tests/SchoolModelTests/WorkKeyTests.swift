import Records
import SchoolModel
import Testing

/// Each key of tests, coding, payments, discussions and forums as the on-disk page spells it.
@Suite("Keys of work")
struct WorkKeyTests {
    @Test("Rows lie where the on-disk page says")
    func rows() {
        #expect(hex(key(of: CourseTeacher(courseID: 6, userID: 4))) == "02 0106 02 0104".packed)
        #expect(hex(key(of: link)) == "07 010a 22 0115".packed)
        #expect(
            hex(key(of: LessonHeld(groupID: 10, lessonDate: day))) == "07 010a 23 80004f8f".packed
        )
        #expect(hex(key(of: TestSeries(id: 21, name: "n"))) == "11 0115 00".packed)
        #expect(hex(key(of: item)) == "11 0115 01 0116".packed)
        #expect(hex(key(of: payment)) == "0b 14 0117".packed)
        #expect(hex(key(of: line)) == "03 0103 29 80004f8f 0118".packed)
        #expect(hex(key(of: topic)) == "0b 18 0119".packed)
        #expect(hex(key(of: task)) == "0f 011a 00".packed)
        #expect(hex(key(of: testCase)) == "0b 1a 011b".packed)
        #expect(hex(key(of: submission)) == "0b 1b 011c".packed)
        #expect(hex(key(of: CodingProgress(studentID: 3, taskID: 26))) == "03 0103 2c 011a".packed)
        #expect(hex(key(of: test)) == "10 0116 00".packed)
        #expect(hex(key(of: TestAnswerKey(testID: 22))) == "10 0116 01".packed)
        #expect(hex(key(of: assignment)) == "0b 1e 011d".packed)
        #expect(hex(key(of: attempt)) == "0b 1f 011e".packed)
        #expect(hex(key(of: result)) == "0b 20 011f".packed)
        #expect(hex(key(of: said)) == "0b 21 0120".packed)
        #expect(hex(key(of: post)) == "0e 0121 00".packed)
        #expect(hex(key(of: reply)) == "0b 23 0122".packed)
        #expect(hex(key(of: legacy)) == "0b 24 0123".packed)
    }

    @Test("Entries of series, tests and courses")
    func tests() {
        let helper = CourseTeacher(courseID: 6, userID: 4)
        expectEntry(CourseTeacher.ByUserAndCourse.self, helper, "03 0104 26 0106", "")
        expectEntry(GroupTestSeries.BySeriesAndGroup.self, link, "11 0115 02 010a", "")
        expectEntry(TestSeriesItem.ByTestAndSeries.self, item, "10 0116 04 0115", "")
        expectEntry(SchoolTest.ByKindAndTime.self, test, "0b 1d 01 7ffffffffffffffe 0116", "16")
        expectEntry(SchoolTest.ByOrganization.self, test, "08 00 0b 0116", "")
        expectEntry(TestAssignment.ByTest.self, assignment, "10 0116 02 011d", "")
        expectEntry(TestAssignment.ByGroup.self, assignment, "07 010a 26 011d", "")
        expectEntry(TestAssignment.ByStudent.self, assignment, "03 0103 2d 011d", "")
        expectEntry(TestAttempt.ByTestAndStudent.self, attempt, "10 0116 03 0103 011e", "1e")
        expectEntry(TestAttempt.ByStudent.self, attempt, "03 0103 2e 011e", "")
        expectEntry(TestAttempt.ByCohort.self, attempt, "01 0109 0b 011e", "")
        expectEntry(TestResult.ByStudentAndDate.self, result, "03 0103 2f 7fffb070 011f", "1f")
        expectEntry(TestResult.ByGroupAndDate.self, result, "07 010a 27 7fffb070 011f", "1f")
        expectEntry(LegacyGroupMember.ByCourse.self, legacy, "02 0106 04 0123", "")
        expectEntry(LegacyGroupMember.ByUser.self, legacy, "03 0103 33 0123", "")
    }

    @Test("Entries of payments and the ledger")
    func payments() {
        expectEntry(Payment.ByStudentAndDate.self, payment, "03 0103 27 7fffb070 0117", "17")
        expectEntry(Payment.ByGroupAndDate.self, payment, "07 010a 24 7fffb070 0117", "17")
        expectEntry(Payment.ByDate.self, payment, "0b 15 7fffb070 0117", "17")
        expectEntry(Payment.ByReceipt.self, payment, "0b 16 6e00", "17")
        let row = "03 0103 29 80004f8f 0118"
        expectEntry(BalanceEntry.ByGroup.self, line, "07 010a 25 80004f8f 0118", row)
        expectEntry(BalanceEntry.ByLesson.self, line, "03 0103 2a 010a 80004f8f 80000002", row)
        #expect(entry(BalanceEntry.ByPayment.self, of: line) == nil)
        var paid = line
        paid.paymentID = 23
        expectEntry(BalanceEntry.ByPayment.self, paid, "0b 17 0117 0118", row)
        #expect(entry(BalanceEntry.ByLesson.self, of: paid) == nil)
        paid = line
        paid.reason = .manual
        #expect(entry(BalanceEntry.ByLesson.self, of: paid) == nil)
    }

    @Test("Entries of coding")
    func coding() {
        expectEntry(CodingTopic.ByOrganizationAndName.self, topic, "08 0101 09 6e00", "19")
        expectEntry(CodingTask.ByTopicAndOrder.self, task, "0b 19 0119 80000002 011a", "1a")
        expectEntry(CodingTask.ByOrganization.self, task, "08 00 0a 011a", "")
        expectEntry(CodingTestCase.ByTaskAndOrder.self, testCase, "0f 011a 01 ffffffff 011b", "1b")
        let ended = "01 01"
        let task = "0f 011a 02 0103 011c"
        expectEntry(CodingSubmission.ByTaskAndStudent.self, submission, task, ended)
        let student = "03 0103 2b 7ffffffffffffffe 011c"
        expectEntry(CodingSubmission.ByStudentAndTime.self, submission, student, "1a" + ended)
        expectEntry(CodingSubmission.ByTime.self, submission, "0b 1c 7ffffffffffffffe 011c", "1c")
        let progress = CodingProgress(studentID: 3, taskID: 26, status: .completed)
        expectEntry(CodingProgress.ByTaskAndStudent.self, progress, "0f 011a 03 0103", "02")
    }

    @Test("Entries of discussions and forums; what is pinned comes first, answers last")
    func talk() {
        let time = "7ffffffffffffffe"
        let place = "0a 0108 02 0109"
        expectEntry(LessonDiscussion.ByLessonAndCohort.self, said, "\(place) 01 \(time) 0120", "20")
        var pinned = said
        pinned.isPinned = true
        expectEntry(
            LessonDiscussion.ByLessonAndCohort.self,
            pinned,
            "\(place) 00 \(time) 0120",
            "20"
        )
        pinned.parentID = 5
        expectEntry(
            LessonDiscussion.ByLessonAndCohort.self,
            pinned,
            "\(place) 02 \(time) 0120",
            "20"
        )
        expectEntry(
            LessonDiscussion.ByParent.self,
            pinned,
            "0b 22 0105 8000000000000001 0120",
            "20"
        )
        expectEntry(LessonDiscussion.ByUserAndCohort.self, said, "03 0103 30 0109 0120", "20")
        expectEntry(LessonDiscussion.ByCohort.self, said, "01 0109 0c 0120", "")
        #expect(entry(LessonDiscussion.ByParent.self, of: said) == nil)
        expectEntry(ForumPost.ByCohort.self, post, "01 0109 0d 01 \(time) 0121", "21")
        expectEntry(ForumPost.ByCourse.self, post, "02 0106 03 01 \(time) 0121", "21")
        expectEntry(ForumPost.ByUserAndCohort.self, post, "03 0103 31 0109 0121", "21")
        expectEntry(ForumReply.ByPost.self, reply, "0e 0121 01 8000000000000001 0122", "22")
        expectEntry(ForumReply.ByUserAndCohort.self, reply, "03 0103 32 0109 0122", "22")
        #expect(ForumReply.PostCount.owner(of: reply) == 33)
    }
}

private func expectEntry<I: SecondaryIndex>(
    _ index: I.Type,
    _ row: I.Row,
    _ key: String,
    _ content: String,
    sourceLocation: SourceLocation = #_sourceLocation
) {
    let found = entry(I.self, of: row)
    #expect(found.map { hex($0.key) } == key.packed, sourceLocation: sourceLocation)
    #expect(found.map { hex($0.content) } == content.packed, sourceLocation: sourceLocation)
}

extension String {
    fileprivate var packed: String { filter { $0 != " " } }
}

private let day = Day(20_367)
private let folded = FoldedText(text: "N", folded: "n")
private let stamps = Stamps(
    createdAt: Timestamp(milliseconds: 1),
    updatedAt: Timestamp(milliseconds: 1),
    version: 1
)
private let link = GroupTestSeries(groupID: 10, testSeriesID: 21)
private let item = TestSeriesItem(seriesID: 21, testID: 22, orderIndex: 0)
private let payment = Payment(
    id: 23,
    studentID: 3,
    groupID: 10,
    paymentDate: day,
    amount: Money(hundredths: 1),
    receiptNo: folded
)
private let line = BalanceEntry(
    id: 24,
    studentID: 3,
    groupID: 10,
    date: day,
    delta: Money(hundredths: -1),
    reason: .lessonCharge,
    revision: 2
)
private let topic = CodingTopic(id: 25, organizationID: 1, name: folded)
private let task = CodingTask(id: 26, topicID: 25, title: "t", description: "d", orderIndex: 2)
private let testCase = CodingTestCase(id: 27, taskID: 26, input: "", expected: "")
private let submission = CodingSubmission(
    id: 28,
    taskID: 26,
    studentID: 3,
    submittedCode: "",
    status: .failed,
    runType: .run,
    stamps: stamps
)
private let test = SchoolTest(id: 22, type: .exam, title: "t", stamps: stamps)
private let assignment = TestAssignment(id: 29, testID: 22, groupID: 10, studentID: 3)
private let attempt = TestAttempt(
    id: 30,
    testID: 22,
    studentID: 3,
    startedAt: .missing,
    cohortID: 9
)
private let result = TestResult(
    id: 31,
    studentID: 3,
    groupID: 10,
    testName: "t",
    score: 1,
    maxScore: 2,
    date: day
)
private let said = LessonDiscussion(
    id: 32,
    lessonID: 8,
    cohortID: 9,
    userID: 3,
    content: "c",
    stamps: stamps
)
private let post = ForumPost(
    id: 33,
    courseID: 6,
    cohortID: 9,
    userID: 3,
    title: "t",
    content: "c",
    stamps: stamps
)
private let reply = ForumReply(
    id: 34,
    forumPostID: 33,
    cohortID: 9,
    userID: 3,
    content: "c",
    stamps: stamps
)
private let legacy = LegacyGroupMember(id: 35, groupRef: "g", courseID: 6, userID: 3)
