import Client
import Daemon
import Records
import SchoolModel
import Storage
import TestSupport
import Testing

@Suite("Several writes in one transaction")
struct BatchTests {
    private func call(_ method: String, _ params: String = "{}") -> String {
        #"{"method":"\#(method)","params":\#(params)}"#
    }

    private func batch(_ calls: [String], _ more: String = "") -> String {
        "{\"calls\":[\(calls.joined(separator: ","))]\(more)}"
    }

    @Test("All or nothing: the calls see each other, share one commit, and one refusal refuses all")
    func atomic() throws {
        let daemon = try TestDaemon()
        let client = try daemon.connect()
        let store = daemon.house.store
        let next = Int64(store.counters[Group.table].lastID) + 1
        let commits = store.laneStatistics.commits
        let made = try client.result(
            "admin/batch",
            batch([
                call("group/create", #"{"name":"Yeni"}"#),
                call("group/update", #"{"id":\#(next),"patch":{"code":"Y1"}}"#),
                call("course/create", #"{"name":"Kimya 8"}"#),
            ])
        )
        #expect(store.laneStatistics.commits == commits + 1)
        #expect(made["count"]?.int == 3 && made["failed"]?.elements?.isEmpty == true)
        let results = try #require(made["results"]?.elements)
        #expect(results[0]["id"]?.int == next && results[0]["code"] == .null)
        #expect(results[1]["code"]?.string == "Y1" && results[2]["name"]?.string == "Kimya 8")
        #expect(results[1]["version"]?.int == 2)
        let before = store.counters
        let hash = try client.result("admin/checksum")
        let refused = try client.error(
            "admin/batch",
            batch([
                call("group/create", #"{"name":"Başqa"}"#),
                call("course/create", #"{"name":"Kimya 8"}"#),
            ])
        )
        #expect(refused["data"]?["kind"]?.string == "unique")
        #expect(refused["data"]?["index"]?.int == 1)
        #expect(store.counters == before)
        #expect(try client.result("admin/checksum") == hash)
        try daemon.stop()
    }

    @Test("Each for itself: what is refused leaves no trace between the others")
    func separate() throws {
        let daemon = try TestDaemon()
        let client = try daemon.connect()
        let groups = daemon.house.store.counters[Group.table].rows
        let made = try client.result(
            "admin/batch",
            batch(
                [
                    call("group/create", #"{"name":"A"}"#),
                    call("group/update", #"{"id":999,"patch":{"name":"B"}}"#),
                    call("group/create", #"{"nam":"C"}"#), call("group/create", #"{"name":"D"}"#),
                    call("cohort/list"), "7",
                ],
                #","atomic":false"#
            )
        )
        #expect(made["count"]?.int == 2)
        let results = try #require(made["results"]?.elements)
        #expect(results.map { $0["name"]?.string } == ["A", nil, nil, "D", nil, nil])
        let failed = try #require(made["failed"]?.elements)
        #expect(failed.compactMap { $0["index"]?.int } == [1, 2, 4, 5])
        let kinds = failed.compactMap { $0["error"]?["data"]?["kind"]?.string }
        #expect(kinds == ["notFound", "invalidParams", "invalidParams", "invalidParams"])
        let first = try #require(results[0]["id"]?.int)
        #expect(results[3]["id"]?.int == first + 1, "a refused call spends no id")
        #expect(daemon.house.store.counters[Group.table].rows == groups + 2)
        try daemon.stop()
    }

    @Test("A rehearsal answers what would come of it; one call may be rehearsed behind the others")
    func rehearsed() throws {
        let daemon = try TestDaemon()
        let client = try daemon.connect()
        let before = daemon.house.store.counters
        let calls = [
            call("group/create", #"{"name":"A"}"#),
            call("course/delete", #"{"id":1,"force":true}"#),
        ]
        for more in [#","dryRun":true"#, #","dryRun":true,"atomic":false"#] {
            let dry = try client.result("admin/batch", batch(calls, more))
            #expect(dry["count"]?.int == 2)
            #expect(dry["results"]?.elements?[1]["deleted"]?["course"]?.int == 1)
            #expect(daemon.house.store.counters == before)
        }
        let some = [
            calls[0], call("course/delete", #"{"id":1,"force":true,"dryRun":true}"#),
            call("cohort/update", #"{"id":1,"patch":{"language":"az"}}"#),
        ]
        let made = try client.result("admin/batch", batch(some))
        #expect(made["results"]?.elements?[1]["deleted"]?["course"]?.int == 1)
        #expect(made["results"]?.elements?[2]["language"]?.string == "az")
        let after = daemon.house.store.counters
        #expect(after[Course.table].rows == before[Course.table].rows)
        #expect(after[Group.table].rows == before[Group.table].rows + 1)
        try daemon.stop()
    }

    @Test(
        "What cannot be a part is refused by its name",
        arguments: [
            ("cohort/list", "{}", "notBatched"), ("admin/batch", #"{"calls":[]}"#, "unknown"),
            ("import/users", #"{"text":"a"}"#, "notBatched"), ("group/crate", "{}", "unknown"),
            ("student/create", #"{"email":"a@b.az","name":"A"}"#, "notBatched"),
            ("setting/set", #"{"name":"timezone"}"#, "unknown"),
        ]
    )
    func refused(_ method: String, _ params: String, _ reason: String) throws {
        let daemon = try TestDaemon()
        let client = try daemon.connect()
        let before = daemon.house.store.counters
        let calls = [call("group/create", #"{"name":"A"}"#), call(method, params)]
        let data = try client.error("admin/batch", batch(calls))["data"]
        #expect(data?["path"]?.string == "calls[1].method" && data?["index"]?.int == 1)
        #expect(data?["reason"]?.string == reason)
        #expect(reason == "unknown" || data?["method"]?.string == method)
        #expect(daemon.house.store.counters == before)
        try daemon.stop()
    }

    @Test("There are at most a thousand")
    func limit() throws {
        let daemon = try TestDaemon()
        let client = try daemon.connect()
        let one = call("cohort/update", #"{"id":1,"patch":{"language":"az"}}"#)
        let most = Array(repeating: one, count: 1_000)
        #expect(try client.result("admin/batch", batch(most))["count"]?.int == 1_000)
        let data = try client.error("admin/batch", batch(most + [one]))["data"]
        #expect(data?["kind"]?.string == "tooLarge" && data?["limit"]?.int == 1_000)
        #expect(try client.result("admin/batch", batch([]))["count"]?.int == 0)
        try daemon.stop()
    }

    // POL-21, POL-22
    @Test(
        "Every call is judged as its caller's: an admin writes in one organisation, others nowhere"
    )
    func judged() throws {
        let daemon = try TestDaemon()
        let service = try daemon.connect()
        var ids: [Int64] = []
        for name in ["Bir", "İki"] {
            let made = try service.result(
                "organization/create",
                #"{"name":"\#(name)","slug":"o\#(ids.count)"}"#
            )
            ids.append(try #require(made["id"]?.int))
        }
        let foreign = try service.result(
            "group/create",
            #"{"name":"Özgə","organizationId":\#(ids[1])}"#
        )
        for role in ["admin", "teacher"] {
            let person = #"""
                {"role":"\#(role)","fullName":"P","email":"\#(role)@x.az","password":"secret words",
                "organizationId":\#(ids[0])}
                """#
            _ = try service.result("user/create", person)
        }
        let admin = try daemon.connect()
        _ = try admin.result("session/login", #"{"email":"admin@x.az","password":"secret words"}"#)
        let id = try #require(foreign["id"]?.int)
        let calls = [
            call("group/create", #"{"name":"Mənim"}"#),
            call("group/update", #"{"id":\#(id),"patch":{"name":"Z"}}"#),
            call("organization/create", #"{"name":"Üç","slug":"o3"}"#),
        ]
        let made = try admin.result("admin/batch", batch(calls, #","atomic":false"#))
        #expect(made["results"]?.elements?[0]["organizationId"]?.int == ids[0])
        let failed = made["failed"]?.elements ?? []
        #expect(failed.compactMap { $0["index"]?.int } == [1, 2])
        let kinds = failed.compactMap { $0["error"]?["data"]?["kind"]?.string }
        #expect(kinds == ["notFound", "forbidden"])
        let teacher = try daemon.connect()
        let login = #"{"email":"teacher@x.az","password":"secret words"}"#
        _ = try teacher.result("session/login", login)
        let refused = try teacher.error("admin/batch", batch(calls))
        #expect(refused["data"]?["kind"]?.string == "forbidden")
        try daemon.stop()
    }
}
