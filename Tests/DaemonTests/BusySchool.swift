import Client
import Daemon
import Testing

/// Calls that make many rows of each kind that lists show; `#` stands for a number.
private let everyday: [(count: Int, method: String, params: String)] = [
    (20, "organization/create", #"{"name":"Filial #","slug":"filial-#","parentId":1}"#),
    (40, "program/create", #"{"code":"P-#","name":"Proqram #","organizationId":1}"#),
    (12, "application/create", #"{"userId":#+1,"program":"bootcamp"}"#),
    (40, "ref/set", #"{"source":"köhnə","entity":"user","externalId":"x#","id":2}"#),
    (12, "parent/link", #"{"parentId":21,"studentId":#+1}"#),
    (40, "module/create", #"{"courseId":1,"title":"M #"}"#),
    (40, "lesson/create", #"{"moduleId":1,"title":"D #"}"#),
    (12, "courseTeacher/add", #"{"courseId":1,"userId":#*5+9}"#),
    (20, "progress/set", #"{"lessonId":#,"studentId":4,"cohortId":1,"completed":true}"#),
    (40, "test/create", #"{"title":"T #","type":"quiz"}"#),
    (40, "test/assign", #"{"testId":#,"groupIds":[1],"studentIds":[2]}"#),
    (12, "test/assign", #"{"testId":1,"studentIds":[#+1]}"#),
    (40, "test/start", #"{"testId":#,"studentId":2}"#),
    (11, "test/start", #"{"testId":1,"studentId":#+2}"#),
    (
        40, "test/addResult",
        #"{"studentId":2,"groupId":1,"testName":"B #","score":1,"maxScore":2,"date":"2026-10-12"}"#
    ),
    (40, "testSeries/create", #"{"name":"S #","organizationId":1}"#),
    (40, "group/addTestSeries", #"{"groupId":1,"testSeriesId":#}"#),
    (40, "payment/create", ##"{"studentId":2,"groupId":1,"amount":"#.50","status":"paid"}"##),
    (11, "payment/create", ##"{"studentId":#+2,"amount":"#.50"}"##),
    (40, "codingTopic/create", #"{"name":"Mövzu #","organizationId":1}"#),
    (40, "codingTask/create", #"{"title":"K #","description":"d","topicId":1}"#),
    (40, "codingTask/create", #"{"title":"L #","description":"d"}"#),
    (
        1, "codingTestCase/set",
        #"{"taskId":1,"cases":["#
            + Array(repeating: #"{"input":"1","expected":"1"}"#, count: 40)
            .joined(separator: ",") + "]}"
    ),
    (
        40, "codingSubmission/create",
        #"{"taskId":#,"studentId":2,"submittedCode":"x","status":"passed"}"#
    ),
    (
        12, "codingSubmission/create",
        #"{"taskId":1,"studentId":#+1,"submittedCode":"x","status":"failed"}"#
    ),
    (40, "discussion/post", #"{"lessonId":1,"cohortId":1,"content":"S #","userId":2}"#),
    (40, "forum/post", #"{"cohortId":1,"title":"M #","content":"a","userId":3}"#),
    (40, "forum/reply", #"{"forumPostId":1,"content":"C #","userId":3}"#),
]

/// Calls that give others much of what lists show, and nothing to those whom a list is asked about.
private let elsewhere: [(count: Int, method: String, params: String)] = [
    (30, "user/create", #"{"role":"student","email":"y#@x.az","fullName":"Yeni #"}"#),
    (30, "user/create", #"{"role":"parent","email":"v#@x.az","fullName":"Vali #"}"#),
    (30, "course/create", #"{"name":"Kurs #"}"#),
    (30, "group/create", #"{"name":"Yeni #"}"#),
    (30, "cohort/create", #"{"kind":"class","name":"Yeni #","code":"Y-#"}"#),
    (30, "module/create", #"{"courseId":2,"title":"Yeni #"}"#),
    (30, "application/create", #"{"userId":#+83,"program":"hackathon"}"#),
    (30, "ref/set", #"{"source":"köhnə","entity":"user","externalId":"y#","id":3}"#),
    (30, "test/create", #"{"title":"Yeni #","type":"exam"}"#),
    (30, "test/start", #"{"testId":#+1,"studentId":5}"#),
    (30, "payment/create", ##"{"studentId":5,"amount":"#.00"}"##),
    (
        30, "codingSubmission/create",
        #"{"taskId":2,"studentId":5,"submittedCode":"x","status":"passed"}"#
    ),
    (30, "discussion/post", #"{"lessonId":2,"cohortId":1,"content":"Yeni #","userId":5}"#),
    (30, "forum/reply", #"{"forumPostId":2,"content":"Yeni #","userId":5}"#),
    (20, "progress/set", #"{"lessonId":#,"studentId":5,"cohortId":1,"completed":true}"#),
]

extension TestDaemon {
    /// A daemon in whose school every list is longer than a page, so that whoever walks too far is seen.
    static func busy(_ seed: UInt64) throws -> TestDaemon {
        let daemon = try filled(seed)
        // The statuses of cohorts are made those of the day before anything else is written.
        _ = try daemon.connect().result("cohort/list", #"{"status":"active"}"#)
        try daemon.make(everyday)
        return daemon
    }

    /// Adds rows that belong to others.
    func grow() throws { try make(elsewhere) }

    private func make(_ calls: [(count: Int, method: String, params: String)]) throws {
        let connection = try connect()
        for call in calls {
            for number in 1...call.count {
                _ = try connection.result(call.method, Self.fill(call.params, number))
            }
        }
    }

    /// A text with a number in place of each `#`; `#*5` is five times the number, `#+2` two more.
    private static func fill(_ text: String, _ number: Int) -> String {
        text.replacing(/#(?:\*(\d+))?(?:\+(\d+))?/) { match in
            let factor = match.1.flatMap { Int($0) } ?? 1
            let more = match.2.flatMap { Int($0) } ?? 0
            return "\(number * factor + more)"
        }
    }
}
