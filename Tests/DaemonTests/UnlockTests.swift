import Client
import Daemon
import Records
import SchoolModel
import SchoolServices
import Storage
import TestSupport
import Testing

@Suite("What opens when, over a socket")
struct UnlockTests {
    private func modules(_ told: [JSON]) -> [Int64] {
        told.filter { $0["method"]?.string == "schedule/didUnlock" }
            .compactMap { $0["params"]?["moduleId"]?.int }
    }

    private func listen(_ daemon: TestDaemon) throws -> Subscriber {
        let subscriber = try daemon.subscriber()
        try subscriber.initialize("schedule/didUnlock")
        return subscriber
    }

    @Test(
        "H15: at the change of the day each module that opens is told once, and the missed ones before"
    )
    func dayChange() throws {
        let daemon = try TestDaemon()
        // The demo school opens its modules on Wednesdays: the third one yesterday.
        let subscriber = try listen(daemon)
        var told = try subscriber.notification("schedule/didUnlock")
        #expect(told["moduleId"]?.int == 3 && told["unlockDate"]?.string == "2026-10-14")
        #expect(told["cohortId"]?.int == 1 && told["lockDate"] == .null)
        let clock = try daemon.connect()
        _ = try clock.result("admin/clock", #"{"today":"2026-10-20"}"#)
        _ = try clock.result(
            "schedule/set",
            #"{"cohortId":1,"moduleId":6,"unlockDate":"2026-10-21"}"#
        )
        _ = try clock.result("admin/clock", #"{"today":"2026-10-21"}"#)
        told = try subscriber.notification("schedule/didUnlock")
        #expect(told["moduleId"]?.int == 4)
        told = try subscriber.notification("schedule/didUnlock")
        #expect(told["moduleId"]?.int == 6)
        // Whose date is moved is not news for a second time.
        _ = try clock.result("schedule/shift", #"{"cohortId":1,"days":1,"from":"2026-10-21"}"#)
        _ = try clock.result("admin/clock", #"{"today":"2026-10-29"}"#)
        told = try subscriber.notification("schedule/didUnlock")
        #expect(told["moduleId"]?.int == 5)
        #expect(try subscriber.unasked().isEmpty)
        try daemon.stop()
    }

    @Test("H15: after a start the missed days are told, at most seven, and nothing a second time")
    func missed() throws {
        let folder = TemporaryFolder()
        for (day, wanted) in [("2026-10-15", [3]), ("2026-10-16", []), ("2026-10-29", [5])] {
            let daemon = try TestDaemon(in: folder)
            let clock = try daemon.connect()
            _ = try clock.result("admin/clock", "{\"today\":\"\(day)\"}")
            let subscriber = try listen(daemon)
            for module in wanted {
                let told = try subscriber.notification("schedule/didUnlock")
                #expect(told["moduleId"]?.int == Int64(module), "\(day)")
            }
            // A change of the day is told behind whatever was missed.
            _ = try clock.result(
                "schedule/set",
                "{\"cohortId\":1,\"moduleId\":1,\"unlockDate\":\"\(day)\"}"
            )
            #expect(try modules(subscriber.unasked()).isEmpty, "\(day)")
            try settle(daemon, through: wanted.isEmpty ? nil : day)
            try daemon.stop()
        }
    }

    /// Waits until the daemon has taken its note.
    private func settle(_ daemon: TestDaemon, through day: String?) throws {
        guard let day else { return }
        for _ in 0..<10_000 {
            let noted = try daemon.house.store.read { view throws(ServiceError) in
                try view.unlocksToldThrough
            }
            if noted == Day(day) { return }
        }
        Issue.record("no note of \(day)")
    }

    @Test("H15, POL-03: whoever has logged in is told of what they see, from the next day on")
    func loggedIn() throws {
        let daemon = try TestDaemon()
        let clock = try daemon.connect()
        _ = try clock.result(
            "user/create",
            #"{"fullName":"Kənar","email":"k@x.az","role":"student","organizationId":1}"#
        )
        let member = try daemon.subscriber()
        let stranger = try daemon.subscriber()
        for (subscriber, id) in [(member, 3), (stranger, 14)] {
            _ = try subscriber.result("session/actAs", "{\"userId\":\(id)}")
            try subscriber.initialize("schedule/didUnlock")
        }
        _ = try clock.result("admin/clock", #"{"today":"2026-10-21"}"#)
        let told = try member.notification("schedule/didUnlock")
        #expect(told["moduleId"]?.int == 4)
        #expect(try member.unasked().isEmpty)
        #expect(try stranger.unasked().isEmpty)
        try daemon.stop()
    }

    @Test("INV-27, INV-28: a schedule is moved, thinned and made anew; what is there is kept")
    func schedules() throws {
        let daemon = try TestDaemon()
        let connection = try daemon.connect()
        func dates() throws -> [String] {
            let list = try connection.result("schedule/list", #"{"cohortId":1}"#)
            return list["items"]?.elements?.compactMap { $0["unlockDate"]?.string } ?? []
        }
        let before = try dates()
        let days = "\"cohortId\":1,\"days\":3,\"from\":\"2026-10-20\""
        let dry = try connection.result("schedule/shift", "{\(days),\"dryRun\":true}")
        #expect(try dates() == before)
        let moved = try connection.result("schedule/shift", "{\(days)}")
        #expect(moved["items"]?.elements?.count == 3)
        #expect(
            moved["items"]?.elements?.map { $0["unlockDate"] }
                == dry["items"]?.elements?.map { $0["unlockDate"] }
        )
        #expect(try dates() == before.prefix(3) + ["2026-10-24", "2026-10-31", "2026-11-07"])
        let gone = try connection.result("schedule/remove", #"{"cohortId":1,"moduleId":6}"#)
        #expect(gone["unlockDate"]?.string == "2026-11-07")
        let again = try connection.error("schedule/remove", #"{"cohortId":1,"moduleId":6}"#)
        #expect(again["data"]?["kind"]?.string == "notFound")
        let status = try connection.result("schedule/status", #"{"cohortId":1}"#)
        let last = try #require(status["items"]?.elements?.last)
        #expect(last["reason"]?.string == "not_scheduled" && last["isUnlocked"] == .bool(true))
        let made = try connection.result("schedule/generate", #"{"cohortId":1}"#)
        #expect(made["created"]?.int == 1 && made["updated"]?.int == 0)
        #expect(try dates().last == "2026-11-04")
        _ = try connection.result("schedule/generate", #"{"cohortId":1,"replace":true}"#)
        #expect(try dates() == before)
        let far = try connection.error("schedule/shift", #"{"cohortId":1,"days":40000}"#)
        #expect(far["data"]?["kind"]?.string == "invalidParams")
        try daemon.stop()
    }

    @Test("S2-19: sums of a student are those of the rows, in a course and module by module")
    func progress() throws {
        let daemon = try TestDaemon()
        let connection = try daemon.connect()
        for student in 2...13 {
            let rows = try connection.result(
                "progress/get",
                "{\"userId\":\(student),\"courseId\":1,\"limit\":100}"
            )
            let items = try #require(rows["items"]?.elements)
            let sum = try connection.result(
                "progress/summary",
                "{\"userId\":\(student),\"cohortId\":1}"
            )
            let done = items.count { $0["completed"] == .bool(true) }
            #expect(sum["completedLessons"]?.int == Int64(done) && sum["totalLessons"]?.int == 24)
            #expect(sum["progressPercentage"]?.int == Int64(100 * done / 24))
            let modules = try #require(sum["modules"]?.elements)
            #expect(modules.count == 6)
            #expect(modules.compactMap { $0["completedLessons"]?.int }.reduce(0, +) == done)
            let own = try connection.result(
                "progress/listByCohort",
                "{\"cohortId\":1,\"userId\":\(student),\"limit\":100}"
            )
            #expect(own["items"] == rows["items"])
        }
        try daemon.stop()
    }

    @Test("INV-59: the new lists look at what they answer, however much there is beside it")
    func explained() throws {
        let daemon = try TestDaemon()
        let connection = try daemon.connect()
        func visited(_ method: String, _ params: String) throws -> Int64 {
            let told = try connection.result(
                "admin/explain",
                "{\"method\":\"\(method)\",\"params\":\(params)}"
            )
            #expect(told["index"]?.string?.isEmpty == false)
            return try #require(told["entriesVisited"]?.int)
        }
        let calls = [
            ("progress/get", #"{"userId":4,"limit":2}"#, 3),
            ("progress/get", #"{"userId":4,"cohortId":1,"limit":2}"#, 3),
            ("progress/listByCohort", #"{"cohortId":1,"limit":4}"#, 5),
            ("progress/listByCohort", #"{"cohortId":1,"userId":4,"limit":100}"#, 1),
            ("group/listByUser", #"{"userId":4}"#, 1),
            ("attendance/lessonDates", #"{"groupId":1,"month":"2026-10"}"#, 1),
        ]
        let before = try calls.map { try visited($0.0, $0.1) }
        for (call, count) in zip(calls, before) { #expect(count <= call.2 + 1, "\(call)") }
        for lesson in 1...24 {
            for student in [2, 5, 6] {
                _ = try connection.result(
                    "progress/set",
                    "{\"lessonId\":\(lesson),\"studentId\":\(student),\"cohortId\":1}"
                )
            }
        }
        #expect(try calls.map { try visited($0.0, $0.1) } == before)
        try daemon.stop()
    }
}
