import Client
import Daemon
import Records
import Testing

@Suite("People over a socket")
struct SocketPeopleTests {
    let daemon: TestDaemon
    let service: Connection

    init() throws {
        daemon = try TestDaemon()
        service = try daemon.connect()
    }

    private func kind(_ error: JSON) -> String? { error["data"]?["kind"]?.string }

    @Test(
        "S1-09, S1-10, S1-12, INV-05, INV-14: a student is made, changed and asked for by old scripts"
    )
    func oldScripts() throws {
        let made = try service.result(
            "student/create",
            """
            {"email":"y@x.az","name":"Yeni Şagird","courseName":"RIYAZIYYAT 9","teamId":7,
             "teamName":"Ulduz","teamNumber":"3","grade":"9A",
             "parent":{"email":"nigar.ana@x.az","name":"Nigar","relation":"ana"}}
            """
        )
        #expect(made["fullName"]?.string == "Yeni Şagird" && made["grade"]?.string == "9A")
        #expect(made["enrollment"]?["courseId"]?.int == 1)
        #expect(made["parentLink"]?["relation"]?.string == "ana")
        #expect(made["password"]?.string != nil && made["parentPassword"]?.string != nil)
        for team in ["teamId", "teamName", "teamNumber"] { #expect(made[team] == .null) }
        // The school has one organisation: what names none is its.
        #expect(made["organizationId"]?.int == 1)
        let id = try #require(made["id"]?.int)
        let got = try service.result("student/get", "{\"id\":\(id)}")
        for name in ["fullName", "email", "grade", "version", "updatedAt", "notes", "balance"] {
            #expect(got[name] == made[name], "\(name)")
        }
        #expect(got["courses"]?.elements?.first?["courseName"]?.string == "Riyaziyyat 9")
        #expect(got["parents"]?.elements?.first?["fullName"]?.string == "Nigar")
        _ = try service.result("course/create", #"{"name":"Fizika"}"#)
        let changed = try service.result(
            "student/update",
            "{\"id\":\(id),\"patch\":{\"courseName\":\"fizika\",\"teamId\":1,\"name\":\"Y\"}}"
        )
        #expect(changed["fullName"]?.string == "Y" && changed["teamId"] == .null)
        let list = try service.result("enrollment/listByStudent", "{\"studentId\":\(id)}")
        #expect(list["items"]?.elements?.compactMap { $0["active"] } == [.bool(true), .bool(true)])
        try daemon.stop()
    }

    @Test(
        "H28: a course that nobody has named so is not found, and the nearest is named; nothing stays"
    )
    func unknownCourse() throws {
        let before = try service.result("student/list", #"{"withCount":true}"#)["count"]
        let error = try service.error(
            "student/create",
            #"{"email":"y@x.az","name":"Y","courseName":"Riyaziyat 9"}"#
        )
        #expect(kind(error) == "notFound")
        #expect(error["data"]?["hint"]?.string == "did you mean \"Riyaziyyat 9\"?")
        #expect(try service.result("student/list", #"{"withCount":true}"#)["count"] == before)
        try daemon.stop()
    }

    @Test("S1-06, T23: a course is set beside the others, or instead of them")
    func setCourse() throws {
        _ = try service.result("course/create", #"{"name":"Fizika"}"#)
        let beside = try service.result("student/setCourse", #"{"id":3,"courseName":"Fizika"}"#)
        #expect(beside["deactivated"]?.elements == [])
        let rehearsed = try service.result(
            "student/setCourse",
            #"{"id":3,"courseId":1,"exclusive":true,"dryRun":true}"#
        )
        #expect(rehearsed["deactivated"]?.elements?.count == 1)
        let alone = try service.result(
            "student/setCourse",
            #"{"id":3,"courseId":1,"exclusive":true}"#
        )
        #expect(alone["deactivated"] != rehearsed["enrollment"])
        #expect(alone["deactivated"]?.elements?.first?["status"]?.string == "inactive")
        try daemon.stop()
    }

    @Test("INV-44, INV-45, T19: students are hidden, brought back and deleted for good")
    func deletions() throws {
        #expect(kind(try service.error("student/restore", #"{"id":3}"#)) == "notDeleted")
        let hidden = try service.result("student/delete", #"{"id":3}"#)
        #expect(hidden["isActive"] == .bool(false) && hidden["deletedAt"] != .null)
        #expect(kind(try service.error("student/delete", #"{"id":3}"#)) == "deleted")
        #expect(kind(try service.error("student/delete", #"{"id":1}"#)) == "roleMismatch")
        let back = try service.result("student/restore", #"{"id":3}"#)
        #expect(back["isActive"] == .bool(true) && back["deletedAt"] == .null)
        #expect(kind(try service.error("student/hardDelete", #"{"id":3}"#)) == "hasHistory")
        let call = #"{"id":3,"mode":"purge","dryRun":true}"#
        let sum = try service.result("admin/checksum")["total"]
        let told = try service.result("student/hardDelete", call)
        #expect(try service.result("admin/checksum")["total"] == sum)
        let done = try service.result("student/hardDelete", #"{"id":3,"mode":"purge"}"#)
        #expect(told == done && done["outcome"]?.string == "deleted")
        #expect(try #require(done["marks"]?.int) > 0)
        #expect(kind(try service.error("student/get", #"{"id":3}"#)) == "notFound")
        let nameless = try service.result("student/hardDelete", #"{"id":4,"mode":"anonymize"}"#)
        #expect(nameless["outcome"]?.string == "anonymized")
        try daemon.stop()
    }

    @Test(
        "S4-52, INV-46: a parent sees how the linked children are doing, but not the deleted ones"
    )
    func children() throws {
        let parent = try service.result(
            "user/create",
            #"{"role":"parent","email":"ana@x.az","fullName":"Ana","password":"uzun parol 1"}"#
        )
        let id = try #require(parent["id"]?.int)
        for child in [2, 3] {
            _ = try service.result("parent/link", "{\"parentId\":\(id),\"studentId\":\(child)}")
        }
        let again = try service.error("parent/link", "{\"parentId\":\(id),\"studentId\":3}")
        #expect(kind(again) == "unique")
        #expect(
            kind(try service.error("parent/link", #"{"parentId":2,"studentId":3}"#))
                == "roleMismatch"
        )
        _ = try service.result("student/delete", #"{"id":2}"#)
        let session = try daemon.connect()
        _ = try session.result(
            "session/login",
            #"{"email":"ana@x.az","password":"uzun parol 1"}"#
        )
        let items = try session.result("parent/children")["items"]?.elements ?? []
        #expect(items.map { $0["studentId"]?.int } == [3])
        let marks = try session.result(
            "attendance/range",
            #"{"studentId":3,"from":"2026-09-01","to":"2026-10-15"}"#
        )["items"]?.elements
        let present = marks?.filter { $0["status"]?.string == "present" }.count
        #expect(items.first?["attendance"]?["present"]?.int == present.map(Int64.init))
        #expect(marks?.isEmpty == false)
        let shown = try session.result("student/get", #"{"id":3}"#)
        #expect(shown["groups"]?.elements?.count == 1 && shown["cohorts"]?.elements?.count == 1)
        _ = try service.result("parent/unlink", "{\"parentId\":\(id),\"studentId\":3}")
        #expect(try session.result("parent/children")["items"]?.elements == [])
        try daemon.stop()
    }

    @Test("H23, INV-47: a password changes where one is given, and stays where none is")
    func passwords() throws {
        let update = { (patch: String) in
            try service.result("user/update", "{\"id\":2,\"patch\":\(patch)}")
        }
        #expect(try update(#"{"password":"birinci söz"}"#)["password"] == nil)
        let login = #"{"email":"sagird1@merkez.az","password":"birinci söz"}"#
        _ = try update(#"{"phone":"1"}"#)
        let session = try daemon.connect()
        _ = try session.result("session/login", login)
        // One's own phone, and nothing else.
        let own = try session.result("user/update", #"{"id":2,"patch":{"phone":"2"}}"#)
        #expect(own["phone"]?.string == "2")
        let other = try session.error("user/update", #"{"id":2,"patch":{"fullName":"Başqa"}}"#)
        #expect(kind(other) == "forbidden")
        _ = try update(#"{"password":"ikinci söz"}"#)
        #expect(kind(try session.error("session/me")) == "notLoggedIn")
        #expect(kind(try daemon.connect().error("session/login", login)) == "badCredentials")
        let short = try service.error("user/update", #"{"id":2,"patch":{"password":"qısa"}}"#)
        #expect(short["data"]?["reason"]?.string == "length")
        try daemon.stop()
    }
}
