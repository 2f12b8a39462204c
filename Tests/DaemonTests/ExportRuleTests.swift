import Client
import TestSupport
import Testing

@Suite("What is exported for whom, and what is there already")
struct ExportRuleTests {
    private func kind(_ error: JSON) -> String? { error["data"]?["kind"]?.string }

    @Test(
        "S2-47: a row that is there refuses all, is left out, or is replaced but for its password"
    )
    func duplicates() throws {
        let daemon = try TestDaemon()
        let connection = try daemon.connect()
        let rows = #"{"rows":[{"name":"Zaur","email":"z@x.az","password":"uzun parol 1"}]}"#
        _ = try connection.result("import/users", rows)
        let text = try connection.exported(#""entities":["user"],"format":"jsonl""#)
        let lines = text.split(separator: "\n").map { JSON([UInt8]($0.utf8))?["user"] }
        let zaur = lines.first { $0?["email"]?.string == "z@x.az" } ?? nil
        let (id, version) = (zaur?["id"]?.int ?? 0, zaur?["version"]?.int ?? 0)
        let patch = #""patch":{"phone":"+994501234567"}"#
        _ = try connection.result("user/update", "{\"id\":\(id),\(patch)}")
        let sums = try connection.checksums()
        let error = try connection.refusal(text)
        #expect(kind(error) == "importFailed" && error["data"]?["reason"]?.string == "unique id")
        let skipped = try connection.imported(text, #","onDuplicate":"skip""#)
        #expect(counts(skipped) == [0, 0, 13, 1, 0])
        #expect(skipped["problems"]?.elements?.first?["outcome"]?.string == "skipped")
        #expect(try connection.checksums() == sums)
        let updated = try connection.imported(text, #","onDuplicate":"update""#)
        #expect(counts(updated) == [0, 1, 13, 0, 0])
        let user = try connection.result("user/get", "{\"id\":\(id)}")
        #expect(user["phone"] == .null && user["version"]?.int == version + 2)
        let login = #"{"email":"z@x.az","password":"uzun parol 1"}"#
        _ = try daemon.connect().result("session/login", login)
        try daemon.stop()
    }

    @Test(
        "POL-21, POL-22: an administrator exports tables of the own organisation, nobody else any"
    )
    func rights() throws {
        let daemon = try TestDaemon()
        let service = try daemon.connect()
        let other = try service.result("organization/create", #"{"name":"Başqa","slug":"basqa"}"#)
        let place = try #require(other["id"]?.int)
        var ids: [Int64] = []
        for (role, organization) in [("admin", 1), ("admin", place), ("teacher", 1)] {
            let fields = "\"email\":\"\(role)\(organization)@x.az\",\"fullName\":\"A B\""
            let made = try service.result(
                "user/create",
                "{\"role\":\"\(role)\",\"organizationId\":\(organization),\(fields)}"
            )
            ids.append(try #require(made["id"]?.int))
        }
        let sessions = try ids.map { id in
            let session = try daemon.connect()
            _ = try session.result("session/actAs", "{\"userId\":\(id)}")
            return session
        }
        let users = #""entities":["user"]"#
        let (own, others) = (try sessions[0].exported(users), try sessions[1].exported(users))
        #expect(own.contains("sagird1@merkez.az") && !own.contains("admin\(place)@x.az"))
        #expect(others.split(separator: "\n").count == 2 && others.contains("admin\(place)@x.az"))
        for table in ["student", "roster", "attendance", "cohort", "enrollment"] {
            let rows = { (session: Connection) in
                try session.exported("\"entities\":[\"\(table)\"]").split(separator: "\n").count
            }
            #expect(try rows(sessions[0]) == rows(service), "\(table)")
            #expect(try rows(sessions[1]) == 1, "\(table)")
        }
        for params in ["{}", #"{"entities":["user"],"format":"jsonl"}"#] {
            #expect(kind(try sessions[0].error("admin/export", params)) == "forbidden")
        }
        #expect(kind(try sessions[2].error("admin/export", "{\(users)}")) == "forbidden")
        #expect(kind(try sessions[0].refusal(sealed([]))) == "forbidden")
        // A page is for whoever asked for the first one.
        let page = try service.result("admin/export", "{\(users),\"limit\":2}")
        let cursor = try #require(page["nextCursor"]?.string)
        let taken = try sessions[0].error("admin/export", "{\"cursor\":\"\(cursor)\"}")
        #expect(kind(taken) == "badCursor")
        try daemon.stop()
    }

    @Test("S1-08, S1-13: students go out without teams and without formulas, and come in again")
    func tables() throws {
        let daemon = try TestDaemon()
        let connection = try daemon.connect()
        let person = #"{"fullName":"=A1;\n \"Ə\"","email":"f@x.az","role":"student"}"#
        _ = try connection.result("user/create", person)
        let students = try connection.exported(#""entities":["student"],"limit":1"#)
        let heading = students.prefix { $0 != "\n" }.split(separator: ",").map(String.init)
        #expect(heading.starts(with: ["id", "fullName", "email"]))
        #expect(!heading.contains { $0.lowercased().contains("team") })
        #expect(students.contains("\"'=A1;\n \"\"Ə\"\"\""))
        let report = try connection.result(
            "import/users",
            "{\"text\":\(JSON.text(students).line),\"source\":\"old\",\"dryRun\":true}"
        )
        #expect(report["created"]?.int == 0 && report["failed"]?.int == 0)
        let marks = try connection.exported(#""entities":["attendance"]"#)
        let known = try connection.result(
            "attendance/range",
            #"{"from":"2026-08-01","to":"2026-12-31","limit":10000}"#
        )
        let items = known["items"]?.elements?.count ?? 0
        #expect(items > 10 && marks.split(separator: "\n").count == items + 1)
        let text = JSON.text(marks).line
        let again = try connection.result("import/attendance", "{\"text\":\(text)}")
        #expect(counts(again) == [0, 0, Int64(items), 0, 0])
        try daemon.stop()
    }

    @Test(
        "C31: a format that is not built, and what there is none of, is refused by its name",
        arguments: [
            (#"{"format":"oneroster1.2"}"#, "one of jsonl, csv"),
            (#"{"format":"xlsx","entities":["user"]}"#, "one of jsonl, csv"),
            (#"{"entities":["users"]}"#, "one of "), (#"{"format":"csv"}"#, "one of "),
            (#"{"entities":["user","nothing"]}"#, "some of "), (#"{"limit":0}"#, "1 to 10000"),
            (#"{"cursor":"1-5"}"#, ""), (#"{"cursor":"x"}"#, ""),
        ]
    )
    func refusals(_ params: String, _ hint: String) throws {
        let daemon = try TestDaemon()
        let error = try daemon.connect().error("admin/export", params)
        #expect(["invalidParams", "badCursor"].contains(kind(error)))
        let said = error["data"]?["hint"]?.string ?? ""
        #expect(said.hasPrefix(hint))
        try daemon.stop()
    }

    @Test("An import of a store takes an export and nothing else; ids are always kept")
    func terms() throws {
        let daemon = try TestDaemon()
        let connection = try daemon.connect()
        let begin = { (more: String) in
            try connection.error("import/begin", "{\"kind\":\"store\"\(more)}")
        }
        #expect(try begin(#","keepIds":false"#)["data"]?["path"]?.string == "keepIds")
        #expect(try begin(#","source":"edu""#)["data"]?["path"]?.string == "source")
        #expect(try begin(#","format":"csv""#)["data"]?["path"]?.string == "format")
        #expect(try begin(#","onDuplicate":"suffix""#)["data"]?["path"]?.string == "onDuplicate")
        let newer = sealed([]).replacing("\"format\":1", with: "\"format\":2")
        #expect(try connection.refusal(newer)["data"]?["field"]?.string == "format")
        try daemon.stop()
    }

    @Test("T14, S3-29: where references are deferred, rows without their parents come in")
    func deferred() throws {
        let daemon = try TestDaemon()
        let connection = try daemon.connect()
        let enrollments = try connection.exported(#""entities":["enrollment"],"format":"jsonl""#)
        let line = try #require(enrollments.split(separator: "\n").dropFirst().first)
        let known = try #require(JSON([UInt8](line.utf8))?["enrollment"])
        let (id, student) = (known["id"]?.int ?? 0, known["studentId"]?.int ?? 0)
        let row = line.replacing("\"id\":\(id),", with: "\"id\":900,")
            .replacing("\"studentId\":\(student),", with: "\"studentId\":901,")
        let text = sealed([String(row)])
        let refused = try connection.refusal(text)
        #expect(kind(refused) == "importFailed")
        #expect(refused["data"]?["field"]?.string == "studentId")
        let isEnforced = {
            try connection.result("admin/enforceReferences", "{}")["enforced"] == .bool(true)
        }
        let deferred = #","references":"deferred""#
        #expect(counts(try connection.imported(text, deferred + #","dryRun":true"#))[0] == 1)
        #expect(try isEnforced())
        let report = try connection.imported(text, deferred)
        #expect(counts(report) == [1, 0, 0, 0, 0] && (report["findings"]?.int ?? 0) > 0)
        #expect(try !isEnforced())
        let error = try connection.error("admin/enforceReferences", #"{"on":true}"#)
        #expect(kind(error) == "violationsRemain")
        _ = try connection.result("admin/validate", #"{"fix":true}"#)
        _ = try connection.result("admin/enforceReferences", #"{"on":true}"#)
        #expect(try isEnforced())
        #expect(kind(try connection.refusal(text)) == "importFailed")
        try daemon.stop()
    }

    @Test("T14: a whole export comes in with references deferred; the log goes on behind it")
    func deferredWhole() throws {
        let daemon = try TestDaemon()
        let connection = try daemon.connect()
        // Changes that leave no entry in the log, behind the last one that does.
        for name in ["Fizika", "Kimya", "Biologiya"] {
            _ = try connection.result("course/create", "{\"name\":\"\(name)\"}")
        }
        let text = try connection.exported()
        let other = try TestDaemon(isEmpty: true)
        let empty = try other.connect()
        let report = try empty.imported(text, #","references":"deferred""#)
        let findings = try connection.result("admin/validate")["count"]
        #expect(report["findings"] == findings)
        let log = try empty.result("log/recent", #"{"limit":1}"#)["items"]?.elements?.first
        #expect(log?["action"]?.string == "references_deferred")
        let id = try #require(log?["id"]?.int)
        #expect(try empty.result("log/get", "{\"id\":\(id)}")["id"]?.int == id)
        try other.stop()
        try daemon.stop()
    }

    @Test("Who asked for progress hears how far an export and an import have come")
    func progress() throws {
        let daemon = try TestDaemon()
        let text = JSON.text(try daemon.connect().exported()).line
        let client = try daemon.subscriber()
        try client.initialize("$/progress")
        let token = #""workDoneToken":"work-1""#
        _ = try client.result("admin/export", "{\(token)}")
        _ = try client.result("admin/import", "{\"text\":\(text),\(token)}")
        let told = client.early.compactMap { $0["params"]?["value"] }
        let kinds = told.compactMap { $0["kind"]?.string }
        #expect(kinds.count { $0 == "begin" } == 2 && kinds.count { $0 == "end" } == 2)
        #expect(told.contains { $0["message"]?.string == "the export is whole" })
        let shares = told.drop { $0["title"]?.string != "importing" }
            .compactMap { $0["percentage"]?.int }
        #expect(shares == shares.sorted() && shares.count >= 2)
        try daemon.stop()
    }
}
