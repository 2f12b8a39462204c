import Client
import Records
import TestSupport
import Testing

@Suite("Imports, audit and backfill over a socket")
struct ImportMethodTests {
    private func counts(_ report: JSON) -> [Int?] {
        ["created", "updated", "unchanged", "skipped", "failed"].map { name in
            report[name]?.int.map { Int($0) }
        }
    }

    @Test("S4-46, INV-53, INV-55: a table in one message, rehearsed and then written")
    func inline() throws {
        let daemon = try TestDaemon()
        let connection = try daemon.connect()
        let text =
            #""\uFEFFFull Name;E-Mail;Sinif;Team\nAydan Sultanova;aydan@x.az;9a;T1\nX;x@x.az;;\n""#
        let params = { (more: String) in
            "{\"text\":\(text),\"mapping\":{\"sinif\":\"grade\"}\(more)}"
        }
        let before = try connection.result("admin/checksum")
        let rehearsal = try connection.result("import/users", params(#","dryRun":true"#))
        #expect(try connection.result("admin/checksum") == before)
        #expect(rehearsal["dryRun"] == .bool(true))
        let report = try connection.result("import/users", params(""))
        #expect(counts(report) == [1, 0, 0, 0, 1] && counts(rehearsal) == counts(report))
        #expect(report["problems"] == rehearsal["problems"])
        let problem = report["problems"]?.elements?.first
        #expect(problem?["line"]?.int == 3 && problem?["field"]?.string == "fullName")
        #expect(report["ignoredColumns"]?.elements?.compactMap(\.string) == ["Team"])
        let again = try connection.result("import/users", params(""))
        #expect(counts(again) == [0, 0, 1, 0, 1])
        try daemon.stop()
    }

    @Test("C15: rows that come in pieces are those of the whole file, over any connection")
    func pieces() throws {
        let daemon = try TestDaemon()
        let connection = try daemon.connect()
        let begin = try connection.result("import/begin", #"{"kind":"cohorts","source":"edu"}"#)
        let id = try #require(begin["importId"]?.int)
        for piece in [#"id,group_na"#, #"me\n1,\"923"#, #"-s\"\n2,ML"#, #"-61-17"#] {
            _ = try daemon.connect().result(
                "import/rows",
                "{\"importId\":\(id),\"text\":\"\(piece)\"}"
            )
        }
        let report = try connection.result("import/finish", "{\"importId\":\(id)}")
        #expect(counts(report) == [2, 0, 0, 0, 0])
        let cohort = try connection.result(
            "cohort/get",
            #"{"id":{"ref":{"source":"edu:education_group","id":"2"}}}"#
        )
        #expect(cohort["code"]?.string == "ML-61-17")
        let gone = try connection.error("import/finish", "{\"importId\":\(id)}")
        #expect(gone["data"]?["kind"]?.string == "notFound")
        try daemon.stop()
    }

    @Test("Lines of JSON and objects are rows too; what is none fails by its line")
    func objects() throws {
        let daemon = try TestDaemon()
        let connection = try daemon.connect()
        let rows = #"{"rows":[{"full_name":"Zaur","email":"z@x.az","phone":5},{"email":null},7]}"#
        let report = try connection.result("import/users", rows)
        #expect(counts(report) == [1, 0, 0, 0, 2])
        let lines = #"{\"name\":\"Zaur\",\"email\":\"z@x.az\"}\n\n{broken\n"#
        let second = try connection.result(
            "import/users",
            "{\"format\":\"jsonl\",\"text\":\"\(lines)\"}"
        )
        #expect(counts(second) == [0, 0, 1, 0, 1])
        #expect(second["problems"]?.elements?.first?["line"]?.int == 3)
        try daemon.stop()
    }

    @Test(
        "C31: what is not built, and what is no table, is refused by its name",
        arguments: [
            (#"{"text":"a","format":"xlsx"}"#, "invalidParams", "one of csv, jsonl"),
            (#"{"text":"email\n"}"#, "importFailed", ""),
            (#"{"text":"email,fullName\n\"x"}"#, "importFailed", ""),
            (#"{"text":"email,email,name\n"}"#, "importFailed", ""),
            (#"{}"#, "invalidParams", "text, or rows"),
            (#"{"text":"a","rows":[]}"#, "invalidParams", "text, or rows"),
            (
                #"{"rows":[{"email":"z@x.az","name":"X"}],"atomic":true}"#, "importFailed", ""
            ),
        ]
    )
    func refusals(_ params: String, _ kind: String, _ hint: String) throws {
        let daemon = try TestDaemon()
        let connection = try daemon.connect()
        let error = try connection.error("import/users", params)
        #expect(error["data"]?["kind"]?.string == kind)
        #expect(hint.isEmpty || error["data"]?["hint"]?.string == hint)
    }

    @Test("T14: rows of other systems name only what there is; another way is refused by its name")
    func references() throws {
        let daemon = try TestDaemon()
        let connection = try daemon.connect()
        let error = try connection.error(
            "import/begin",
            #"{"kind":"users","references":"deferred"}"#
        )
        #expect(error["data"]?["path"]?.string == "references")
    }

    @Test("S4-46: whoever came with a password can log in with it, and a second import keeps it")
    func passwords() throws {
        let daemon = try TestDaemon()
        let connection = try daemon.connect()
        let rows = #"{"rows":[{"name":"Zaur","email":"z@x.az","password":"uzun parol 1"}]}"#
        #expect(counts(try connection.result("import/users", rows)) == [1, 0, 0, 0, 0])
        #expect(counts(try connection.result("import/users", rows)) == [0, 0, 1, 0, 0])
        let short = #"{"rows":[{"name":"Ali","email":"a@x.az","password":"short"}]}"#
        let report = try connection.result("import/users", short)
        #expect(report["problems"]?.elements?.first?["field"]?.string == "password")
        _ = try daemon.connect().result(
            "session/login",
            #"{"email":"z@x.az","password":"uzun parol 1"}"#
        )
        try daemon.stop()
    }

    @Test("S1-14...16, C25: audit, rehearsal, backfill, audit; then cohorts of courses")
    func backfill() throws {
        let daemon = try TestDaemon()
        let connection = try daemon.connect()
        _ = try connection.result("course/create", #"{"name":"Fizika","isPublished":true}"#)
        let rows = (1...3).map {
            "{\"group\":\"G\",\"course\":\"Fizika\",\"user\":\"sagird\($0)@merkez.az\"}"
        }
        let members = "{\"rows\":[\(rows.joined(separator: ","))]}"
        #expect(counts(try connection.result("import/legacyGroups", members))[0] == 3)
        let before = try connection.result("enrollment/audit", #"{"limit":2}"#)
        #expect(before["status"]?.string == "FAIL" && before["coverage"]?.string == "0.00")
        #expect(before["details"]?.elements?.count == 2)
        let cursor = try #require(before["nextCursor"]?.string)
        let rest = try connection.result("enrollment/audit", "{\"cursor\":\"\(cursor)\"}")
        #expect(rest["details"]?.elements?.count == 1 && rest["nextCursor"] == nil)
        let dry = try connection.result("enrollment/backfill")
        #expect(dry["created"]?.int == 3 && dry["committed"] == .bool(false))
        let refused = try connection.error("enrollment/backfill", #"{"dryRun":true}"#)
        #expect(refused["data"]?["reason"]?.string == "unknown")
        #expect(try connection.result("enrollment/audit")["missing"]?.int == 3)
        let done = try connection.result("enrollment/backfill", #"{"commit":true}"#)
        #expect(done["created"]?.int == 3)
        #expect(try connection.result("enrollment/audit")["status"]?.string == "PASS")
        let rehearsal = try connection.result("admin/backfillCohorts")
        let cohorts = try connection.result("admin/backfillCohorts", #"{"commit":true}"#)
        #expect(cohorts["cohortsCreated"]?.int == 1 && cohorts["membersCreated"]?.int == 3)
        #expect(rehearsal["cohorts"] == cohorts["cohorts"])
        let again = try connection.result("admin/backfillCohorts", #"{"commit":true}"#)
        #expect(again["cohortsCreated"]?.int == 0 && again["membersCreated"]?.int == 0)
        #expect(try connection.result("admin/validate")["count"]?.int == 0)
        try daemon.stop()
    }
}
