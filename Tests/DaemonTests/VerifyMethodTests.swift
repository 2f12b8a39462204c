import Client
import Daemon
import Records
import SchoolAPI
import SchoolModel
import Storage
import TestSupport
import Testing

@Suite("What should be there, and what is")
struct VerifyMethodTests {
    @Test(
        "S2-24, S2-36: one report tells of tables, indexes, policies, hooks, the view and columns"
    )
    func report() throws {
        let daemon = try TestDaemon()
        let report = try daemon.connect().result("admin/verify")
        #expect(report["ok"] == .bool(true) && report["count"]?.int == 0)
        let checks = try #require(report["checks"]?.elements)
        #expect(checks.allSatisfy { $0["result"]?.string == "PASS" })
        func aliases(_ kind: String) -> [String] {
            checks.filter { $0["kind"]?.string == kind }.compactMap { $0["alias"]?.string }
        }
        let tables = [
            "cohorts", "cohort_enrollments", "cohort_schedules", "lesson_discussions",
            "course_forums", "forum_replies",
        ]
        #expect(Set(aliases("table")).isSuperset(of: tables) && aliases("policy") == tables)
        #expect(checks.count { $0["kind"]?.string == "table" } == EntityKind.allCases.count)
        #expect(aliases("index").count { $0.hasPrefix("idx_cohort") } == 10)
        #expect(aliases("index").count { $0.hasPrefix("idx_lesson_discussions") } == 4)
        #expect(Set(aliases("hook")).count == 6 && aliases("view") == ["student_roster_view"])
        #expect(aliases("column").count == 5)
        #expect(checks.count { $0["kind"]?.string == "operation" } == 6)
        let filter = checks.first { $0["alias"]?.string == "idx_cohort_enrollments_status" }
        #expect(filter?["found"]?.string == "filter over key of cohortMember by cohort")
        try daemon.stop()
    }

    @Test("S2-24, S2-36: what was taken away is missing, and the base is there")
    func missing() throws {
        let daemon = try TestDaemon()
        let client = try daemon.connect()
        _ = try client.result("admin/migrate", #"{"action":"down","to":0}"#)
        let report = try client.result("admin/verify")
        #expect(report["ok"] == .bool(false))
        let failed = (report["checks"]?.elements ?? []).filter { $0["result"]?.string == "FAIL" }
        #expect(report["count"]?.int == Int64(failed.count))
        #expect(failed.allSatisfy { $0["found"]?.string != $0["expected"]?.string })
        let tables = failed.filter { $0["kind"]?.string == "table" }.compactMap {
            $0["name"]?.string
        }
        let gone = [
            "cohort", "cohortMember", "cohortSchedule", "lessonDiscussion", "forumPost",
            "forumReply",
        ]
        #expect(tables == gone)
        #expect(failed.filter { $0["kind"]?.string == "column" }.count == 5)
        _ = try client.result("admin/migrate", #"{"action":"up"}"#)
        #expect(try client.result("admin/verify")["ok"] == .bool(true))
        try daemon.stop()
    }

    @Test("S2-25...30: what is tried leaves no trace, and nobody is told")
    func selfTest() throws {
        let daemon = try TestDaemon()
        let client = try daemon.connect()
        let listener = try daemon.subscriber()
        try listener.initialize("store/changed")
        _ = try listener.result("admin/subscribe", #"{"areas":["cohort","cohortMember"]}"#)
        let counters = daemon.house.store.counters
        let hash = try client.result("admin/checksum")
        for _ in 0..<3 {
            let tried = try client.result("admin/selfTest")
            #expect(tried["ok"] == .bool(true) && tried["count"]?.int == 0)
            let steps = tried["results"]?.elements ?? []
            #expect(
                steps.compactMap { $0["name"]?.string } == [
                    "create", "enroll", "schedule", "roster", "refresh", "delete",
                ]
            )
            #expect(steps.allSatisfy { $0["found"] == $0["expected"] })
        }
        #expect(daemon.house.store.counters == counters, "no row, no id and no change is spent")
        #expect(try client.result("admin/checksum") == hash)
        let made = try client.result("course/create", #"{"name":"Kimya 8"}"#)
        #expect(made["id"]?.int == Int64(counters[Course.table].lastID) + 1)
        _ = try client.result("cohort/update", #"{"id":1,"patch":{"language":"az"}}"#)
        // The first that is heard of is the change behind it all.
        let heard = try listener.notification("store/changed")
        #expect(heard["entity"]?.string == "cohort")
        _ = try client.result("admin/migrate", #"{"action":"down","to":0}"#)
        let refused = try client.result("admin/selfTest")
        #expect(refused["ok"] == .bool(false) && refused["count"]?.int == 6)
        try daemon.stop()
    }

    @Test("T6: all fourteen indexes and six triggers that the old system named are in the schema")
    func oldNames() throws {
        let daemon = try TestDaemon()
        let schema = try daemon.connect().result("admin/schema").line
        let indexes = [
            "idx_cohorts": ["course_id", "status", "start_date"],
            "idx_cohort_enrollments": ["cohort", "user", "status", "activity"],
            "idx_cohort_schedules": ["cohort", "module", "unlock"],
            "idx_lesson_discussions": ["lesson", "cohort", "user", "parent"],
        ].flatMap { table, names in names.map { "\(table)_\($0)" } }
        let triggers = [
            "update_cohorts_updated_at", "auto_update_cohort_status",
            "update_lesson_discussions_updated_at", "update_course_forums_updated_at",
            "update_forum_replies_updated_at", "auto_increment_completed_lessons",
        ]
        #expect(indexes.count == 14)
        for name in indexes + triggers { #expect(schema.contains("\"\(name)\""), "\(name)") }
        try daemon.stop()
    }

    @Test("S2-55: every entity, its policy and its hooks are described, by all of its names")
    func schema() throws {
        let daemon = try TestDaemon()
        let client = try daemon.connect()
        let all = try #require(client.result("admin/schema")["entities"]?.elements)
        #expect(all.compactMap { $0["name"]?.string } == EntityKind.allCases.map { "\($0.name)" })
        for entity in all {
            #expect(entity["fields"]?.elements?.isEmpty == false, "\(entity.line)")
            for link in entity["references"]?.elements ?? [] {
                #expect(all.contains { $0["name"] == link["entity"] })
            }
        }
        let found = try client.result("admin/schema", #"{"entity":"cohort_enrollments"}"#)
        let member = try #require(found["entities"]?.elements?.first)
        #expect(member["name"]?.string == "cohortMember" && member["owner"]?.string == "cohort")
        let status = member["fields"]?.elements?.first { $0["name"]?.string == "status" }
        let values = ["active", "paused", "completed", "dropped"]
        #expect(status?["values"]?.elements?.compactMap(\.string) == values)
        #expect(member["policy"]?["rule"]?.string?.hasPrefix("POL-") == true)
        #expect(member["hooks"]?.elements?.count == 3)
        let mistake = try client.error("admin/schema", #"{"entity":"cohrt"}"#)
        #expect(mistake["data"]?["hint"]?.string == "did you mean \"cohort\"?")
        let methods = try client.result("rpc.discover")["methods"]?.elements ?? []
        #expect(methods.count >= 190 && methods.allSatisfy { $0["summary"]?.string != nil })
        try daemon.stop()
    }
}
