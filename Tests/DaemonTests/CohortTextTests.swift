import Client
import Records
import Testing

@Suite("Cohorts as texts and figures")
struct CohortTextTests {
    @Test("R: many are enrolled from lines of text, with or without titles")
    func lines() throws {
        let daemon = try TestDaemon()
        let connection = try daemon.connect()
        func enroll(_ name: String, _ csv: String) throws -> JSON {
            let made = try connection.result(
                "cohort/create",
                "{\"courseId\":1,\"name\":\"\(name)\",\"startDate\":\"2026-10-16\"}"
            )
            let id = try #require(made["id"]?.int)
            return try connection.result(
                "cohort/bulkEnroll",
                "{\"cohortId\":\(id),\"atomic\":false,\"csv\":\"\(csv)\"}"
            )
        }
        let titled = try enroll(
            "A",
            "\u{feff}Name,Student_Email\\r\\n\\\"Əliyev, \\\"\\\"Ç\\\"\\\"\\\",sagird2@merkez.az\\r\\nX,nobody@x.az\\r\\n"
        )
        #expect(titled["createdIds"]?.elements?.map(\.int) == [3])
        let failed = try #require(titled["failed"]?.elements)
        #expect(failed.map { $0["index"]?.int } == [1])
        #expect(failed.first?["kind"]?.string == "notFound")
        let bare = try enroll("B", "4\\n sagird4@merkez.az\\n\\n6")
        #expect(bare["createdIds"]?.elements?.map(\.int) == [4, 5, 6])
    }

    @Test("Whom a call is about is told in one way")
    func onePeople() throws {
        let daemon = try TestDaemon()
        let connection = try daemon.connect()
        let both = try connection.error(
            "cohort/bulkEnroll",
            #"{"cohortId":1,"studentIds":[2],"emails":["a@b.az"]}"#
        )
        #expect(both["data"]?["reason"]?.string == "conflict")
        let none = try connection.error("cohort/bulkEnroll", #"{"cohortId":1,"csv":null}"#)
        #expect(none["data"]?["reason"]?.string == "missing")
    }

    @Test("R: a roster as a file holds the rows of the list, in its order, safe for spreadsheets")
    func file() throws {
        let daemon = try TestDaemon()
        let connection = try daemon.connect()
        let made = try connection.result(
            "user/create",
            #"{"fullName":"=SUM(A1), \"x\"","email":"f@x.az","role":"student"}"#
        )
        let id = try #require(made["id"]?.int ?? made["user"]?["id"]?.int)
        _ = try connection.result("cohort/enroll", "{\"cohortId\":1,\"studentId\":\(id)}")
        let order = #""cohortId":1,"sort":"progress""#
        let file = try connection.result("cohort/rosterCsv", "{\(order)}")
        let lines = try #require(file["text"]?.string).split(separator: "\r\n")
        let rows = try #require(
            connection.result("cohort/roster", "{\(order),\"limit\":100}")["items"]?.elements
        )
        #expect(file["count"]?.int == Int64(rows.count) && lines.count == rows.count + 1)
        #expect(lines.first?.hasPrefix("studentId,name,email,status") == true)
        for (line, row) in zip(lines.dropFirst(), rows) {
            #expect(line.hasPrefix("\(row["studentId"]?.int ?? 0),"))
        }
        #expect(lines.contains { $0.contains(#","'=SUM(A1), ""x""",f@x.az,"#) })
        let one = try connection.result("cohort/rosterCsv", #"{"cohortId":1,"search":"F@X"}"#)
        #expect(one["count"]?.int == 1)
    }

    @Test("R: figures of a cohort are those of its roster")
    func analytics() throws {
        let daemon = try TestDaemon()
        let connection = try daemon.connect()
        _ = try connection.result("cohort/unenroll", #"{"cohortId":1,"studentId":2}"#)
        let told = try connection.result("cohort/analytics", #"{"cohortId":1,"days":7}"#)
        let rows = try #require(
            connection.result("cohort/roster", #"{"cohortId":1,"limit":100}"#)["items"]?.elements
        )
        let kept = rows.filter { $0["status"]?.string != "dropped" }
        #expect(told["totals"]?["members"]?.int == 12 && told["totals"]?["dropped"]?.int == 1)
        let done = rows.compactMap { $0["completedLessons"]?.int }.reduce(0, +)
        #expect(told["totals"]?["completedLessons"]?.int == done)
        let percents = kept.compactMap { $0["progressPercentage"]?.int }
        let tenths = (20 * percents.reduce(0, +) + 11) / 22
        #expect(told["averages"]?["progressPercentage"]?.string == "\(tenths / 10).\(tenths % 10)")
        let leaders = try #require(told["leaderboard"]?.elements)
        #expect(leaders.count == 10)
        let lessons = leaders.compactMap { $0["completedLessons"]?.int }
        #expect(lessons == lessons.sorted(by: >))
        let series = try #require(told["series"]?.elements)
        #expect(series.count == 7 && series.last?["date"]?.string == TestDaemon.today)
        let slow = kept.filter { ($0["progressPercentage"]?.int ?? 0) < 20 }
            .compactMap { $0["studentId"]?.int }
        let behind = told["struggling"]?.elements?.filter {
            $0["reasons"]?.elements?.contains(.text("progress")) == true
        }
        #expect(Set(behind?.compactMap { $0["studentId"]?.int } ?? []) == Set(slow))
        // A week and a day later nobody has been there.
        _ = try connection.result("admin/clock", #"{"today":"2026-10-23"}"#)
        let later = try connection.result("cohort/analytics", #"{"cohortId":1}"#)
        #expect(later["averages"]?["engagementRate"]?.string == "0.0")
        #expect(later["struggling"]?.elements?.count == 11)
    }
}
