import Client
import Daemon
import Records
import SchoolModel
import SchoolServices
import Testing

/// What students, parents and teachers come to see and do over the wire.
///
/// In the demo school 1 teaches the students from 2 on in course 1, cohort 1 and group 1.
@Suite("What people may do at work")
struct RightsTests {
    let daemon: TestDaemon
    let service: Connection

    init() throws {
        daemon = try TestDaemon()
        service = try daemon.connect()
    }

    /// A session of a person.
    private func session(of person: Int64) throws -> Connection {
        let session = try daemon.connect()
        _ = try session.result("session/actAs", "{\"userId\":\(person)}")
        return session
    }

    private func make(_ role: String, _ number: Int = 0) throws -> Int64 {
        let email = "\"email\":\"\(role)\(number)@x.az\""
        let fields = "\(email),\"fullName\":\"A B\",\"organizationId\":1"
        let made = try service.result("user/create", "{\"role\":\"\(role)\",\(fields)}")
        return try #require(made["id"]?.int)
    }

    /// The session of a parent of a student.
    private func parent(of student: UInt64) throws -> Connection {
        let parent = try make("parent")
        try daemon.link(parent, to: student)
        return try session(of: parent)
    }

    private func kind(_ error: JSON) -> String? { error["data"]?["kind"]?.string }

    private func ids(_ list: JSON) -> [Int64] {
        list["items"]?.elements?.compactMap { $0["id"]?.int } ?? []
    }

    @Test("POL-19, POL-20: a student takes a test and never sees the key, nor others the answers")
    func tests() throws {
        _ = try service.result("test/create", #"{"title":"T","organizationId":1}"#)
        _ = try service.result("test/create", #"{"title":"U","organizationId":1}"#)
        _ = try service.result("test/setAnswerKey", #"{"testId":1,"mcq":{"1":"A","2":"B"}}"#)
        let (student, other) = (try session(of: 2), try session(of: 3))
        #expect(kind(try student.error("test/get", #"{"id":1}"#)) == "notFound")
        #expect(kind(try student.error("test/start", #"{"testId":1}"#)) == "notFound")
        _ = try service.result("test/assign", #"{"testId":1,"groupIds":[1]}"#)
        _ = try service.result(
            "test/assign",
            #"{"testId":2,"groupIds":[1],"from":"2026-10-16T00:00:00.000Z"}"#
        )
        #expect(ids(try student.result("test/available")) == [1])
        #expect(ids(try student.result("test/list")) == [1])
        #expect(kind(try student.error("test/start", #"{"testId":2}"#)) == "notFound")
        #expect(kind(try student.error("test/getAnswerKey", #"{"testId":1}"#)) == "forbidden")
        let attempt = try student.result("test/start", #"{"testId":1}"#)
        #expect(attempt["studentId"]?.int == 2)
        let answers = #"{"attemptId":1,"answers":{"1":"a","2":"C"}}"#
        #expect(kind(try other.error("test/saveAnswers", answers)) == "notFound")
        #expect(kind(try other.error("test/start", #"{"testId":1,"studentId":2}"#)) != nil)
        _ = try student.result("test/saveAnswers", answers)
        let submitted = try student.result("test/submit", #"{"attemptId":1}"#)
        // By the key, which is no right to set a score.
        #expect(submitted["score"]?.string == "1.00")
        #expect(
            kind(try student.error("test/grade", #"{"attemptId":1,"score":"2"}"#)) == "forbidden"
        )
        #expect(ids(try student.result("test/attempts")) == [1])
        #expect(ids(try other.result("test/attempts")) == [])
        let parent = try parent(of: 2)
        #expect(ids(try parent.result("test/attempts")) == [])
        let teacher = try session(of: 1)
        _ = try teacher.result("test/grade", #"{"attemptId":1,"score":"1.5"}"#)
        let seen = try #require(try parent.result("test/attempts")["items"]?.elements?.first)
        #expect(seen["score"]?.string == "1.50")
        #expect(seen["answers"] == .object([]))
        #expect(
            try teacher.result("test/attempts")["items"]?.elements?.first?["answers"] != .object([])
        )
        try daemon.stop()
    }

    @Test("POL-17, POL-18, H9: a student solves what is active, and parents are not shown the code")
    func coding() throws {
        let fields = #""description":"d","organizationId":1"#
        _ = try service.result("codingTask/create", "{\"title\":\"K\",\(fields)}")
        _ = try service.result(
            "codingTask/create",
            "{\"title\":\"L\",\"isActive\":false,\(fields)}"
        )
        let cases = #"[{"input":"1","expected":"2"},{"input":"3","expected":"4","isSample":false}]"#
        _ = try service.result("codingTestCase/set", "{\"taskId\":1,\"cases\":\(cases)}")
        let (student, other) = (try session(of: 2), try session(of: 3))
        #expect(ids(try student.result("codingTask/list")) == [1])
        #expect(kind(try student.error("codingTask/get", #"{"id":2}"#)) == "notFound")
        #expect(ids(try student.result("codingTestCase/list", #"{"taskId":1}"#)) == [1])
        for method in ["coding/export", "coding/ranking", "codingTestCase/set"] {
            #expect(kind(try student.error(method)) == "forbidden", "\(method)")
        }
        let work = #"{"taskId":1,"code":"secret","status":"error","errorMessage":"secret"}"#
        let made = try student.result("codingSubmission/create", work)
        #expect(made["studentId"]?.int == 2)
        let foreign = #"{"taskId":1,"studentId":2,"code":"a","status":"passed"}"#
        #expect(kind(try other.error("codingSubmission/create", foreign)) != nil)
        #expect(kind(try other.error("codingSubmission/get", #"{"id":1}"#)) == "notFound")
        #expect(ids(try other.result("codingSubmission/list")) == [])
        let parent = try parent(of: 2)
        let seen = try parent.result("codingSubmission/get", #"{"id":1}"#)
        #expect(seen["status"]?.string == "error")
        #expect(seen["submittedCode"]?.string == "" && seen["errorMessage"] == .null)
        let listed = try parent.result("codingSubmission/list")
        #expect(ids(listed) == [1] && !listed.line.contains("secret"))
        let teacher = try session(of: 1)
        let whole = try teacher.result("codingSubmission/get", #"{"id":1}"#)
        #expect(whole["submittedCode"]?.string == "secret")
        #expect(ids(try student.result("coding/progress")) == [1])
        for session in [teacher, parent, service] {
            let error = try session.error("coding/progress")
            #expect(kind(error) == "invalidParams" && error["data"]?["path"]?.string == "studentId")
        }
        try daemon.stop()
    }

    @Test("POL-04...07: a member speaks in the own name, and a lock is a teacher's to turn")
    func talks() throws {
        let (student, other, teacher) = (
            try session(of: 2), try session(of: 3), try session(of: 1)
        )
        let place = #""lessonId":1,"cohortId":1"#
        let post = "{\(place),\"content\":\"a\"}"
        #expect(try student.result("discussion/post", post)["userId"]?.int == 2)
        let roster = try student.result("cohort/roster", #"{"cohortId":1}"#)
        #expect(roster["items"]?.elements?.first?["discussionPosts"]?.int == 1)
        let forged = "{\(place),\"content\":\"a\",\"userId\":2}"
        #expect(kind(try teacher.error("discussion/post", forged)) == "forbidden")
        let edit = #"{"id":1,"content":"b"}"#
        #expect(kind(try other.error("discussion/edit", edit)) == "forbidden")
        _ = try student.result("discussion/edit", edit)
        let pin = #"{"id":1}"#
        #expect(kind(try student.error("discussion/pin", pin)) == "forbidden")
        _ = try service.result("setting/set", #"{"name":"discussion.authorPin","value":"true"}"#)
        _ = try student.result("discussion/pin", pin)
        #expect(kind(try other.error("discussion/pin", #"{"id":1,"pinned":false}"#)) == "forbidden")
        _ = try teacher.result("discussion/pin", #"{"id":1,"pinned":false}"#)
        _ = try student.result("forum/post", #"{"cohortId":1,"title":"t","content":"a"}"#)
        #expect(kind(try student.error("forum/lock", pin)) == "forbidden")
        _ = try teacher.result("forum/lock", pin)
        let reply = #"{"forumPostId":1,"content":"a"}"#
        #expect(kind(try other.error("forum/reply", reply)) == "locked")
        _ = try teacher.result("forum/reply", reply)
        #expect(try other.result("forum/get", pin)["replies"]?.elements?.count == 1)
        // Who belongs nowhere near is told of nothing.
        let stranger = try session(of: make("student"))
        for method in ["discussion/thread", "forum/get", "discussion/delete"] {
            #expect(kind(try stranger.error(method, pin)) == "notFound", "\(method)")
        }
        _ = try student.result("discussion/delete", pin)
        try daemon.stop()
    }

    @Test(
        "POL-23: whether a student is in a teacher's cohort is told to both, to admins and parents"
    )
    func probes() throws {
        let stranger = try make("student")
        let (colleague, admin) = (try make("teacher"), try make("admin"))
        // Somebody else's parent, with a child who is in no cohort.
        let parent = try make("parent")
        try daemon.link(parent, to: UInt64(stranger))
        let probes = [
            ("enrollment/check", #""courseId":1,"studentId":"#),
            ("enrollment/get", #""courseId":1,"studentId":"#),
            ("enrollment/listByStudent", #""studentId":"#),
            ("schedule/unlocked", #""studentId":"#),
            ("progress/get", #""cohortId":1,"userId":"#),
            ("progress/summary", #""cohortId":1,"userId":"#),
            ("cohort/roster", #""cohortId":1,"search":"sagird1@","limit":"#),
        ]
        func answer(_ session: Connection, _ probe: (String, String), _ student: Int64) throws
            -> String
        {
            let reply = try session.call(probe.0, [UInt8]("{\(probe.1)\(student)}".utf8))
            let json = try #require(JSON(reply.json))
            return reply.isError ? json["data"]?["kind"]?.string ?? "" : json.line
        }
        // 2 is in the cohort, the other one in none: nobody else can tell them apart.
        let fresh = try make("student", 1)
        for person in [colleague, stranger, parent] {
            let session = try session(of: person)
            for probe in probes {
                let answers = try [2, fresh].map { try answer(session, probe, $0) }
                #expect(answers[0] == answers[1], "\(person) \(probe)")
                #expect(!answers[0].contains("sagird1"), "\(person) \(probe)")
            }
        }
        for person in [1, 2, admin] {
            let session = try session(of: person)
            let told = try session.result("enrollment/check", #"{"courseId":1,"studentId":2}"#)
            #expect(told["enrolled"] == .bool(true), "\(person)")
            let roster = try session.result("cohort/roster", #"{"cohortId":1,"search":"sagird1@"}"#)
            #expect(roster["items"]?.elements?.first?["studentId"]?.int == 2, "\(person)")
        }
        try daemon.stop()
    }

    @Test("POL-16: teachers note what is paid, parents see their child's, students nothing")
    func payments() throws {
        let (student, teacher, parent) = (
            try session(of: 2), try session(of: 1), try parent(of: 2)
        )
        for fields in [#""studentId":2"#, #""studentId":2,"groupId":1"#, #""studentId":3"#] {
            let made = try teacher.result("payment/create", "{\(fields),\"amount\":\"80.00\"}")
            #expect(made["newBalance"] != nil)
        }
        #expect(kind(try student.error("payment/list")) == "forbidden")
        #expect(Set(ids(try parent.result("payment/list"))) == [1, 2])
        #expect(kind(try parent.error("payment/get", #"{"id":3}"#)) == "notFound")
        #expect(kind(try teacher.error("balance/adjust", "{}")) == "forbidden")
        let ledger = try parent.result("balance/ledger", #"{"studentId":2}"#)
        #expect(ledger["items"]?.elements?.count == 2)
        #expect(kind(try parent.error("balance/get")) == "invalidParams")
        #expect(Set(ids(try teacher.result("payment/list"))) == [1, 2, 3])
        _ = try service.result(
            "setting/set",
            #"{"name":"payments.teacherScope","value":"groups"}"#
        )
        #expect(ids(try teacher.result("payment/list")) == [2])
        #expect(kind(try teacher.error("payment/delete", #"{"id":1}"#)) == "notFound")
        _ = try teacher.result("payment/delete", #"{"id":2}"#)
        try daemon.stop()
    }

    @Test(
        "POL-02, POL-08, POL-09: students enroll themselves, and a second teacher's course is own"
    )
    func courses() throws {
        let second = try make("teacher")
        let colleague = try session(of: second)
        let module = #"{"courseId":1,"title":"M"}"#
        #expect(kind(try colleague.error("module/create", module)) == "forbidden")
        #expect(ids(try colleague.result("cohort/list")) == [])
        let pair = "{\"courseId\":1,\"userId\":\(second)}"
        #expect(kind(try colleague.error("courseTeacher/add", pair)) == "forbidden")
        _ = try service.result("courseTeacher/add", pair)
        _ = try colleague.result("module/create", module)
        #expect(ids(try colleague.result("cohort/list")) == [1])
        let roster = try colleague.result("cohort/roster", #"{"cohortId":1}"#)
        #expect(roster["items"]?.elements?.count == 12)

        for type in ["open", "cohort_only"] {
            let fields = #""organizationId":1,"isPublished":true,"enrollmentType":""# + type
            _ = try service.result("course/create", "{\"name\":\"\(type)\",\(fields)\"}")
        }
        let cohort = #"{"courseId":3,"name":"C","startDate":"2026-10-10","organizationId":1}"#
        let made = try service.result("cohort/create", cohort)
        let id = try #require(made["id"]?.int ?? made["cohort"]?["id"]?.int)
        let student = try session(of: 2)
        _ = try student.result("enrollment/create", #"{"courseId":2,"studentId":2}"#)
        #expect(
            kind(try student.error("enrollment/create", #"{"courseId":3,"studentId":2}"#)) != nil
        )
        #expect(
            kind(try student.error("enrollment/create", #"{"courseId":2,"studentId":3}"#)) != nil
        )
        #expect(kind(try service.error("cohort/enroll", "{\"cohortId\":\(id)}")) == "invalidParams")
        let seat = try student.result("cohort/enroll", "{\"cohortId\":\(id)}")
        #expect(seat["member"]?["studentId"]?.int == 2)
        let mine = try student.result("enrollment/listByStudent")
        #expect(mine["items"]?.elements?.count == 3)
        #expect(kind(try colleague.error("enrollment/listByStudent")) == "invalidParams")
        try daemon.stop()
    }
}
