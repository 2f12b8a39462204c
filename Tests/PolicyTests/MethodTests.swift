import Client
import Oracle
import PolicyOracle
import Records
import SchoolAPI
import SchoolModel
import SchoolServices
import TestSupport
import Testing

@Suite("Who may call what")
struct MethodTests {
    /// Admins, teachers, students and parents by their first letters.
    ///
    /// Nobody of them where a method is the operator's; a star where it is open before login.
    static let callers: [String: String] = [
        "initialize": "*", "initialized": "*", "ping": "*", "$/setTrace": "*",
        "$/cancelRequest": "*", "session/login": "*", "shutdown": "*", "exit": "*",
        "rpc.discover": "ATSP", "server/health": "ATSP", "server/version": "ATSP",
        "server/stats": "", "admin/verify": "A", "admin/validate": "", "admin/recount": "A",
        "admin/stats": "A", "admin/explain": "A",
        "admin/selfTest": "A", "admin/schema": "A", "admin/batch": "A",
        "admin/enforceReferences": "", "admin/export": "A", "admin/import": "",
        "admin/checksum": "A", "admin/stop": "", "admin/clock": "", "setting/get": "",
        "setting/set": "", "session/me": "ATSP", "session/logout": "ATSP",
        "session/changePassword": "ATSP", "session/actAs": "A", "admin/subscribe": "ATSP",
        "admin/unsubscribe": "ATSP", "name/resolve": "",
        "enrollment/listByCourse": "AT", "enrollment/get": "ATSP", "cohort/members": "AT",
        "cohort/stats": "AT", "cohort/lookups": "AT", "schedule/list": "ATSP",
        "schedule/next": "ATSP", "schedule/calendar": "ATSP", "group/get": "AT",
        "group/members": "ATS", "group/listByUser": "ATSP", "organization/list": "A",
        "organization/get": "A", "program/list": "A", "user/list": "AT", "user/get": "ATSP",
        "student/get": "ATSP", "teacher/list": "AT", "parent/list": "AT",
        "course/list": "ATSP", "course/get": "ATSP", "module/list": "ATSP",
        "module/get": "ATSP", "lesson/list": "ATSP", "lesson/get": "ATSP",
        "log/byGroup": "ATS", "log/byStudent": "ATS", "log/byUser": "ATS",
        "log/byPerformer": "ATS", "log/byAction": "ATS", "log/recent": "ATS", "log/get": "ATS",
        "log/count": "ATS",
        "enrollment/listByStudent": "ATSP", "enrollment/check": "ATSP",
        "attendance/range": "ATSP", "cohort/roster": "ATS", "schedule/status": "ATSP",
        "schedule/unlocked": "ATSP", "cohort/get": "ATSP", "cohort/list": "ATSP",
        "group/list": "ATSP", "student/list": "AT", "user/create": "AT", "student/create": "AT",
        "course/create": "AT", "module/create": "AT", "lesson/create": "AT",
        "cohort/create": "AT", "cohort/update": "AT",
        "cohort/enroll": "ATS",
        "cohort/unenroll": "ATS", "cohort/setMemberStatus": "ATS", "enrollment/create": "ATS",
        "enrollment/update": "ATS", "enrollment/remove": "AT", "schedule/set": "AT",
        "schedule/generate": "AT", "progress/set": "AS", "group/create": "AT",
        "group/addStudents": "AT", "attendance/set": "AT", "attendance/bulkSet": "AT",
        "attendance/markAll": "AT",
        "enrollment/audit": "A", "enrollment/backfill": "A",
        "payment/list": "ATP", "payment/get": "ATP", "balance/get": "ATP", "balance/ledger": "ATP",
        "payment/create": "AT", "payment/update": "AT", "payment/delete": "AT",
        "payment/restore": "AT", "payment/summary": "AT", "payment/lowBalance": "AT",
        "attendance/finalize": "AT", "attendance/unlock": "AT", "balance/adjust": "A",
        "codingTopic/list": "AT", "codingTopic/create": "AT", "codingTopic/archive": "AT",
        "codingTopic/delete": "AT", "codingTask/create": "AT", "codingTask/update": "AT",
        "codingTask/delete": "AT", "codingTask/restore": "AT", "codingTestCase/set": "AT",
        "codingTestCase/delete": "AT", "coding/import": "AT", "coding/export": "AT",
        "coding/ranking": "AT", "codingTask/list": "ATS", "codingTask/get": "ATS",
        "codingTestCase/list": "ATS", "codingSubmission/create": "AS",
        "codingSubmission/list": "ATSP", "codingSubmission/get": "ATSP", "coding/progress": "ATSP",
        "test/create": "AT", "test/update": "AT", "test/delete": "AT", "test/restore": "AT",
        "test/setAnswerKey": "AT", "test/getAnswerKey": "AT", "test/assign": "AT",
        "test/unassign": "AT", "test/grade": "AT", "test/addResult": "AT", "test/list": "ATS",
        "test/get": "ATS", "test/assignments": "ATS", "test/available": "S", "test/start": "S",
        "test/saveAnswers": "S", "test/submit": "S", "test/attempts": "ATSP",
        "test/results": "ATSP", "testSeries/list": "AT", "testSeries/create": "AT",
        "testSeries/update": "AT", "testSeries/setTests": "AT", "testSeries/delete": "AT",
        "group/addTestSeries": "AT", "group/removeTestSeries": "AT", "group/testSeries": "ATS",
        "testSeries/access": "ATS", "testSeries/availableTo": "ATSP", "discussion/list": "ATS",
        "discussion/thread": "ATS", "discussion/edit": "ATS", "discussion/delete": "ATS",
        "discussion/pin": "ATS", "discussion/byUser": "ATS", "forum/list": "ATS",
        "forum/get": "ATS", "forum/replies": "ATS", "forum/edit": "ATS", "forum/delete": "ATS",
        "forum/pin": "ATS", "forum/lock": "ATS", "forum/editReply": "ATS",
        "forum/deleteReply": "ATS", "discussion/post": "TS", "forum/post": "TS",
        "forum/reply": "TS", "courseTeacher/list": "ATSP", "courseTeacher/add": "AT",
        "courseTeacher/remove": "AT",
        "course/update": "AT", "course/publish": "AT", "course/delete": "AT",
        "module/update": "AT", "module/reorder": "AT", "module/delete": "AT",
        "lesson/update": "AT", "lesson/reorder": "AT", "lesson/delete": "AT",
        "lesson/next": "ATSP", "lesson/access": "ATSP", "course/availableCohorts": "ATSP",
        "organization/create": "", "organization/update": "A", "organization/delete": "",
        "program/get": "A", "program/create": "A", "program/update": "A",
        "program/delete": "A", "application/list": "ATSP", "application/get": "ATSP",
        "application/create": "ATSP", "application/decide": "A", "ref/resolve": "AT",
        "ref/list": "AT", "ref/set": "AT", "teacher/get": "ATSP", "user/update": "ATSP",
        "user/setActive": "AT", "user/delete": "AT", "user/restore": "AT",
        "student/update": "AT", "student/setCourse": "AT", "student/delete": "AT",
        "student/restore": "AT", "student/hardDelete": "A", "student/courses": "AT",
        "parent/link": "AT", "parent/unlink": "AT", "parent/children": "AP",
        "enrollment/bulkCreate": "AT", "enrollment/bulkRemove": "AT", "enrollment/stats": "AT",
        "cohort/bulkEnroll": "AT", "cohort/transfer": "AT", "cohort/archive": "AT",
        "cohort/unarchive": "AT", "cohort/rosterCsv": "AT", "cohort/analytics": "AT",
        "cohort/refreshRoster": "A", "cohort/delete": "AT", "schedule/shift": "AT",
        "schedule/remove": "AT", "progress/get": "ATSP", "progress/listByCohort": "ATSP",
        "progress/summary": "ATSP", "group/update": "AT", "group/setActive": "AT",
        "group/reorder": "AT", "group/explainAdd": "AT", "group/assignTeacher": "AT",
        "group/removeTeacher": "AT", "group/moveStudent": "AT", "group/removeStudent": "AT",
        "group/activateMember": "AT", "group/delete": "AT", "group/restore": "AT",
        "group/hardDelete": "AT", "attendance/grid": "AT", "attendance/day": "AT",
        "attendance/monthly": "AT", "attendance/studentSummary": "ATSP",
        "attendance/lessonDates": "ATS", "attendance/clear": "AT",
    ]

    /// The methods that the policy rules; those of a session end it, or make it somebody else's.
    private static let ruled = MethodMessage.all.filter {
        !$0.isOpen && !"\($0.name)".hasPrefix("session/")
            && !["admin/stop", "admin/clock"].contains("\($0.name)")
    }

    // POL-21
    @Test("A method is for those whom the protocol gives it to, and a new one for nobody")
    func listed() {
        for method in MethodMessage.all {
            let letters = Self.callers["\(method.name)"] ?? ""
            #expect(method.isOpen == (letters == "*"), "\(method.name)")
            for (kind, letter) in zip(PolicyTable.kinds, "ATSP") {
                let isPermitted = PolicyTable.standard.permits(kind, toCall: "\(method.name)")
                #expect(isPermitted == letters.contains(letter), "\(method.name) by \(kind)")
            }
        }
    }

    @Test("Whom a method is not for is refused, whatever the parameters, and so is a stranger")
    func refused() throws {
        let shelf = Shelf.random(seed: 4)
        let folder = TemporaryFolder()
        let hall = try Hall(shelf, in: folder.path("hall"))
        defer { hall.close() }
        var calls = Calls(seed: 4, in: shelf)
        let stranger = try hall.connect(as: nil)
        for method in Self.ruled {
            let name = "\(method.name)"
            let parameters = [UInt8](calls.parameters(of: method).utf8)
            let reply = try stranger.call(name, parameters)
            #expect(JSON(reply.json)?["data"]?["kind"]?.string == "notLoggedIn", "\(name)")
        }
        for (role, letter) in zip([User.Role.admin, .teacher, .student, .parent], "ATSP") {
            let me = try #require(shelf.users.first { $0.role == role })
            let talk = try hall.connect(as: Caller(me))
            for method in Self.ruled {
                let name = "\(method.name)"
                let parameters = [UInt8](calls.parameters(of: method).utf8)
                let data = JSON(try talk.call(name, parameters).json)?["data"]
                let isRefused = data?["rule"]?.string == "method"
                #expect(isRefused == (Self.callers[name]?.contains(letter) != true), "\(name)")
                if isRefused { #expect(data?["kind"]?.string == "forbidden") }
            }
        }
    }

    @Test("Everybody's lists hold what the sentences let them see, in the operator's order")
    func lists() throws {
        let shelf = Shelf.random(seed: 5)
        let folder = TemporaryFolder()
        let hall = try Hall(shelf, in: folder.path("hall"))
        defer { hall.close() }
        var answers = Answers(shelf, in: hall)
        try answers.run()
        #expect(answers.count > 1_000)
        #expect(answers.differences.isEmpty, "\(answers.differences.prefix(3))")
    }

    // POL-22
    @Test("Two schools that differ in what is hidden answer alike")
    func pairs() throws {
        for number in 0..<4 {
            let folder = TemporaryFolder()
            var pairs = Pairs(seed: 6, folder: folder.path("pair"))
            try pairs.play(number, calls: 60)
            #expect(pairs.count > 0)
            #expect(pairs.differences.isEmpty, "\(pairs.differences)")
        }
    }
}
