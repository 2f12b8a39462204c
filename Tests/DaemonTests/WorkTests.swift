import Client
import Records
import Testing

@Suite("Payments, tests, coding and talk over a socket")
struct WorkTests {
    // S4-48
    @Test("INV-05: what is made, changed and asked for is the same row")
    func rows() throws {
        let daemon = try TestDaemon()
        let connection = try daemon.connect()
        let made = try connection.result(
            "codingTask/create",
            #"{"title":"Cəm","description":"d","points":5,"difficulty":"hard"}"#
        )
        #expect(try connection.result("codingTask/get", #"{"id":1}"#) == made)
        let changed = try connection.result(
            "codingTask/update",
            #"{"id":1,"patch":{"points":null,"title":"Fərq"},"ifVersion":1}"#
        )
        #expect(changed["points"] == .null && changed["title"]?.string == "Fərq")
        #expect(changed["difficulty"]?.string == "hard" && changed["version"]?.int == 2)
        let list = try connection.result("codingTask/list", #"{"search":"FƏRQ"}"#)
        #expect(list["items"]?.elements == [changed])
        let stale = try connection.error(
            "codingTask/update",
            #"{"id":1,"patch":{"points":1},"ifVersion":1}"#
        )
        #expect(stale["data"]?["kind"]?.string == "staleVersion")
        try daemon.stop()
    }

    @Test(
        "A field of a wrong type is refused by its name",
        arguments: [
            (#"{"title":1,"description":"d"}"#, "title", "wrongType"),
            (#"{"title":"t","description":"d","difficulty":"harder"}"#, "difficulty", "notOneOf"),
            (#"{"title":"t","description":"d","points":"5"}"#, "points", "wrongType"),
            (#"{"title":"t","description":"d","topicId":-1}"#, "topicId", "range"),
            (#"{"description":"d"}"#, "title", "missing"),
            (
                #"{"title":"t","description":"d","topicId":{"ref":{"source":"a","id":"b"}}}"#,
                "topicId",
                "unknownRef"
            ),
        ]
    )
    func wrongFields(_ parameters: String, _ path: String, _ reason: String) throws {
        let daemon = try TestDaemon()
        let connection = try daemon.connect()
        let error = try connection.error("codingTask/create", parameters)
        #expect(error["data"]?["kind"]?.string == "invalidParams")
        #expect(error["data"]?["path"]?.string == path)
        #expect(error["data"]?["reason"]?.string == reason)
    }

    @Test("A patch names its fields, and clears none that is required")
    func wrongPatches() throws {
        let daemon = try TestDaemon()
        let connection = try daemon.connect()
        _ = try connection.result("test/create", #"{"title":"t"}"#)
        let null = try connection.error("test/update", #"{"id":1,"patch":{"title":null}}"#)
        #expect(null["data"]?["path"]?.string == "patch.title")
        let unknown = try connection.error("test/update", #"{"id":1,"patch":{"titel":"x"}}"#)
        #expect(unknown["data"]?["hint"]?.string == "did you mean \"title\"?")
    }

    @Test(
        "H30, INV-41: money is a text with at most two decimals",
        arguments: [
            "80", #""80.001""#, #""8e1""#, #""""#, #""1,5""#, "true",
        ]
    )
    func money(_ amount: String) throws {
        let daemon = try TestDaemon()
        let connection = try daemon.connect()
        let error = try connection.error(
            "payment/create",
            "{\"studentId\":3,\"amount\":\(amount)}"
        )
        #expect(error["data"]?["path"]?.string == "amount")
    }

    @Test("S4-45: payments of days, page by page, and their summary")
    func payments() throws {
        let daemon = try TestDaemon()
        let connection = try daemon.connect()
        for day in 1...9 {
            _ = try connection.result(
                "payment/create",
                "{\"studentId\":3,\"amount\":\"10.00\",\"date\":\"2026-10-0\(day)\"}"
            )
        }
        var days: [String] = []
        var cursor = ""
        repeat {
            let page = try connection.result(
                "payment/list",
                "{\"studentId\":3,\"from\":\"2026-10-02\",\"to\":\"2026-10-08\",\"limit\":3\(cursor)}"
            )
            days += page["items"]?.elements?.compactMap { $0["paymentDate"]?.string } ?? []
            cursor = page["nextCursor"]?.string.map { ",\"cursor\":\"\($0)\"" } ?? ""
        } while !cursor.isEmpty
        #expect(days == (2...8).reversed().map { "2026-10-0\($0)" })
        let summary = try connection.result("payment/summary", #"{"from":"2026-10-02"}"#)
        #expect(summary["paid"]?.string == "80.00")
        #expect(summary["items"]?.elements?.first?["key"]?.string == "2026-10")
        #expect(
            try connection.result("balance/get", #"{"studentId":3}"#)["balance"]?.string == "90.00"
        )
    }

    // S2-42, S2-43
    @Test("S2-39: pinned posts come first, then the latest; a page ends where the next begins")
    func pinned() throws {
        let daemon = try TestDaemon()
        let connection = try daemon.connect()
        for number in 1...5 {
            _ = try connection.result(
                "discussion/post",
                "{\"lessonId\":1,\"cohortId\":1,\"content\":\"\(number)\",\"userId\":3}"
            )
        }
        _ = try connection.result("discussion/pin", #"{"id":2}"#)
        _ = try connection.result(
            "discussion/post",
            #"{"lessonId":1,"cohortId":1,"content":"6","userId":4,"parentId":2}"#
        )
        func ids(_ more: String) throws -> [Int64] {
            let page = try connection.result(
                "discussion/list",
                "{\"lessonId\":1,\"cohortId\":1\(more)}"
            )
            return page["items"]?.elements?.compactMap { $0["id"]?.int } ?? []
        }
        // All of one instant: the clock stands still, and ids decide.
        #expect(try ids("") == [2, 1, 3, 4, 5])
        #expect(try ids(",\"pinnedFirst\":false") == [1, 2, 3, 4, 5])
        #expect(try ids(",\"parentId\":2") == [6])
        #expect(try ids(",\"limit\":2,\"page\":2") == [3, 4])
        let thread = try connection.result("discussion/thread", #"{"id":2}"#)
        #expect(thread["answers"]?.elements?.first?["id"]?.int == 6)
    }

    @Test("INV-52: an import that fails names the task, and leaves nothing")
    func failedImport() throws {
        let daemon = try TestDaemon()
        let connection = try daemon.connect()
        let error = try connection.error(
            "coding/import",
            #"{"tasks":[{"title":"a"},{"title":""}]}"#
        )
        #expect(error["data"]?["index"]?.int == 1)
        let list = try connection.result("codingTask/list", #"{"withCount":true}"#)
        #expect(list["count"]?.int == 0)
        try daemon.stop()
    }
}
