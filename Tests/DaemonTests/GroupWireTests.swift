import Client
import Daemon
import Records
import SchoolModel
import Storage
import TestSupport
import Testing

@Suite("Groups over a socket")
struct GroupWireTests {
    private func logged(_ daemon: TestDaemon) -> Int {
        daemon.house.store.counters[ActivityLog.table].rows
    }

    @Test("INV-30, S3-39: what stands against adding somebody is what adding is refused with")
    func explain() throws {
        let daemon = try TestDaemon()
        let connection = try daemon.connect()
        _ = try connection.result("group/create", #"{"name":"Qrup 2"}"#)
        _ = try connection.result("group/create", #"{"name":"Qrup 3"}"#)
        _ = try connection.result("group/delete", #"{"id":3}"#)
        _ = try connection.result(
            "user/create",
            #"{"fullName":"Valideyn","email":"v@x.az","role":"parent"}"#
        )
        for group in [1, 2, 3, 9] {
            for user in [1, 2, 14, 99] {
                let told = try connection.result(
                    "group/explainAdd",
                    "{\"groupId\":\(group),\"userId\":\(user)}"
                )
                let checks = try #require(told["checks"]?.elements)
                #expect(checks.compactMap { $0["check"]?.string }.count == 4)
                let reasons = checks.compactMap { $0["reason"]?.string }
                #expect((told["allowed"] == .bool(true)) == reasons.isEmpty)
                let reply = try connection.call(
                    "group/addStudents",
                    [UInt8]("{\"groupId\":\(group),\"studentIds\":[\(user)],\"dryRun\":true}".utf8)
                )
                let answer = try #require(JSON(reply.json))
                let refusal =
                    reply.isError
                    ? answer["data"]?["kind"]?.string
                    : answer["already"]?.int == 1 ? "alreadyEnrolled" : nil
                #expect(refusal == reasons.first, "\(group) \(user)")
            }
        }
        try daemon.stop()
    }

    @Test("INV-30: one person teaches and learns in a group, and neither twice")
    func roles() throws {
        let daemon = try TestDaemon()
        let connection = try daemon.connect()
        _ = try connection.result("group/addStudents", #"{"groupId":1,"studentIds":[1]}"#)
        let again = try connection.error("group/assignTeacher", #"{"groupId":1,"teacherId":1}"#)
        #expect(again["data"]?["kind"]?.string == "alreadyEnrolled")
        let wrong = try connection.error("group/assignTeacher", #"{"groupId":1,"teacherId":2}"#)
        #expect(wrong["data"]?["kind"]?.string == "roleMismatch")
        let page = try connection.result("group/listByUser", #"{"userId":1}"#)
        #expect(
            page["items"]?.elements?.compactMap { $0["role"]?.string } == ["teacher", "student"]
        )
        try daemon.stop()
    }

    @Test("INV-31: each change writes its rows of the trail, by who made it; a refused one none")
    func trail() throws {
        let daemon = try TestDaemon()
        let connection = try daemon.connect()
        _ = try connection.result("session/actAs", #"{"userId":1}"#)
        let calls: [(String, String, Int)] = [
            ("group/create", #"{"name":"Qrup 2","teacherId":1}"#, 2),
            ("group/update", #"{"id":2,"patch":{"code":"Q2"}}"#, 1),
            ("group/update", #"{"id":2,"patch":{"code":"Q2"}}"#, 0),
            ("group/setActive", #"{"id":2,"isActive":false}"#, 1),
            ("group/setActive", #"{"id":2,"isActive":true}"#, 1),
            ("group/moveStudent", #"{"studentId":2,"from":1,"to":2}"#, 2),
            ("group/removeStudent", #"{"groupId":2,"studentId":2,"metadata":{"why":"a"}}"#, 1),
            ("group/activateMember", #"{"groupId":2,"userId":2}"#, 1),
            ("group/removeStudent", #"{"groupId":2,"studentId":2,"how":"hard"}"#, 1),
            ("group/addStudents", #"{"groupId":2,"studentIds":[2,3],"dryRun":true}"#, 0),
            ("group/reorder", #"{"groupIds":[2,1]}"#, 1),
        ]
        for (method, params, count) in calls {
            let before = logged(daemon)
            _ = try connection.result(method, params)
            #expect(logged(daemon) - before == count, "\(method)")
        }
        let before = logged(daemon)
        _ = try connection.error("group/moveStudent", #"{"studentId":2,"from":1,"to":1}"#)
        _ = try connection.error("group/removeStudent", #"{"groupId":2,"studentId":2}"#)
        _ = try connection.error("group/restore", #"{"id":2}"#)
        #expect(logged(daemon) == before)
        let reader = try daemon.connect()
        let recent = try reader.result("log/recent", #"{"limit":10}"#)
        let trail = try #require(recent["items"]?.elements)
        #expect(trail.allSatisfy { $0["performedBy"]?.int == 1 })
        #expect(trail.contains { $0["metadata"]?["why"]?.string == "a" })
        #expect(trail.contains { $0["metadata"]?["hard"] == .bool(true) })
        try daemon.stop()
    }

    @Test("INV-32, F8: who leaves stays as a row; only somebody without marks goes for good")
    func leaving() throws {
        let daemon = try TestDaemon()
        let connection = try daemon.connect()
        for (how, status) in [("withdraw", "withdrawn"), ("deactivate", "inactive")] {
            let gone = try connection.result(
                "group/removeStudent",
                "{\"groupId\":1,\"studentId\":2,\"how\":\"\(how)\"}"
            )
            #expect(gone["status"]?.string == status && gone["leftAt"]?.string != nil)
            let back = try connection.result("group/activateMember", #"{"groupId":1,"userId":2}"#)
            #expect(back["status"]?.string == "active" && back["leftAt"] == .null)
            #expect(back["id"] == gone["id"])
        }
        let marked = #"{"groupId":1,"studentId":2,"how":"hard"}"#
        let refused = try connection.error("group/removeStudent", marked)
        #expect(refused["data"]?["kind"]?.string == "hasHistory")
        try daemon.stop()
    }

    @Test("INV-33, INV-34: a series is open through any active group, and is listed once")
    func series() throws {
        let daemon = try TestDaemon()
        let connection = try daemon.connect()
        _ = try connection.result("group/create", #"{"name":"Qrup 2"}"#)
        _ = try connection.result("group/addStudents", #"{"groupId":2,"studentIds":[2]}"#)
        _ = try connection.result("testSeries/create", #"{"name":"S"}"#)
        for group in 1...2 {
            _ = try connection.result(
                "group/addTestSeries",
                "{\"groupId\":\(group),\"testSeriesId\":1}"
            )
        }
        let pair = #"{"studentId":2,"testSeriesId":1}"#
        func isAllowed() throws -> Bool {
            let list = try connection.result("testSeries/availableTo", #"{"studentId":2}"#)
            let allowed = try connection.result("testSeries/access", pair)["allowed"]
            let isListed = list["items"]?.elements?.count == 1
            #expect(isListed == (allowed == .bool(true)))
            return isListed
        }
        #expect(try isAllowed())
        _ = try connection.result("group/removeStudent", #"{"groupId":1,"studentId":2}"#)
        #expect(try isAllowed())
        _ = try connection.result("group/setActive", #"{"id":2,"isActive":false}"#)
        #expect(try !isAllowed())
        _ = try connection.result("group/setActive", #"{"id":2,"isActive":true}"#)
        #expect(try isAllowed())
        _ = try connection.result("group/delete", #"{"id":2}"#)
        #expect(try !isAllowed())
        try daemon.stop()
    }

    @Test(
        "INV-35: a hidden group takes nothing, and comes back as it was; names follow days and time"
    )
    func hidden() throws {
        let daemon = try TestDaemon()
        let connection = try daemon.connect()
        let before = try connection.result("group/get", #"{"id":1}"#)
        _ = try connection.result("group/delete", #"{"id":1}"#)
        #expect(try connection.result("group/list")["items"]?.elements?.ids == [])
        for (method, params) in [
            ("group/delete", #"{"id":1}"#),
            ("group/update", #"{"id":1,"patch":{"name":"X"}}"#),
            ("group/assignTeacher", #"{"groupId":1,"teacherId":1}"#),
            ("group/removeStudent", #"{"groupId":1,"studentId":2}"#),
            (
                "attendance/clear",
                #"{"groupId":1,"items":[{"studentId":2,"date":"2026-10-15"}]}"#
            ),
        ] {
            let error = try connection.error(method, params)
            #expect(error["data"]?["kind"]?.string == "deleted", "\(method)")
        }
        _ = try connection.result("group/restore", #"{"id":1}"#)
        let after = try connection.result("group/get", #"{"id":1}"#)
        #expect(after["studentCount"] == before["studentCount"] && after["deletedAt"] == .null)
        #expect(after["studentCount"]?.int == 12)
        func name(_ patch: String) throws -> String? {
            try connection.result("group/update", "{\"id\":1,\"patch\":\(patch)}")["displayName"]?
                .string
        }
        #expect(try name(#"{"daysOfWeek":[1,4],"startTime":"11:00"}"#) == "Qrup 1: 1-4 11:00")
        #expect(try name(#"{"code":"Q1"}"#) == "Q1: 1-4 11:00")
        #expect(try name(#"{"displayName":"Bizim qrup"}"#) == "Bizim qrup")
        #expect(try name(#"{"startTime":"12:30"}"#) == "Bizim qrup")
        #expect(try name(#"{"displayName":null}"#) == "Q1: 1-4 12:30")
        let time = try connection.error("group/update", #"{"id":1,"patch":{"startTime":"25:00"}}"#)
        #expect(time["data"]?["path"]?.string == "patch.startTime")
        let stale = try connection.error(
            "group/update",
            #"{"id":1,"ifVersion":1,"patch":{"name":"X"}}"#
        )
        #expect(stale["data"]?["kind"]?.string == "staleVersion")
        try daemon.stop()
    }

    @Test("INV-35: students are counted as they come and go", arguments: SplitMix64.seeds)
    func counted(seed: UInt64) throws {
        let daemon = try TestDaemon()
        let connection = try daemon.connect()
        var random = SplitMix64(seed: seed)
        _ = try connection.result("group/create", #"{"name":"Qrup 2"}"#)
        for step in 1...80 {
            let group = Int.random(in: 1...2, using: &random)
            let student = Int.random(in: 2...6, using: &random)
            let pair = "\"groupId\":\(group),\"studentId\":\(student)"
            let how = ["withdraw", "deactivate", "hard"].randomElement(using: &random) ?? "hard"
            let calls = [
                ("group/addStudents", "{\"groupId\":\(group),\"studentIds\":[\(student)]}"),
                ("group/removeStudent", "{\(pair),\"how\":\"\(how)\"}"),
                ("group/activateMember", "{\"groupId\":\(group),\"userId\":\(student)}"),
                (
                    "group/moveStudent",
                    "{\"studentId\":\(student),\"from\":\(group),\"to\":\(3 - group)}"
                ),
            ]
            let (method, params) = calls.randomElement(using: &random) ?? calls[0]
            _ = try connection.call(method, [UInt8](params.utf8))
            guard step % 20 == 0 else { continue }
            let rows = try daemon.everything(GroupMembership.self)
            for number in 1...2 {
                let wanted = rows.count {
                    $0.groupID.rawValue == UInt64(number) && $0.role == .student && $0.isActive
                }
                let told = try connection.result("group/get", "{\"id\":\(number)}")
                #expect(told["studentCount"]?.int == Int64(wanted), "\(seed) \(step)")
            }
        }
        try daemon.stop()
    }

    @Test("INV-09: a group with registers goes only by force; a rehearsal counts the same")
    func hardDelete() throws {
        let daemon = try TestDaemon()
        let connection = try daemon.connect()
        let refused = try connection.error("group/hardDelete", #"{"id":1}"#)
        #expect(refused["data"]?["kind"]?.string == "hasHistory")
        let dry = try connection.result("group/hardDelete", #"{"id":1,"force":true,"dryRun":true}"#)
        #expect(dry["deleted"]?["groupMembership"]?.int == 13)
        #expect(dry["deleted"]?["attendanceSheet"]?.int == 7)
        let trail = logged(daemon)
        #expect(try connection.result("group/hardDelete", #"{"id":1,"force":true}"#) == dry)
        #expect(logged(daemon) >= trail)
        try daemon.stop()
    }

    @Test("H21: the group belongs to its next teacher when its teacher goes")
    func teachers() throws {
        let daemon = try TestDaemon()
        let connection = try daemon.connect()
        _ = try connection.result(
            "user/create",
            #"{"fullName":"Rəna","email":"r@x.az","role":"teacher"}"#
        )
        _ = try connection.result("group/assignTeacher", #"{"groupId":1,"teacherId":14}"#)
        func owner() throws -> Int64? {
            try connection.result("group/get", #"{"id":1}"#)["teacherId"]?.int
        }
        #expect(try owner() == 1)
        _ = try connection.result("group/removeTeacher", #"{"groupId":1,"teacherId":1}"#)
        #expect(try owner() == 14)
        _ = try connection.result("group/removeTeacher", #"{"groupId":1,"teacherId":14}"#)
        #expect(try owner() == nil)
        _ = try connection.result(
            "group/activateMember",
            #"{"groupId":1,"userId":1,"role":"teacher"}"#
        )
        #expect(try owner() == 1)
        try daemon.stop()
    }
}
