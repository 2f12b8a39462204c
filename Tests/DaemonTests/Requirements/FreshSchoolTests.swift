import Client
import Daemon
import Records
import SchoolAPI
import SchoolModel
import SchoolServices
import TestSupport
import Testing

@Suite("A school that has just begun")
struct FreshSchoolTests {
    /// A daemon over a store that holds an organisation and nothing else.
    private func fresh() throws -> TestDaemon {
        let folder = TemporaryFolder()
        do {
            let day = try #require(Day(TestDaemon.today))
            let house = try House(data: folder.path("store"), clock: HouseClock(standingAt: day))
            try house.store.run(
                CreateOrganization(OrganizationDraft(name: "Universitet", slug: "u")),
                as: Context(collator: house.collator)
            )
            house.close()
        }
        return try TestDaemon(in: folder)
    }

    @Test(
        "S0-01: a list of what nobody has made yet is empty, and no error",
        arguments: [
            "cohort/list", "group/list", "user/list", "student/list", "teacher/list",
            "parent/list", "course/list", "program/list", "payment/list", "codingTask/list",
            "codingTopic/list", "codingSubmission/list", "test/list", "testSeries/list",
            "log/recent",
        ]
    )
    func empty(list: String) throws {
        let daemon = try fresh()
        let connection = try daemon.connect()
        let page = try connection.result(list, #"{"withCount":true}"#)
        #expect(page["items"] == .array([]))
        #expect(page["count"]?.int == 0)
        #expect(page["nextCursor"] == nil)
        try daemon.stop()
    }

    @Test("S1-17, S1-21: a student is made, takes a course, and is asked after")
    func firstDay() throws {
        let daemon = try fresh()
        let connection = try daemon.connect()
        let course = try connection.result("course/create", #"{"name":"Kimya"}"#)
        let id = try #require(course["id"]?.int)
        let made = try connection.result(
            "student/create",
            #"{"name":"Aysel Məmmədova","email":"a@x.az","courseId":\#(id)}"#
        )
        let student = try #require(made["id"]?.int)
        let check = try connection.result(
            "enrollment/check",
            #"{"studentId":\#(student),"courseId":\#(id)}"#
        )
        #expect(check.line == #"{"enrolled":true,"status":"active"}"#)
        let list = try connection.result(
            "enrollment/listByStudent",
            #"{"studentId":\#(student)}"#
        )
        #expect(list["items"]?.elements?.compactMap { $0["courseName"]?.string } == ["Kimya"])
        try daemon.stop()
    }

    @Test("S0-11, S0-12: classes are counted, and shown with students, organisation and tutor")
    func classes() throws {
        let daemon = try fresh()
        let connection = try daemon.connect()
        let tutor = try connection.result(
            "user/create",
            #"{"role":"teacher","email":"t@x.az","fullName":"Leyla Quliyeva"}"#
        )
        let person = try #require(tutor["id"]?.int)
        for number in 1...7 {
            _ = try connection.result(
                "cohort/create",
                #"{"kind":"class","name":"92\#(number)-s","code":"92\#(number)-s","#
                    + #""educationLevel":"Bakalavr","educationType":"Əyani","#
                    + #""language":"Azərbaycan dili","organizationId":1,"tutorId":\#(person)}"#
            )
        }
        let student = try connection.result(
            "student/create",
            #"{"name":"Aysel","email":"a@x.az"}"#
        )
        let aysel = try #require(student["id"]?.int)
        _ = try connection.result("cohort/enroll", #"{"cohortId":3,"studentId":\#(aysel)}"#)
        let list = #""kind":"class","sort":"code","limit":5,"withCount":true"#
        let first = try connection.result("cohort/list", "{\(list),\"page\":1}")
        let last = try connection.result("cohort/list", "{\(list),\"page\":2}")
        #expect(first["count"]?.int == 7 && first["totalPages"]?.int == 2)
        let items = try #require(first["items"]?.elements) + #require(last["items"]?.elements)
        #expect(items.compactMap { $0["name"]?.string } == (1...7).map { "92\($0)-s" })
        #expect(items.compactMap { $0["studentCount"]?.int } == [0, 0, 1, 0, 0, 0, 0])
        for item in items {
            #expect(item["organizationName"]?.string == "Universitet")
            #expect(item["tutorName"]?.string == "Leyla Quliyeva")
            #expect(item["educationLevel"]?.string == "Bakalavr")
            #expect(item["educationType"]?.string == "Əyani")
            #expect(item["language"]?.string == "Azərbaycan dili")
        }
        try daemon.stop()
    }

    @Test("S1-11: there are no methods for teams")
    func teams() throws {
        let daemon = try fresh()
        let connection = try daemon.connect()
        for method in ["student/teams", "students/teams", "team/list", "teams"] {
            let error = try connection.error(method)
            #expect(error["data"]?["kind"]?.string == "methodNotFound", "\(method)")
        }
        #expect(!MethodMessage.all.contains { "\($0.name)".lowercased().contains("team") })
        try daemon.stop()
    }
}
