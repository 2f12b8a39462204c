import Client
import Daemon
import Records
import SchoolAPI
import SchoolModel
import Storage
import TestSupport
import Testing

@Suite("References that are put off, and enforced again")
struct EnforceTests {
    private static let orphan = #"{"name":"Uşaq","organizationId":999}"#

    @Test("T14, S3-30, S3-36, S3-41: on again it goes only when the check finds nothing")
    func switched() throws {
        let folder = TemporaryFolder()
        let (schoolless, courseless) = try putOff(in: folder)
        // It is not forgotten.
        let daemon = try TestDaemon(in: folder)
        let client = try daemon.connect()
        #expect(try client.result("admin/enforceReferences")["enforced"] == .bool(false))
        let refused = try client.error("admin/enforceReferences", #"{"on":true}"#)
        #expect(refused["code"]?.int == 1023)
        #expect(refused["data"]?["kind"]?.string == "violationsRemain")
        #expect(refused["data"]?["count"]?.int == 2)
        #expect(try client.result("admin/enforceReferences")["enforced"] == .bool(false))
        let found = try client.result("admin/validate", #"{"rules":["reference.missing"]}"#)
        let violations = found["violations"]?.elements ?? []
        #expect(violations.map { $0["id"] } == [schoolless["id"], courseless["id"]])
        #expect(violations.map { $0["entity"]?.string } == ["group", "group"])
        #expect(violations.map { $0["fixable"] } == [.bool(false), .bool(true)])
        let hints = violations.compactMap { $0["hint"]?.string }
        #expect(hints.count == 2 && !hints[0].contains("fix deletes") && hints[1].hasPrefix("fix"))
        #expect(hints.allSatisfy { $0.contains("make the row that is missing; or name another") })
        _ = try client.result("admin/validate", #"{"fix":true}"#)
        let less = try client.error("admin/enforceReferences", #"{"on":true}"#)
        #expect(less["data"]?["count"]?.int == 1)
        let patch = #"{"id":\#(schoolless["id"]?.int ?? 0),"patch":{"organizationId":null}}"#
        _ = try client.result("group/update", patch)
        let on = try client.result("admin/enforceReferences", #"{"on":true}"#)
        #expect(on["enforced"] == .bool(true))
        let again = try client.error("group/create", Self.orphan)["data"]
        #expect(again?["kind"]?.string == "referenceMissing")
        try daemon.stop()
    }

    /// Answers a group whose school is not there, and one whose course is not.
    private func putOff(in folder: TemporaryFolder) throws -> (JSON, JSON) {
        let daemon = try TestDaemon(in: folder)
        let client = try daemon.connect()
        #expect(try client.result("admin/enforceReferences")["enforced"] == .bool(true))
        let strict = try client.error("group/create", Self.orphan)["data"]
        #expect(strict?["kind"]?.string == "referenceMissing" && strict?["id"]?.int == 999)
        let off = try client.result("admin/enforceReferences", #"{"on":false}"#)
        #expect(off["enforced"] == .bool(false))
        let schoolless = try client.result("group/create", Self.orphan)
        let courseless = try client.result("group/create", #"{"name":"Dərssiz","courseId":999}"#)
        #expect(schoolless["organizationId"]?.int == 999 && courseless["courseId"]?.int == 999)
        try daemon.stopBroken()
        return (schoolless, courseless)
    }

    @Test("S3-41: a parent that is made later makes it right too")
    func parentLater() throws {
        let daemon = try TestDaemon()
        let client = try daemon.connect()
        _ = try client.result("admin/enforceReferences", #"{"on":false}"#)
        let next = Int64(daemon.house.store.counters[Organization.table].lastID) + 1
        let child = #"{"name":"Uşaq","organizationId":\#(next)}"#
        _ = try client.result("group/create", child)
        let refused = try client.error("admin/enforceReferences", #"{"on":true}"#)
        #expect(refused["data"]?["count"]?.int == 1)
        let parent = try client.result("organization/create", #"{"name":"Ata","slug":"ata"}"#)
        #expect(parent["id"]?.int == next)
        let on = try client.result("admin/enforceReferences", #"{"on":true}"#)
        #expect(on["enforced"] == .bool(true))
        try daemon.stop()
    }

    @Test("S3-38: nothing changes the trail, and the trail tells that references were put off")
    func trail() throws {
        let writers = MethodMessage.all.filter {
            "\($0.name)".hasPrefix("log/") && $0.effect != .reads
        }
        #expect(writers.isEmpty)
        let daemon = try TestDaemon()
        let client = try daemon.connect()
        for on in ["false", "false", "true", "true"] {
            _ = try client.result("admin/enforceReferences", "{\"on\":\(on)}")
        }
        for action in ["references_deferred", "references_enforced"] {
            let rows = try client.result("log/byAction", #"{"action":"\#(action)"}"#)
            #expect(rows["items"]?.elements?.count == 1, "\(action)")
        }
        try daemon.stop()
    }

    @Test("Nobody but a service may put references off, or name what is not there meanwhile")
    func others() throws {
        let daemon = try TestDaemon()
        let service = try daemon.connect()
        let home = try service.result("organization/create", #"{"name":"Bir","slug":"bir"}"#)
        let id = try #require(home["id"]?.int)
        let person = #"""
            {"role":"admin","fullName":"P","email":"p@x.az","password":"secret words",
            "organizationId":\#(id)}
            """#
        _ = try service.result("user/create", person)
        let admin = try daemon.connect()
        _ = try admin.result("session/login", #"{"email":"p@x.az","password":"secret words"}"#)
        let refused = try admin.error("admin/enforceReferences", #"{"on":false}"#)
        #expect(refused["data"]?["kind"]?.string == "forbidden")
        _ = try service.result("admin/enforceReferences", #"{"on":false}"#)
        let data = try admin.error("group/create", #"{"name":"U","courseId":999}"#)["data"]
        #expect(data?["kind"]?.string == "notFound" && data?["id"]?.int == 999)
        let batch = #"{"calls":[{"method":"group/create","params":{"name":"U","courseId":999}}]}"#
        #expect(try admin.error("admin/batch", batch)["data"]?["id"]?.int == 999)
        #expect(try service.result("admin/batch", batch)["count"]?.int == 1)
        try daemon.stopBroken()
    }

    @Test("S2-22: before a migration is tried it is told what would be built on sand")
    func preflight() throws {
        let daemon = try TestDaemon()
        let client = try daemon.connect()
        let rehearsal = #"{"action":"down","to":0,"dryRun":true}"#
        func failed() throws -> [String] {
            let checks = try client.result("admin/migrate", rehearsal)["checks"]?.elements ?? []
            let names = checks.compactMap { $0["name"]?.string }
            let all = ["format", "writable", "user", "course", "module", "lesson", "enrollment"]
            #expect(names == all)
            return checks.filter { $0["ok"] != .bool(true) && $0["hint"]?.string != nil }
                .compactMap { $0["name"]?.string }
        }
        #expect(try failed().isEmpty)
        _ = try client.result("admin/enforceReferences", #"{"on":false}"#)
        _ = try client.result("course/create", #"{"name":"Ownerless","organizationId":999}"#)
        #expect(try failed() == ["course"])
        try daemon.stopBroken()
    }
}
