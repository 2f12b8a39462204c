import Client
import Daemon
import Records
import SchoolModel
import Storage
import TestSupport
import Testing

@Suite("Cohorts over a socket")
struct CohortWireTests {
    private func cohort(
        _ connection: Connection,
        _ name: String,
        _ more: String = ""
    ) throws -> Int64 {
        let made = try connection.result(
            "cohort/create",
            "{\"courseId\":1,\"name\":\"\(name)\",\"startDate\":\"2026-10-16\"\(more)}"
        )
        return try #require(made["id"]?.int)
    }

    private func listed(_ connection: Connection, _ status: String) throws -> [Int64] {
        try connection.result("cohort/list", "{\"status\":\"\(status)\"}")["items"]?.elements?.ids
            ?? []
    }

    @Test("INV-15: a day that goes by changes statuses in the next answer, in filtered lists too")
    func dayChange() throws {
        let daemon = try TestDaemon()
        let connection = try daemon.connect()
        let id = try cohort(connection, "Növbəti", ",\"endDate\":\"2026-10-20\"")
        let days = [
            ("2026-10-15", "upcoming"), ("2026-10-16", "active"), ("2026-10-20", "active"),
            ("2026-10-21", "completed"),
        ]
        for (day, status) in days {
            _ = try connection.result("admin/clock", "{\"today\":\"\(day)\"}")
            for other in ["upcoming", "active", "completed"] {
                #expect(try listed(connection, other).contains(id) == (other == status), "\(day)")
            }
            let row = try connection.result("cohort/get", "{\"id\":\(id)}")
            #expect(row["status"]?.string == status)
            #expect(row["version"]?.int == 1 || status != "upcoming")
        }
        try daemon.stop()
    }

    @Test("INV-16: what is archived stays so until it is taken out, and then follows its dates")
    func archive() throws {
        let daemon = try TestDaemon()
        let connection = try daemon.connect()
        let archived = try connection.result("cohort/archive", #"{"id":1}"#)
        #expect(archived["status"]?.string == "archived")
        _ = try connection.result("admin/clock", #"{"today":"2026-10-18"}"#)
        let changed = try connection.result(
            "cohort/update",
            #"{"id":1,"patch":{"status":"active"}}"#
        )
        #expect(changed["status"]?.string == "archived")
        #expect(changed["warnings"]?.elements?.map(\.string) == ["status_from_dates"])
        let back = try connection.result("cohort/unarchive", #"{"id":1}"#)
        #expect(back["status"]?.string == "active")
        #expect(back["warnings"]?.elements?.isEmpty == true)
        try daemon.stop()
    }

    @Test("INV-17: of many who want seats as many get one as there are, or nobody does")
    func seats() throws {
        let daemon = try TestDaemon()
        let connection = try daemon.connect()
        let id = try cohort(connection, "Dar", ",\"maxStudents\":3")
        let call = "{\"cohortId\":\(id),\"studentIds\":[2,3,4,5,6]"
        let error = try connection.error("cohort/bulkEnroll", call + "}")
        #expect(error["data"]?["kind"]?.string == "cohortFull")
        #expect(error["data"]?["index"]?.int == 3)
        #expect(error["data"]?["max"]?.int == 3 && error["data"]?["taken"]?.int == 3)
        let members = "{\"cohortId\":\(id)}"
        #expect(try connection.result("cohort/members", members)["items"]?.elements?.count == 0)
        let part = call + ",\"atomic\":false"
        let dry = try connection.result("cohort/bulkEnroll", part + ",\"dryRun\":true}")
        #expect(try connection.result("cohort/members", members)["items"]?.elements?.count == 0)
        let done = try connection.result("cohort/bulkEnroll", part + "}")
        #expect(done == dry)
        #expect(done["createdIds"]?.elements?.map(\.int) == [2, 3, 4])
        let failed = done["failed"]?.elements ?? []
        #expect(failed.map { $0["index"]?.int } == [3, 4])
        #expect(failed.allSatisfy { $0["kind"]?.string == "cohortFull" })
        let lower = "{\"id\":\(id),\"patch\":{\"maxStudents\":2}}"
        let refused = try connection.error("cohort/update", lower)
        #expect(refused["data"]?["kind"]?.string == "cohortFull")
        let higher = "{\"id\":\(id),\"patch\":{\"maxStudents\":null}}"
        _ = try connection.result("cohort/update", higher)
        let rest = try connection.result("cohort/bulkEnroll", call + "}")
        #expect(rest["created"]?.int == 2 && rest["already"]?.int == 3)
        try daemon.stop()
    }

    @Test("INV-18: nobody comes into a cohort that is over or put away")
    func closed() throws {
        let daemon = try TestDaemon()
        let connection = try daemon.connect()
        let id = try cohort(connection, "Bitmiş", ",\"endDate\":\"2026-10-17\"")
        let call = "{\"cohortId\":\(id),\"studentIds\":[2]}"
        _ = try connection.result("admin/clock", #"{"today":"2026-10-18"}"#)
        for status in ["completed", "archived"] {
            let error = try connection.error("cohort/bulkEnroll", call)
            #expect(error["data"]?["kind"]?.string == "cohortNotOpen")
            #expect(error["data"]?["status"]?.string == status)
            _ = try connection.result("cohort/archive", "{\"id\":\(id)}")
        }
        try daemon.stop()
    }

    @Test("INV-19: who left comes back as the same row with the old counters, by any name")
    func reactivated() throws {
        let daemon = try TestDaemon()
        let connection = try daemon.connect()
        func member() throws -> JSON {
            let page = try connection.result("cohort/members", #"{"cohortId":1,"limit":100}"#)
            return try #require(page["items"]?.elements?.first { $0["studentId"]?.int == 3 })
        }
        let before = try member()
        _ = try connection.result("cohort/unenroll", #"{"cohortId":1,"studentId":3}"#)
        let done = try connection.result(
            "cohort/bulkEnroll",
            #"{"cohortId":1,"emails":[" SAGIRD2@merkez.az "]}"#
        )
        #expect(done["reactivatedIds"]?.elements?.map(\.int) == [3])
        let after = try member()
        #expect(after["id"] == before["id"] && after["status"]?.string == "active")
        #expect(after["completedLessons"] == before["completedLessons"])
        try daemon.stop()
    }

    @Test("INV-20: a code is one cohort's, a name one cohort's of a course")
    func unique() throws {
        let daemon = try TestDaemon()
        let connection = try daemon.connect()
        _ = try cohort(connection, "İlk", ",\"code\":\"A-1\"")
        let code = try connection.error(
            "cohort/create",
            #"{"kind":"class","name":"Sinif","code":" a-1 "}"#
        )
        #expect(code["data"]?["kind"]?.string == "unique")
        let name = try connection.error(
            "cohort/create",
            #"{"courseId":1,"name":"PAYıZ AXıNı","startDate":"2026-10-16"}"#
        )
        #expect(name["data"]?["kind"]?.string == "unique")
        let course = try connection.result("course/create", #"{"name":"Fizika 9"}"#)
        let other = try #require(course["id"]?.int)
        _ = try connection.result(
            "cohort/create",
            "{\"courseId\":\(other),\"name\":\"Payız axını\",\"startDate\":\"2026-10-16\"}"
        )
        try daemon.stop()
    }

    @Test(
        "INV-21, INV-09: a cohort goes with what is its own; a rehearsal counts the same, and keeps it"
    )
    func delete() throws {
        let daemon = try TestDaemon()
        let connection = try daemon.connect()
        _ = try connection.result(
            "forum/post",
            #"{"cohortId":1,"title":"t","content":"c","userId":3}"#
        )
        let progress = try daemon.everything(LessonProgress.self)
        let sum = try connection.result("admin/checksum")
        let dry = try connection.result("cohort/delete", #"{"id":1,"dryRun":true}"#)
        #expect(try connection.result("admin/checksum") == sum)
        #expect(try connection.result("cohort/delete", #"{"id":1}"#) == dry)
        let counts = dry["deleted"]
        #expect(counts?["cohort"]?.int == 1 && counts?["cohortMember"]?.int == 12)
        #expect(counts?["cohortSchedule"]?.int == 6 && counts?["forumPost"]?.int == 1)
        let left = try daemon.everything(LessonProgress.self)
        #expect(left.map(\.id) == progress.map(\.id) && left.allSatisfy { $0.cohortID == nil })
        #expect(try daemon.everything(Enrollment.self).allSatisfy { $0.cohortID == nil })
        try daemon.stop()
    }

    @Test("H26: who moves to another cohort takes the lessons that are done along")
    func transfer() throws {
        let daemon = try TestDaemon()
        let connection = try daemon.connect()
        let id = try cohort(connection, "İkinci")
        let call = "{\"studentId\":3,\"from\":1,\"to\":\(id)}"
        let moved = try connection.result("cohort/transfer", call)
        #expect(moved["origin"]?["status"]?.string == "dropped")
        #expect(moved["origin"]?["completedLessons"]?.int == 0)
        #expect(moved["destination"]?["completedLessons"]?.int == 5)
        #expect(moved["enrollment"]?["cohortId"]?.int == id)
        let rows = try connection.result("progress/get", "{\"userId\":3,\"cohortId\":\(id)}")
        #expect(rows["items"]?.elements?.count == 5)
        #expect(
            try connection.error("cohort/transfer", call)["data"]?["kind"]?.string == "checkFailed"
        )
        try daemon.stop()
    }
}
