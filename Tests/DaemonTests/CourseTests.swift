import Client
import Daemon
import Records
import Testing

@Suite("Courses and enrollments over a socket")
struct CourseTests {
    let daemon: TestDaemon
    let service: Connection

    init() throws {
        daemon = try TestDaemon()
        service = try daemon.connect()
    }

    private func kind(_ error: JSON) -> String? { error["data"]?["kind"]?.string }

    @Test(
        "C21, INV-09: a course that is taken goes by force alone, and a rehearsal tells what goes"
    )
    func deletion() throws {
        let refused = try service.error("course/delete", #"{"id":1}"#)
        #expect(kind(refused) == "hasDependents" && refused["data"]?["count"]?.int == 12)
        let told = try service.result("course/delete", #"{"id":1,"force":true,"dryRun":true}"#)
        #expect(try service.result("course/get", #"{"id":1}"#)["id"]?.int == 1)
        let done = try service.result("course/delete", #"{"id":1,"force":true}"#)
        #expect(told == done && done["deleted"]?["lesson"]?.int == 24)
        #expect(kind(try service.error("course/get", #"{"id":1}"#)) == "notFound")
        #expect(try service.result("admin/validate")["count"]?.int == 0)
        try daemon.stop()
    }

    @Test(
        "H24, T28: what names no organisation is of the store's first one, where a service makes it"
    )
    func home() throws {
        for (method, text) in [
            ("course/create", #"{"name":"Homeless"}"#),
            ("program/create", #"{"name":"P","code":"p9"}"#),
            ("group/create", #"{"name":"G9"}"#), ("test/create", #"{"type":"quiz","title":"T9"}"#),
            ("cohort/create", #"{"kind":"class","name":"9-z"}"#),
            ("codingTopic/create", #"{"name":"Topic 9"}"#),
        ] {
            let row = try service.result(method, text)
            let home = row["organizationId"] ?? row["cohort"]?["organizationId"]
            #expect(home?.int == 1, "\(method): \(row)")
        }
        #expect(try service.result("admin/validate")["count"]?.int == 0)
        try daemon.stop()
    }

    @Test("Modules and lessons are put into an order, and the schedules follow")
    func order() throws {
        let wrong = try service.error("module/reorder", #"{"courseId":1,"moduleIds":[1,2]}"#)
        #expect(kind(wrong) == "invalidParams")
        let ids = #"{"courseId":1,"moduleIds":[6,5,4,3,2,1]}"#
        let modules = try service.result("module/reorder", ids)["items"]?.elements ?? []
        #expect(modules.map { $0["id"]?.int } == [6, 5, 4, 3, 2, 1])
        _ = try service.result("module/update", #"{"id":6,"patch":{"title":"Ehtimallar"}}"#)
        let status = try service.result("schedule/status", #"{"cohortId":1}"#)["items"]?.elements
        #expect(status?.first?["title"]?.string == "Ehtimallar")
        _ = try service.result("lesson/reorder", #"{"moduleId":1,"lessonIds":[4,3,2,1]}"#)
        // The last lesson of a module leads to the next module; the last of all nowhere.
        let next = try service.result("lesson/next", #"{"lessonId":5}"#)["lesson"]
        #expect(next?["id"]?.int == 6)
        let over = try service.result("lesson/next", #"{"lessonId":8}"#)["lesson"]
        #expect(over?["id"]?.int == 4)
        #expect(try service.result("lesson/next", #"{"lessonId":1}"#)["lesson"] == .null)
        try daemon.stop()
    }

    @Test(
        "INV-29, H27: whether a lesson opens, and where a student goes on, follows from the schedule"
    )
    func access() throws {
        let open = try service.result("lesson/access", #"{"lessonId":1,"userId":3}"#)
        #expect(open["canAccess"] == .bool(true) && open["reason"]?.string == "accessible")
        let locked = try service.result("lesson/access", #"{"lessonId":24,"userId":3}"#)
        #expect(locked["moduleUnlocked"] == .bool(false))
        #expect(locked["reason"]?.string == "module_locked")
        let teacher = try service.result("lesson/access", #"{"lessonId":24,"userId":1}"#)
        #expect(teacher["reason"]?.string == "teacher_override")
        #expect(kind(try service.error("lesson/access", #"{"lessonId":1}"#)) == "invalidParams")
        let all = try service.result("lesson/next", #"{"lessonId":20}"#)["lesson"]
        #expect(all?["id"]?.int == 21)
        let scheduled = try service.result("lesson/next", #"{"lessonId":20,"cohortId":1}"#)
        #expect(scheduled["lesson"] == .null)
        try daemon.stop()
    }

    @Test("S2-42: the cohorts that take students are shown with the seats that are left")
    func availableCohorts() throws {
        for (name, day, seats) in [("Dolu", "2026-11-01", 1), ("Boş", "2026-12-01", 2)] {
            _ = try service.result(
                "cohort/create",
                "{\"courseId\":1,\"name\":\"\(name)\",\"startDate\":\"\(day)\",\"maxStudents\":\(seats)}"
            )
        }
        _ = try service.result("cohort/enroll", #"{"cohortId":2,"studentId":3}"#)
        let free = try service.result("course/availableCohorts", #"{"courseId":1}"#)
        #expect(free["items"]?.elements?.map { $0["seatsLeft"]?.int } == [38, 2])
        let all = try service.result("course/availableCohorts", #"{"courseId":1,"full":true}"#)
        #expect(all["items"]?.elements?.map { $0["seatsLeft"]?.int } == [38, 0, 2])
        try daemon.stop()
    }

    @Test("H10, S2-44, INV-53: many enrollments at once are all or nothing, or each by itself")
    func bulk() throws {
        _ = try service.result("course/create", #"{"name":"Fizika"}"#)
        let call = { (more: String) in "{\"courseId\":2,\"studentIds\":[2,3,1]\(more)}" }
        let refused = try service.error("enrollment/bulkCreate", call(""))
        #expect(kind(refused) == "roleMismatch" && refused["data"]?["index"]?.int == 2)
        #expect(try service.result("enrollment/stats", #"{"courseId":2}"#)["total"]?.int == 0)
        let told = try service.result(
            "enrollment/bulkCreate",
            call(#","atomic":false,"dryRun":true"#)
        )
        let done = try service.result("enrollment/bulkCreate", call(#","atomic":false"#))
        #expect(told == done && done["created"]?.int == 2)
        #expect(done["failed"]?.elements?.first?["index"]?.int == 2)
        let removed = try service.result(
            "enrollment/bulkRemove",
            #"{"courseId":2,"studentIds":[2]}"#
        )
        #expect(removed["removedIds"]?.elements == [.integer(2)])
        let stats = try service.result("enrollment/stats", #"{"courseId":2}"#)
        #expect(stats["active"]?.int == 1 && stats["dropped"]?.int == 1)
        #expect(try service.result("enrollment/stats")["total"]?.int == 14)
        let back = try service.result(
            "enrollment/bulkCreate",
            #"{"courseName":"fizika","studentIds":[2,3]}"#
        )
        #expect(back["reactivatedIds"]?.elements == [.integer(2)] && back["already"]?.int == 1)
        try daemon.stop()
    }

    @Test(
        "S0-08: another system's name leads to a row wherever an id is taken, and can be forgotten"
    )
    func refs() throws {
        let name = #""source":"edu","entity":"course","externalId":"k-7""#
        #expect(try service.result("ref/set", "{\(name),\"id\":1}")["isNew"] == .bool(true))
        #expect(try service.result("ref/set", "{\(name),\"id\":1}")["isNew"] == .bool(false))
        #expect(try service.result("ref/resolve", "{\(name)}")["id"]?.int == 1)
        let named = try service.result("course/get", #"{"id":{"ref":{"source":"edu","id":"k-7"}}}"#)
        #expect(named["id"]?.int == 1)
        let list = try service.result(
            "ref/list",
            #"{"entity":"course","id":{"ref":{"source":"edu","id":"k-7"}}}"#
        )
        #expect(list["items"]?.elements?.first?["externalId"]?.string == "k-7")
        #expect(try service.result("ref/set", "{\(name)}")["id"] == .null)
        #expect(try service.result("ref/resolve", "{\(name)}")["id"] == .null)
        try daemon.stop()
    }

    @Test(
        "H24, C3: an organisation is changed and never its own part, and goes once it owns nothing"
    )
    func organizations() throws {
        let unit = try service.result(
            "organization/create",
            #"{"name":"Kafedra","slug":"kafedra","kind":"department","parentId":1}"#
        )
        let id = try #require(unit["id"]?.int)
        let cycle = try service.error(
            "organization/update",
            "{\"id\":1,\"patch\":{\"parentId\":\(id)}}"
        )
        #expect(kind(cycle) == "checkFailed" && cycle["data"]?["rule"]?.string == "cycle")
        #expect(kind(try service.error("organization/delete", #"{"id":1}"#)) == "hasDependents")
        let program = try service.result(
            "program/create",
            "{\"code\":\"P-1\",\"name\":\"P\",\"organizationId\":\(id)}"
        )
        #expect(kind(try service.error("organization/delete", "{\"id\":\(id)}")) == "hasDependents")
        _ = try service.result("program/delete", "{\"id\":\(program["id"]?.int ?? 0)}")
        let gone = try service.result("organization/delete", "{\"id\":\(id)}")
        #expect(gone["deleted"]?["organization"]?.int == 1)
        try daemon.stop()
    }
}
