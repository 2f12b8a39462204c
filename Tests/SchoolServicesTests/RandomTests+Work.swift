import Records
import SchoolModel
import Storage
import TestSupport
import Testing

@testable import SchoolServices

/// What people pay, hand in, take and say in a small school.
struct Work {
    let organizations: [ID<Organization>?]
    let series: [ID<TestSeries>]
    let tests: [ID<SchoolTest>]
    let tasks: [ID<CodingTask>]
    var payments: [ID<Payment>] = []
    var attempts: [ID<TestAttempt>] = []
    var posts: [LessonDiscussion] = []
    var subjects: [ID<ForumPost>] = []
    var replies: [ID<ForumReply>] = []

    init(of school: SchoolFixture) throws {
        organizations = [nil, try school.organization().id, try school.organization().id]
        series = try (0..<2).map { try school.series("S\($0)").id }
        tests = try (0..<2).map { try school.test("T\($0)").id }
        tasks = try (0..<2).map { try school.task("T\($0)").id }
        try school.run(SetAnswerKey(of: tests[0], choices: AnswerMap([1: "A"])))
    }
}

extension World {
    /// Runs a request and keeps what it made.
    private func make<Request: WriteRequest>(
        _ request: Request
    ) throws -> Request.Outcome? {
        do throws(ServiceError) {
            let outcome = try school.run(request)
            accepted += 1
            return outcome
        } catch {
            if case .store = error { throw error }
            return nil
        }
    }

    private func number(_ range: Range<Int>) -> Int { Int.random(in: range, using: &random) }

    func pay() throws {
        let (student, group) = (any(students), any(groups))
        let amount = Money(hundredths: Int64(number(1..<10_000)))
        let day = school.today.advanced(by: -number(0..<4))
        let organization = any(work.organizations)
        switch number(0..<8) {
        case 0...1:
            var row = Payment(
                studentID: student,
                paymentDate: day,
                amount: amount,
                receiptNo: .missing
            )
            row.groupID = flag() ? group : nil
            row.status = any([.paid, .unpaid, .cancelled])
            if let made = try make(CreatePayment(row)) { work.payments.append(made.payment.id) }
        case 2 where !work.payments.isEmpty: try attempt(DeletePayment(any(work.payments)))
        case 3 where !work.payments.isEmpty: try attempt(RestorePayment(any(work.payments)))
        case 4 where !work.payments.isEmpty:
            let status = any([Payment.Status.paid, .unpaid, .cancelled])
            try attempt(
                UpdatePayment(any(work.payments)) { ($0.status, $0.amount) = (status, amount) }
            )
        case 5: try attempt(FinalizeLesson(group, on: day))
        case 6: try attempt(UnlockLesson(group, on: day))
        default:
            if flag() {
                try attempt(UpdateUser(student) { $0.organizationID = organization })
            } else {
                try attempt(UpdateGroup(group) { $0.organizationID = organization })
            }
        }
    }

    func talk() throws {
        let (user, cohort) = (any(students), any(cohorts))
        switch number(0..<8) {
        case 0...2:
            let parent = work.posts.isEmpty || flag() ? nil : any(work.posts)
            let say = PostDiscussion(
                about: parent?.lessonID ?? any(lessons),
                in: parent?.cohortID ?? cohort,
                "x",
                answering: parent?.id,
                as: user
            )
            if let post = try make(say) { work.posts.append(post) }
        case 3:
            let begin = PostToForum(in: cohort, title: "t", content: "c", as: user)
            if let post = try make(begin) { work.subjects.append(post.id) }
        case 4 where !work.subjects.isEmpty:
            let reply = ReplyInForum(to: any(work.subjects), "r", as: user)
            if let row = try make(reply) { work.replies.append(row.id) }
        case 5 where !work.posts.isEmpty: try attempt(DeleteDiscussion(any(work.posts).id))
        case 6 where !work.replies.isEmpty: try attempt(DeleteForumReply(any(work.replies)))
        case 7 where !work.subjects.isEmpty && flag():
            try attempt(DeleteForumPost(any(work.subjects)))
        default: break
        }
    }

    func code() throws {
        let task = any(work.tasks)
        var row = CodingSubmission(
            taskID: task,
            studentID: any(students),
            submittedCode: "x",
            status: any(Array(CodingSubmission.Status.allCases)),
            runType: any(Array(CodingSubmission.RunType.allCases))
        )
        if row.status == .failed { (row.passedCount, row.failedCount) = (number(0..<4), 1) }
        switch number(0..<6) {
        case 0: try attempt(SoftDeleteRow(task))
        case 1: try attempt(RestoreRow(task))
        default: try attempt(CreateSubmission(row))
        }
    }

    func test() throws {
        let (test, series, group) = (any(work.tests), any(work.series), any(groups))
        switch number(0..<9) {
        case 0: try attempt(AddTestSeries(series, to: group))
        case 1: try attempt(RemoveTestSeries(series, from: group))
        case 2: try attempt(SetSeriesTests(series, flag() ? work.tests : [test]))
        case 3: try attempt(AssignTest(test, groups: [group], students: [any(students)]))
        case 4: try attempt(UnassignTest(test, groups: [group], students: [any(students)]))
        case 5...6:
            if let row = try make(StartTest(test, student: any(students))) {
                work.attempts.append(row.id)
            }
        case 7 where !work.attempts.isEmpty:
            try attempt(SubmitTest(any(work.attempts), AnswerMap([1: "a"])))
        case 8 where !work.attempts.isEmpty:
            try attempt(GradeTest(any(work.attempts), Money(hundredths: 100)))
        default: break
        }
    }
}
