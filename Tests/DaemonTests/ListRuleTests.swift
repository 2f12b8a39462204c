import Client
import Daemon
import Records
import SchoolAPI
import SchoolModel
import SchoolServices
import Storage
import TestSupport
import Testing

@Suite("Rules of lists")
struct ListRuleTests {
    // INV-04
    @Test("Whoever stays as they are is listed once, whatever is written between pages")
    func interleaved() throws {
        let seed = UInt64.random(in: 0...UInt64(UInt32.max))
        let daemon = try TestDaemon.filled(seed)
        let connection = try daemon.connect()
        var random = SplitMix64(seed: seed)
        for sort in ["created", "start", "name", "code"] {
            let before = try connection.pages("cohort/list", ["\"sort\":\"\(sort)\""], limit: 500)
                .ids
            var touched: Set<Int64> = []
            var gone: Set<Int64> = []
            var number = 0
            let found = try connection.pages("cohort/list", ["\"sort\":\"\(sort)\""], limit: 4) {
                let made = try connection.result(
                    "cohort/create",
                    "{\"kind\":\"class\",\"name\":\"Yeni\",\"code\":\"y-\(sort)-\(number)\"}"
                )
                number += 1
                if let id = made["id"]?.int { touched.insert(id) }
                let left = before.filter { !gone.contains($0) }
                let id = left.randomElement(using: &random) ?? 1
                touched.insert(id)
                // Moves it in every order, or takes it out of the list.
                let patch =
                    number % 3 == 0
                    ? "{\"isActive\":false}"
                    : "{\"name\":\"\(sort) \(number)\",\"code\":\"0-\(sort)\(number)\"}"
                _ = try connection.result("cohort/update", "{\"id\":\(id),\"patch\":\(patch)}")
                let next = left.randomElement(using: &random) ?? 1
                if next != 1, touched.insert(next).inserted {
                    gone.insert(next)
                    try daemon.house.store.run(
                        DeleteCohort(ID(UInt64(next))),
                        as: Context(collator: daemon.house.collator)
                    )
                }
            }.ids
            #expect(
                found.filter { !touched.contains($0) } == before.filter { !touched.contains($0) }
            )
            #expect(touched.count > 5, "\(seed)")
        }
        try daemon.stop()
    }

    @Test("A cursor outlives its row and the daemon's counting, and is good for its list alone")
    func cursors() throws {
        let daemon = try TestDaemon.filled(5)
        let connection = try daemon.connect()
        let list = #""sort":"name","limit":3"#
        let first = try connection.result("cohort/list", "{\(list)}")
        let cursor = try #require(first["nextCursor"]?.string)
        let expected = try connection.result("cohort/list", "{\(list),\"cursor\":\"\(cursor)\"}")
        let last = try #require(first["items"]?.elements?.last?["id"]?.int)
        try daemon.house.store.run(
            DeleteCohort(ID(UInt64(last))),
            as: Context(collator: daemon.house.collator)
        )
        let again = try connection.result(
            "cohort/list",
            // Another way to write the same list, and another size of page.
            "{\"cursor\":\"\(cursor)\",\"search\":null,\"limit\":3,\"sort\":\"name\"}"
        )
        #expect(again["items"] == expected["items"])
        let misuses = [
            ("cohort/list", "\"sort\":\"code\",\"cursor\":\"\(cursor)\""),
            ("cohort/list", "\"sort\":\"name\",\"dir\":\"desc\",\"cursor\":\"\(cursor)\""),
            ("cohort/list", "\"sort\":\"name\",\"kind\":\"class\",\"cursor\":\"\(cursor)\""),
            ("group/list", "\"cursor\":\"\(cursor)\""),
            ("cohort/list", "\"sort\":\"name\",\"cursor\":\"\(cursor.dropLast())\""),
            ("cohort/list", "\"sort\":\"name\",\"cursor\":\"\""),
            ("cohort/list", "\"sort\":\"name\",\"cursor\":\"not a cursor!\""),
            (
                "cohort/list",
                "\"sort\":\"name\",\"cursor\":\"\(String(repeating: "A", count: 5_000))\""
            ),
        ]
        for (method, params) in misuses {
            let error = try connection.error(method, "{\(params)}")
            #expect(error["data"]?["kind"]?.string == "badCursor", "\(method) \(params)")
        }
        let both = try connection.error(
            "cohort/list",
            "{\(list),\"page\":2,\"cursor\":\"\(cursor)\"}"
        )
        #expect(both["data"]?["kind"]?.string == "invalidParams")
        try daemon.stop()
    }

    @Test("Every cursor with one letter changed is refused")
    func forged() throws {
        let daemon = try TestDaemon()
        let connection = try daemon.connect()
        let page = try connection.result("cohort/roster", #"{"cohortId":1,"limit":5}"#)
        let cursor = Array(try #require(page["nextCursor"]?.string))
        // The last letter may hold bits that stand for nothing.
        for place in cursor.indices.dropLast() {
            var other = cursor
            other[place] = cursor[place] == "A" ? "B" : "A"
            let error = try connection.error(
                "cohort/roster",
                "{\"cohortId\":1,\"limit\":5,\"cursor\":\"\(String(other))\"}"
            )
            #expect(error["data"]?["kind"]?.string == "badCursor")
        }
        try daemon.stop()
    }

    @Test("Only the members that are asked for, and a hint for those that are none")
    func fields() throws {
        let daemon = try TestDaemon()
        let connection = try daemon.connect()
        let page = try connection.result("user/list", #"{"fields":["email","id"],"limit":2}"#)
        for item in page["items"]?.elements ?? [] {
            guard case .object(let members) = item else { continue }
            #expect(members.map(\.name) == ["id", "email"])
        }
        #expect(page["nextCursor"] != nil)
        let error = try connection.error("user/list", #"{"fields":["emial"]}"#)
        #expect(error["data"]?["kind"]?.string == "invalidParams")
        #expect(error["data"]?["hint"]?.string == "did you mean \"email\"?")
        let hidden = try connection.error("user/list", #"{"fields":["passwordHash"]}"#)
        #expect(hidden["data"]?["reason"]?.string == "unknown")
        let stamped = try connection.result(
            "attendance/range",
            #"{"groupId":1,"month":"2026-10","fields":["studentId","createdAt"],"limit":1}"#
        )
        #expect(stamped["items"]?.elements?.first?["createdAt"]?.string != nil)
        try daemon.stop()
    }

    // INV-59, S1-05, S2-38, S3-27, S3-42
    @Test("A list looks at hardly more entries than it answers, however many there are")
    func visited() throws {
        let daemon = try TestDaemon.filled(7)
        let connection = try daemon.connect()
        let lists = [
            ("cohort/list", ""), ("cohort/list", "\"sort\":\"code\""),
            ("cohort/list", "\"sort\":\"name\""), ("cohort/list", "\"sort\":\"start\""),
            ("cohort/list", "\"sort\":\"name\",\"organizationId\":1"), ("group/list", ""),
            ("group/list", "\"status\":\"all\""), ("student/list", ""),
            ("student/list", "\"sort\":\"created\",\"status\":\"all\""), ("user/list", ""),
            ("user/list", "\"role\":\"teacher\",\"organizationId\":1"), ("teacher/list", ""),
            ("parent/list", ""), ("course/list", ""),
            ("course/list", "\"published\":true,\"sort\":\"created\""),
            ("organization/list", ""), ("module/list", "\"courseId\":1"),
            ("lesson/list", "\"moduleId\":1"), ("enrollment/listByStudent", "\"studentId\":3"),
            ("enrollment/listByCourse", "\"courseId\":1"), ("cohort/roster", "\"cohortId\":1"),
            ("schedule/list", "\"cohortId\":1"), ("schedule/status", "\"cohortId\":1"),
            ("schedule/calendar", "\"month\":\"2026-10\""), ("group/members", "\"groupId\":1"),
            ("group/listByUser", "\"userId\":3"), ("log/byGroup", "\"groupId\":1"),
            ("log/byStudent", "\"studentId\":3"), ("log/byPerformer", "\"performerId\":1"),
            ("log/byUser", "\"userId\":3"),
        ]
        for (method, params) in lists {
            let comma = params.isEmpty ? "" : ","
            for limit in [1, 4] {
                let text = "{\(params)\(comma)\"limit\":\(limit)}"
                let page = try connection.result(method, text)
                let count = try #require(page["items"]?.elements?.count)
                let plan = try connection.result(
                    "admin/explain",
                    "{\"method\":\"\(method)\",\"params\":\(text)}"
                )
                let visited = try #require(plan["entriesVisited"]?.int)
                // One entry more than the page, one for each of at most 16 ranges, and what is inactive.
                #expect(visited <= Int64(count) + 17 + 8, "\(text) \(plan)")
                #expect(visited >= Int64(count), "\(method) \(plan)")
                #expect(plan["index"]?.string?.isEmpty == false)
                #expect((plan["microseconds"]?.int ?? -1) >= 0)
            }
        }
        try daemon.stop()
    }

    // INV-59
    @Test("The last page costs what the first one does")
    func depth() throws {
        let daemon = try TestDaemon.filled(8)
        let connection = try daemon.connect()
        var cursor: String?
        var costs: [Int64] = []
        repeat {
            let from = cursor.map { ",\"cursor\":\"\($0)\"" } ?? ""
            let text = "{\"status\":\"all\",\"sort\":\"created\",\"limit\":5\(from)}"
            cursor = try connection.result("user/list", text)["nextCursor"]?.string
            let plan = try connection.result(
                "admin/explain",
                "{\"method\":\"user/list\",\"params\":\(text)}"
            )
            costs.append(try #require(plan["entriesVisited"]?.int))
        } while cursor != nil
        #expect(costs.count > 12)
        // A page, the row that follows it, and one entry for each of four roles.
        #expect((costs.max() ?? 0) <= 5 + 1 + 4)
        try daemon.stop()
    }

    @Test("What is no question is not explained")
    func unexplained() throws {
        let daemon = try TestDaemon()
        let connection = try daemon.connect()
        let writing = try connection.error("admin/explain", #"{"method":"cohort/enroll"}"#)
        #expect(writing["data"]?["reason"]?.string == "notExplained")
        let typo = try connection.error("admin/explain", #"{"method":"cohort/lst"}"#)
        #expect(typo["data"]?["hint"]?.string == "did you mean \"cohort/list\"?")
        let check = try connection.result(
            "admin/explain",
            #"{"method":"enrollment/check","params":{"courseId":1,"studentId":3}}"#
        )
        #expect(check["index"]?.string == "enrollment.course_student")
        #expect(check["entriesVisited"]?.int == 1)
        let search = try connection.result(
            "admin/explain",
            #"{"method":"cohort/list","params":{"search":"x"}}"#
        )
        #expect(search["filters"]?.elements?.contains(.text("search")) == true)
        try daemon.stop()
    }

    @Test("A store that is older than an index gets it when it is opened")
    func migration() throws {
        let folder = TemporaryFolder()
        let day = try #require(Day(TestDaemon.today))
        do {
            let house = try House(data: folder.path("s"), clock: HouseClock(standingAt: day))
            try house.store.run(
                MakeDemoSchool(today: day),
                as: Context(collator: house.collator)
            )
            try house.store.migrateDown(to: 0, from: SchoolMigrations.all(), leaving: 7)
            let report = try house.store.verify(SchoolSchema.self)
            #expect(report.findings.contains { $0.subject.contains("cohort.code_id") })
            house.close()
        }
        let house = try House(data: folder.path("s"), clock: HouseClock(standingAt: day))
        let report = try house.store.verify(SchoolSchema.self)
        #expect(report.isClean, "\(report.findings)")
        house.close()
    }
}
