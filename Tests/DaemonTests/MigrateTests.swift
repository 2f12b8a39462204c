import Client
import Daemon
import Records
import SchoolModel
import SchoolServices
import Storage
import TestSupport
import Testing

@Suite("The cohort system, taken away and brought back")
struct MigrateTests {
    @Test("INV-58, S2-23, S2-45, S2-46: down leaves the base, up brings the methods back")
    func downAndUp() throws {
        let folder = TemporaryFolder()
        let schema = try down(in: folder)
        try up(in: folder, schema)
    }

    /// Answers what the methods were called before.
    private func down(in folder: TemporaryFolder) throws -> JSON {
        let daemon = try TestDaemon(in: folder)
        let client = try daemon.connect()
        _ = try client.result(
            "cohort/create",
            #"{"kind":"class","name":"923-s","code":"923-s"}"#
        )
        let schema = try client.result("rpc.discover")
        let before = daemon.house.store.counters
        let dry = try client.result("admin/migrate", #"{"action":"down","to":0,"dryRun":true}"#)
        #expect(dry["deleted"]?["cohortMember"]?.int == 12 && dry["level"]?.int == 1)
        let checks = try #require(dry["checks"]?.elements)
        #expect(checks.count == 7 && checks.allSatisfy { $0["ok"] == .bool(true) })
        #expect(daemon.house.store.counters == before)
        let down = try client.result("admin/migrate", #"{"action":"down","to":0}"#)
        #expect(down["level"]?.int == 0 && down["deleted"] == dry["deleted"])
        for call in ["cohort/list", "schedule/list", "forum/list", "discussion/list"] {
            let error = try client.error(call)
            #expect(error["data"]?["kind"]?.string == "methodUnavailable", "\(call)")
            #expect(error["data"]?["migration"]?.int == 1)
        }
        let after = daemon.house.store.counters
        for table in [Table.user, .course, .module, .lesson, .enrollment, .lessonProgress, .group] {
            #expect(after[table].rows == before[table].rows, "\(table.name)")
        }
        #expect(after[.cohort].rows == 1 && after[.cohortMember].rows == 0)
        let enrollments = try client.result("enrollment/listByCourse", #"{"courseId":1}"#)
        let cohorts = (enrollments["items"]?.elements ?? []).map { $0["cohortId"] }
        #expect(cohorts.count == 12 && cohorts.allSatisfy { $0 == .null })
        #expect(try client.result("admin/validate")["count"]?.int == 0)
        try daemon.stop()
        return schema
    }

    private func up(in folder: TemporaryFolder, _ schema: JSON) throws {
        let daemon = try TestDaemon(in: folder)
        let client = try daemon.connect()
        #expect(try client.error("cohort/list")["data"]?["kind"]?.string == "methodUnavailable")
        let wrong = try client.error("admin/migrate", #"{"action":"down","to":1}"#)
        #expect(wrong["data"]?["reason"]?.string == "direction")
        #expect(try client.result("admin/migrate", #"{"action":"up"}"#)["level"]?.int == 1)
        let classes = try client.result("cohort/list", #"{"kind":"class"}"#)
        #expect(classes["items"]?.elements?.count == 1)
        #expect(try client.result("rpc.discover") == schema)
        let made = try client.result(
            "cohort/create",
            #"{"courseId":1,"name":"Yaz","startDate":"2026-10-01"}"#
        )
        #expect(made["kind"]?.string == "course")
        try daemon.stop()
    }
}
