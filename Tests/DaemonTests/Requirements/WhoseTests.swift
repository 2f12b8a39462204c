import Client
import Daemon
import Records
import SchoolModel
import SchoolServices
import TestSupport
import Testing

@Suite("What belongs to somebody")
struct WhoseTests {
    @Test("S3-23, S3-24: who is in a group, and in which groups somebody is, active or not")
    func groups() throws {
        let daemon = try TestDaemon()
        let connection = try daemon.connect()
        func people(_ more: String) throws -> [Int64] {
            let params = #"{"groupId":1,"role":"student"\#(more)}"#
            let page = try connection.result("group/members", params)
            return page["items"]?.elements?.compactMap { $0["userId"]?.int } ?? []
        }
        func groups(_ more: String) throws -> [Int64] {
            let params = #"{"userId":3,"role":"student"\#(more)}"#
            let page = try connection.result("group/listByUser", params)
            return page["items"]?.elements?.compactMap { $0["groupId"]?.int } ?? []
        }
        let all = try people("")
        #expect(all.contains(3) && all.count == 12)
        #expect(try groups("") == [1])
        try daemon.house.store.run(
            RemoveStudent(from: 1, 3),
            as: Context(collator: daemon.house.collator)
        )
        #expect(try people("") == all.filter { $0 != 3 })
        #expect(try people(#","status":"all""#) == all)
        #expect(try people(#","status":"withdrawn""#) == [3])
        #expect(try groups("") == [])
        #expect(try groups(#","status":"all""#) == [1])
        try daemon.stop()
    }

    @Test("S4-39: a group is made, listed, changed, deleted and brought back")
    func groupLife() throws {
        let daemon = try TestDaemon()
        let connection = try daemon.connect()
        func listed(_ params: String = "{}") throws -> [Int64] {
            try connection.result("group/list", params)["items"]?.elements?.ids ?? []
        }
        let made = try connection.result("group/create", #"{"name":"Qrup 2","code":"Q2"}"#)
        let id = try #require(made["id"]?.int)
        #expect(try listed() == [1, id])
        #expect(try connection.result("group/get", "{\"id\":\(id)}")["name"] == made["name"])
        let changed = try connection.result(
            "group/update",
            "{\"id\":\(id),\"patch\":{\"name\":\"Axşam qrupu\"}}"
        )
        #expect(changed["name"]?.string == "Axşam qrupu" && changed["code"]?.string == "Q2")
        #expect(
            try connection.result("group/list")["items"]?.elements?.first?["name"]
                == changed["name"]
        )
        _ = try connection.result("group/delete", "{\"id\":\(id)}")
        #expect(try listed() == [1])
        #expect(try listed(#"{"status":"deleted"}"#) == [id])
        let again = try connection.error("group/delete", "{\"id\":\(id)}")
        #expect(again["data"]?["kind"]?.string == "deleted")
        _ = try connection.result("group/restore", "{\"id\":\(id)}")
        // Groups stand by their names.
        #expect(try listed() == [id, 1])
        try daemon.stop()
    }

    @Test("S4-40: students come into a group together and leave it one by one")
    func groupStudents() throws {
        let daemon = try TestDaemon()
        let connection = try daemon.connect()
        let made = try connection.result("group/create", #"{"name":"Qrup 2"}"#)
        let id = try #require(made["id"]?.int)
        func people(_ more: String = "") throws -> [Int64] {
            let page = try connection.result("group/members", "{\"groupId\":\(id)\(more)}")
            return page["items"]?.elements?.compactMap { $0["userId"]?.int } ?? []
        }
        let three = "{\"groupId\":\(id),\"studentIds\":[2,3,4]}"
        let added = try connection.result("group/addStudents", three)
        #expect(added["added"]?.int == 3 && added["failed"]?.elements?.isEmpty == true)
        #expect(try people() == [2, 3, 4])
        let one = "{\"groupId\":\(id),\"studentId\":3}"
        let gone = try connection.result("group/removeStudent", one)
        #expect(gone["status"]?.string == "withdrawn" && gone["leftAt"]?.string != nil)
        #expect(try people() == [2, 4])
        #expect(try connection.result("group/get", "{\"id\":\(id)}")["studentCount"]?.int == 2)
        let back = try connection.result("group/addStudents", three)
        #expect(back["reactivated"]?.int == 1 && back["already"]?.int == 2)
        #expect(try people() == [2, 3, 4])
        let nobody = "{\"groupId\":\(id),\"studentIds\":[5,99]}"
        _ = try connection.error("group/addStudents", nobody)
        #expect(try people(#","status":"all""#) == [2, 3, 4])
        try daemon.stop()
    }

    @Test("S4-41: students are listed by whether they are deleted", arguments: SplitMix64.seeds)
    func students(seed: UInt64) throws {
        let daemon = try TestDaemon.filled(seed)
        let connection = try daemon.connect()
        let rows = try daemon.everything(StudentProfile.self)
        let active = Set(rows.filter { $0.deletedAt == nil }.map { Int64($0.id.rawValue) })
        let deleted = Set(rows.filter { $0.deletedAt != nil }.map { Int64($0.id.rawValue) })
        for (status, expected) in [("active", active), ("deleted", deleted)] {
            let params = ["\"status\":\"\(status)\""]
            let found = try connection.pages("student/list", params, limit: 500).ids
            #expect(Set(found) == expected && found.count == expected.count, "\(seed) \(status)")
            #expect(!found.isEmpty)
        }
        try daemon.stop()
    }

    @Test("S4-49: the programs of a student are those that the student has handed in")
    func submissions() throws {
        let daemon = try TestDaemon()
        let connection = try daemon.connect()
        _ = try connection.result("codingTask/create", #"{"title":"Cəm","description":"d"}"#)
        var mine: [Int64] = []
        for number in 0..<6 {
            let student = number % 2 == 0 ? 3 : 4
            let made = try connection.result(
                "codingSubmission/create",
                #"{"taskId":1,"studentId":\#(student),"code":"x","status":"failed"}"#
            )
            if student == 3 { mine.append(try #require(made["id"]?.int)) }
        }
        let found = try connection.pages(
            "codingSubmission/list",
            ["\"studentId\":3"],
            limit: 2
        ).ids
        #expect(found.count == 3 && Set(found) == Set(mine))
        try daemon.stop()
    }

    @Test("S4-51: a test is made, listed, and given a key that can be replaced")
    func answerKeys() throws {
        let daemon = try TestDaemon()
        let connection = try daemon.connect()
        let made = try connection.result("test/create", #"{"title":"Çoxluqlar","type":"exam"}"#)
        let list = try connection.result("test/list", #"{"type":"exam"}"#)
        #expect(list["items"]?.elements == [made])
        let id = try #require(made["id"]?.int)
        _ = try connection.result(
            "test/setAnswerKey",
            #"{"testId":\#(id),"mcq":{"1":"A"},"numeric":{"11":"25"}}"#
        )
        _ = try connection.result("test/setAnswerKey", #"{"testId":\#(id),"mcq":{"1":"B"}}"#)
        let key = try connection.result("test/getAnswerKey", #"{"testId":\#(id)}"#)
        #expect(key["mcqAnswers"]?.line == #"{"1":"B"}"#)
        #expect(key["numericAnswers"]?.line == "{}")
        #expect(key["questions"]?.elements?.count == 1)
        try daemon.stop()
    }
}
