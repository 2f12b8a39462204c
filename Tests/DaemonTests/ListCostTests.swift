import Client
import Daemon
import Records
import SchoolAPI
import SchoolModel
import SchoolServices
import Storage
import TestSupport
import Testing

@Suite("What lists cost")
struct ListCostTests {
    /// One list, how it is asked, and what `admin/explain` says against it.
    private struct Question {
        let method: String
        let params: String
        /// The filters that no index serves.
        let filters: Set<String>
        /// Whether all that one owner has is read before the first item is answered.
        let isGathered: Bool

        init(
            _ method: String,
            _ params: String = "",
            _ filters: Set<String> = [],
            gathers: Bool = false
        ) {
            self.method = method
            self.params = params
            self.filters = filters
            isGathered = gathers
        }

        func text(_ limit: Int) -> String {
            "{\(params)\(params.isEmpty ? "" : ",")\"limit\":\(limit)}"
        }
    }

    /// What answers a page and yet walks no list: all is compared, or written out by number.
    private static let unlisted: Set<String> = ["enrollment/audit", "admin/export"]

    /// Whether a method answers a list.
    private static func isList(_ method: MethodMessage) -> Bool {
        guard case .object(let members) = method.result else { return false }
        return members.contains { "\($0.0)" == "nextCursor" }
    }

    // INV-59, S1-05, S2-38, S3-27, S3-42
    @Test("Every list looks at hardly more entries than it answers, or says why not")
    func visited() throws {
        let daemon = try TestDaemon.busy(7)
        let connection = try daemon.connect()
        let asked = Set(Self.questions.map(\.method)).union(Self.unlisted)
        let lists = Set(MethodMessage.all.filter(Self.isList).map { "\($0.name)" })
        #expect(asked == lists, "\(asked.symmetricDifference(lists))")
        for question in Self.questions {
            for limit in [1, 4] {
                let text = question.text(limit)
                let page = try connection.result(question.method, text)
                let count = try #require(page["items"]?.elements?.count)
                let plan = try connection.result(
                    "admin/explain",
                    "{\"method\":\"\(question.method)\",\"params\":\(text)}"
                )
                let name = "\(question.method) \(text) \(plan.line)"
                let visited = try #require(plan["entriesVisited"]?.int)
                let filters = plan["filters"]?.elements?.compactMap(\.string) ?? []
                #expect(plan["index"]?.string?.isEmpty == false, "\(name)")
                #expect(Set(filters) == question.filters, "\(name)")
                #expect((plan["gathered"] == .bool(true)) == question.isGathered, "\(name)")
                #expect(count > 0, "\(name)")
                if filters.isEmpty, !question.isGathered {
                    // One entry more than the page, for each of the ranges where there are several, and
                    // one that ends the names which begin alike.
                    let ranges = plan["ranges"]?.int ?? 1
                    #expect(visited <= Int64(count) + ranges + 1, "\(name)")
                }
                #expect(visited > 0, "\(name)")
            }
        }
        try daemon.stop()
    }

    // INV-59
    @Test("What lists look at does not grow with what others have")
    func growth() throws {
        let daemon = try TestDaemon.busy(8)
        let connection = try daemon.connect()
        func costs() throws -> [Int64] {
            try Self.questions.map { question in
                let text = question.text(3)
                let params = "{\"method\":\"\(question.method)\",\"params\":\(text)}"
                return try #require(
                    connection.result("admin/explain", params)["entriesVisited"]?.int
                )
            }
        }
        let before = try costs()
        try daemon.grow()
        for ((question, before), after) in zip(zip(Self.questions, before), try costs())
        where question.filters.isEmpty && !question.isGathered {
            #expect(after <= before + 2, "\(question.method) \(question.params) \(before) \(after)")
        }
        try daemon.stop()
    }

    // INV-59, S0-12
    @Test("The eighth page of 377 classes costs what the first one does")
    func pages() throws {
        let daemon = try TestDaemon()
        let connection = try daemon.connect()
        for number in 1...377 {
            _ = try connection.result(
                "cohort/create",
                "{\"kind\":\"class\",\"name\":\"Sinif \(number)\",\"code\":\"S-\(number)\"}"
            )
        }
        var (cursor, costs, count): (String?, [Int64], Int) = (nil, [], 0)
        repeat {
            let from = cursor.map { ",\"cursor\":\"\($0)\"" } ?? ""
            let text = "{\"kind\":\"class\",\"limit\":50\(from)}"
            let page = try connection.result("cohort/list", text)
            count += try #require(page["items"]?.elements?.count)
            cursor = page["nextCursor"]?.string
            let plan = try connection.result(
                "admin/explain",
                "{\"method\":\"cohort/list\",\"params\":\(text)}"
            )
            costs.append(try #require(plan["entriesVisited"]?.int))
        } while cursor != nil
        #expect(count == 377 && costs.count == 8)
        // The page and the row behind it, and once the cohort that is no class; the last page holds 27.
        #expect(costs.prefix(7).allSatisfy { $0 == 51 || $0 == 52 }, "\(costs)")
        #expect(costs.last == 27, "\(costs)")
        try daemon.stop()
    }

    // INV-59, POL-22
    @Test("Whoever has an organisation looks at no other one")
    func home() throws {
        let daemon = try TestDaemon.busy(9)
        let service = try daemon.connect()
        let person = #"{"role":"admin","email":"a@x.az","fullName":"A","organizationId":1}"#
        let admin = try #require(try service.result("user/create", person)["id"]?.int)
        let connection = try daemon.connect()
        _ = try connection.result("session/actAs", "{\"userId\":\(admin)}")
        for method in ["user/list", "student/list", "course/list", "group/list", "program/list"] {
            let own = try connection.result(method, "{\"limit\":500}")["items"]?.elements?.count
            func visited(_ params: String) throws -> Int64? {
                let text = "{\"method\":\"\(method)\",\"params\":\(params)}"
                return try connection.result("admin/explain", text)["entriesVisited"]?.int
            }
            let all = try visited(#"{"limit":500}"#)
            #expect(try visited(#"{"limit":500,"organizationId":1}"#) == all, "\(method)")
            #expect(try #require(own) > 0)
        }
        try daemon.stop()
    }
}

extension ListCostTests {
    private static let questions: [Question] =
        people + courses + cohorts + groups + work + tests + talks

    private static let people = [
        Question("organization/list"),
        Question("organization/list", #""parentId":1"#, gathers: true),
        Question("program/list"), Question("program/list", #""organizationId":1"#),
        // Who is deleted stands among the others.
        Question("user/list", "", ["status"]), Question("user/list", #""status":"all""#),
        Question("user/list", #""role":"teacher","organizationId":1,"status":"all""#),
        Question("user/list", #""sort":"created","status":"all""#),
        Question("teacher/list", #""status":"all""#), Question("parent/list", #""status":"all""#),
        Question("student/list"), Question("student/list", #""status":"all""#),
        Question("student/list", #""sort":"created","status":"all""#),
        Question("student/list", #""organizationId":1"#),
        Question("student/list", #""status":"all","cohortId":1"#, gathers: true),
        Question("student/list", #""grade":"9""#, ["grade"]),
        Question("parent/children", #""parentId":21"#, ["deleted"]),
        Question("application/list"),
        Question("application/list", #""status":"pending""#, ["status"]),
        Question("application/list", #""userId":2"#),
        Question("ref/list", #""entity":"user","id":2"#),
    ]

    private static let courses = [
        Question("course/list"), Question("course/list", #""organizationId":1"#),
        Question("course/list", #""published":true,"sort":"created""#),
        Question("course/list", #""published":true"#, ["published"]),
        // Archived courses stand among the others.
        Question("student/courses", "", ["archived"]),
        Question("module/list", #""courseId":1"#), Question("lesson/list", #""moduleId":1"#),
        Question("courseTeacher/list", #""courseId":1"#),
        Question("course/availableCohorts", #""courseId":1"#, ["isActive", "status", "full"]),
        Question("enrollment/listByStudent", #""studentId":3"#),
        Question("enrollment/listByCourse", #""courseId":1"#),
        Question("enrollment/listByCourse", #""courseId":1,"sort":"name""#, gathers: true),
    ]

    private static let cohorts = [
        // Those that were put aside stand among the others.
        Question("cohort/list", "", ["isActive"]),
        Question("cohort/list", #""sort":"code""#, ["isActive"]),
        Question("cohort/list", #""sort":"start","status":"active""#, ["isActive"]),
        Question("cohort/list", #""sort":"name","organizationId":1"#, ["isActive"]),
        Question("cohort/list", #""courseId":1"#, ["isActive"], gathers: true),
        Question("cohort/members", #""cohortId":1"#, gathers: true),
        Question("cohort/roster", #""cohortId":1"#),
        Question("cohort/roster", #""cohortId":1,"sort":"progress""#, gathers: true),
        Question("cohort/roster", #""cohortId":1,"status":"active""#, ["status"]),
        Question("schedule/list", #""cohortId":1"#), Question("schedule/status", #""cohortId":1"#),
        Question("schedule/unlocked", #""cohortId":1"#, ["on"], gathers: true),
        Question("schedule/calendar", #""month":"2026-10""#),
        Question("progress/get", #""userId":4"#),
        Question("progress/get", #""userId":4,"cohortId":1"#),
        Question("progress/listByCohort", #""cohortId":1"#),
    ]

    private static let groups = [
        // Those that are put aside stand among the others; the deleted ones do not.
        Question("group/list", "", ["isActive"]), Question("group/list", #""status":"all""#),
        Question("group/list", #""status":"deleted""#),
        Question("group/list", #""teacherId":1,"status":"all""#, gathers: true),
        Question("group/members", #""groupId":1,"status":"all""#),
        Question("group/members", #""groupId":1"#, ["status"]),
        Question("group/listByUser", #""userId":3,"status":"all""#),
        Question("group/listByUser", #""userId":3"#, ["status"]),
        Question("group/testSeries", #""groupId":1"#),
        Question("testSeries/list"), Question("testSeries/list", #""organizationId":1"#),
        Question("testSeries/availableTo", #""studentId":2"#, gathers: true),
        // A register holds the marks of a day.
        Question("attendance/range", #""groupId":1,"month":"2026-10""#),
        Question("attendance/range", #""month":"2026-10""#),
        Question("log/byGroup", #""groupId":1"#), Question("log/byStudent", #""studentId":3"#),
        Question("log/byPerformer", #""performerId":1"#), Question("log/byUser", #""userId":3"#),
        Question("log/byGroup", #""groupId":1,"actions":["student_added"]"#, ["actions"]),
        Question("log/byAction", #""action":"student_added""#, ["action", "activity"]),
    ]

    private static let work = [
        // What was taken back stands among the others.
        Question("payment/list", "", ["deleted"]),
        Question("payment/list", #""studentId":2"#, ["deleted"]),
        Question("payment/list", #""groupId":1,"status":"paid""#, ["deleted", "status"]),
        Question("payment/lowBalance", #""threshold":"1.00""#, ["threshold"]),
        Question("balance/ledger", #""studentId":2"#),
        Question("codingTopic/list"), Question("codingTopic/list", #""organizationId":1"#),
        Question("codingTask/list", "", ["deleted"]),
        Question("codingTask/list", #""topicId":1"#, ["deleted"]),
        Question("codingTestCase/list", #""taskId":1"#),
        Question("codingSubmission/list"), Question("codingSubmission/list", #""studentId":2"#),
        Question("codingSubmission/list", #""taskId":1"#),
        Question("coding/progress", #""studentId":2"#), Question("coding/ranking", gathers: true),
    ]

    private static let tests = [
        Question("test/list", "", ["deleted"]),
        Question("test/assignments"), Question("test/assignments", #""testId":1"#),
        Question("test/assignments", #""studentId":2"#),
        Question("test/available", #""studentId":2"#, gathers: true),
        Question("test/attempts"), Question("test/attempts", #""testId":1"#),
        Question("test/attempts", #""studentId":2"#),
        Question("test/results", #""studentId":2"#), Question("test/results", #""groupId":1"#),
    ]

    private static let talks = [
        Question("discussion/list", #""lessonId":1,"cohortId":1"#),
        Question("discussion/list", #""lessonId":1,"cohortId":1,"pinnedFirst":false"#),
        Question("discussion/byUser", #""userId":2"#),
        Question("forum/list", #""cohortId":1"#), Question("forum/list", #""courseId":1"#),
        Question("forum/replies", #""forumPostId":1"#),
        // What nobody did stands in the trail of all changes too.
        Question("log/recent", "", ["activity"]),
    ]
}
