import Client
import Testing

@Suite("The daemon")
struct DaemonTests {
    @Test("A list is cut where its limit says, and its cursor leads through all of it")
    func pages() throws {
        let daemon = try TestDaemon()
        let connection = try daemon.connect()
        let whole = try connection.result("cohort/roster", #"{"cohortId":1}"#)
        let all = try #require(whole["items"]?.elements)
        #expect(all.count == 12)
        #expect(whole["nextCursor"] == nil)
        var seen: [JSON] = []
        var cursor: String?
        repeat {
            let from = cursor.map { #","cursor":"\#($0)""# } ?? ""
            let page = try connection.result("cohort/roster", #"{"cohortId":1,"limit":5\#(from)}"#)
            seen += try #require(page["items"]?.elements)
            cursor = page["nextCursor"]?.string
        } while cursor != nil
        #expect(seen == all)
        let second = try connection.result(
            "cohort/roster",
            #"{"cohortId":1,"limit":5,"page":2,"withCount":true}"#
        )
        #expect(second["items"]?.elements.map { Array($0) } == Array(all[5..<10]))
        #expect(second["count"]?.int == 12)
        #expect(second["totalPages"]?.int == 3)
    }

    @Test("A cursor of another list is refused")
    func otherCursor() throws {
        let daemon = try TestDaemon()
        let connection = try daemon.connect()
        let page = try connection.result("cohort/roster", #"{"cohortId":1,"limit":5}"#)
        let cursor = try #require(page["nextCursor"]?.string)
        let error = try connection.error(
            "cohort/roster",
            #"{"cohortId":1,"limit":5,"sort":"status","cursor":"\#(cursor)"}"#
        )
        #expect(error["data"]?["kind"]?.string == "badCursor")
    }

    // INV-05
    @Test("What is written is there for the next question of another session")
    func writes() throws {
        let daemon = try TestDaemon()
        let writer = try daemon.connect()
        let reader = try daemon.connect()
        let saved = try writer.result(
            "attendance/bulkSet",
            #"{"groupId":1,"items":[{"studentId":2,"date":"2026-10-14","status":"late"}]}"#
        )
        #expect(saved["created"]?.int == 1)
        let range = try reader.result(
            "attendance/range",
            #"{"groupId":1,"from":"2026-10-14","to":"2026-10-14"}"#
        )
        #expect(range["items"]?.elements?.first?["status"]?.string == "late")
        try daemon.stop()
    }

    // INV-53
    @Test("A rehearsal answers what would be, and leaves no trace")
    func rehearsal() throws {
        let daemon = try TestDaemon()
        let connection = try daemon.connect()
        let before = try connection.result("server/stats")["sequence"]
        let made = try connection.result(
            "attendance/markAll",
            #"{"groupId":1,"date":"2026-10-14","dryRun":true}"#
        )
        #expect(made["created"]?.int == 12)
        #expect(try connection.result("server/stats")["sequence"] == before)
    }

    @Test("A refusal has a kind, facts and a hint")
    func refusals() throws {
        let daemon = try TestDaemon()
        let connection = try daemon.connect()
        let enrolled = try connection.error("cohort/enroll", #"{"cohortId":1,"studentId":2}"#)
        #expect(enrolled["code"]?.int == 1012)
        #expect(enrolled["data"]?["kind"]?.string == "alreadyEnrolled")
        let missing = try connection.error("cohort/roster", #"{"cohortId":99}"#)
        #expect(missing["data"]?["entity"]?.string == "cohort")
        let typo = try connection.error("cohort/roster", #"{"cohortID":1}"#)
        #expect(typo["data"]?["hint"]?.string == "did you mean \"cohortId\"?")
        let nothing = try connection.error("cohort/rooster")
        #expect(nothing["data"]?["hint"]?.string == "did you mean \"cohort/roster\"?")
    }

    @Test("Marks of a student in one group, and with one status")
    func filters() throws {
        let daemon = try TestDaemon()
        let connection = try daemon.connect()
        let days = #""from":"2026-10-01","to":"2026-10-15""#
        let all = try connection.result("attendance/range", "{\"groupId\":1,\(days)}")
        let rows = try #require(all["items"]?.elements)
        let late = try connection.result(
            "attendance/range",
            "{\"groupId\":1,\"studentId\":3,\"status\":[\"late\"],\(days)}"
        )
        let expected = rows.filter {
            $0["studentId"]?.int == 3 && $0["status"]?.string == "late"
        }
        #expect(late["items"]?.elements == expected)
        #expect(!rows.isEmpty)
    }

    @Test("The shortest marks that there can be are counted like any others")
    func shortRows() throws {
        let daemon = try TestDaemon()
        let connection = try daemon.connect()
        _ = try connection.result(
            "attendance/bulkSet",
            #"{"groupId":1,"items":[{"studentId":2,"date":"2026-10-14","status":"late"},"#
                + #"{"studentId":3,"date":"2026-10-14","status":"late"},"#
                + #"{"studentId":4,"date":"2026-10-14","status":"late"}]}"#
        )
        for limit in 1...3 {
            let page = try connection.result(
                "attendance/range",
                "{\"groupId\":1,\"from\":\"2026-10-14\",\"to\":\"2026-10-14\",\"limit\":\(limit)}"
            )
            #expect(page["items"]?.elements?.count == limit)
            #expect((page["nextCursor"] != nil) == (limit < 3))
        }
    }
}
