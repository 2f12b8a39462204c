import Client
import Testing

@Suite("Names in place of ids", .serialized)
struct NameTests {
    @Test("Codes, names and e-mails stand for a row, however they are written")
    func found() throws {
        let shell = try Shell()
        for name in [
            "sagird2@merkez.az", "SAGIRD2@merkez.az", "Çingiz Əliyev", "çingiz əliyev", "3",
        ] {
            let outcome = try shell.lmsq("enrollments", name)
            #expect(outcome.lines.count == 1, "\(outcome.errors)")
            #expect(JSON([UInt8](outcome.output.utf8))?["studentId"]?.int == 3)
        }
        _ = try shell.lmsq("call", "cohort/update", "id=Payız axını", "patch.code=923-s")
        #expect(try shell.lmsq("roster", "923-S").lines.count == 12)
        #expect(try shell.lmsq("groups", "--teacher", "nigar@merkez.az").lines.count == 1)
        let range = try shell.lmsq(
            "attendance",
            "range",
            "--group",
            "qrup 1",
            "--student",
            "sagird2@merkez.az",
            "--from",
            "2020-01-01",
            "--to",
            "2099-01-01"
        )
        #expect(range.errors.contains("range") || range.lines.count == 7)
    }

    @Test("Several rows of a name are listed with their ids, and the next command has one")
    func ambiguous() throws {
        let shell = try Shell()
        _ = try shell.lmsq("call", "student/create", "fullName=Qədir Nəbiyev", "email=q@a.az")
        let outcome = try shell.lmsq("enrollments", "qədir nəbiyev", "-o", "csv")
        #expect(outcome.status == 1)
        #expect(outcome.output.isEmpty)
        #expect(outcome.errors.contains("may be any of 2 rows"))
        #expect(outcome.errors.contains("  9  Qədir Nəbiyev  sagird8@merkez.az\n"))
        #expect(outcome.errors.contains("  14  Qədir Nəbiyev  q@a.az\n"))
        #expect(outcome.errors.contains("hint: lmsq enrollments 9 -o csv\n"))
    }

    @Test("For a name of no row the nearest are named")
    func nearest() throws {
        let shell = try Shell()
        let outcome = try shell.lmsq("enrollments", "Cingiz Eliyev")
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains("hint: lmsq enrollments 3\n"))
        let teacher = try shell.lmsq("enrollments", "nigar@merkez.az")
        #expect(teacher.status == 1)
        let nobody = try shell.lmsq("enrollments", "Zzzzzz")
        #expect(nobody.errors.contains("hint: lmsq students\n"))
    }

    @Test("Values are what the method's parameters are")
    func typed() throws {
        let shell = try Shell()
        let made = try shell.lmsq(
            "call",
            "student/create",
            "fullName=007",
            "email=true@a.az",
            "code=12",
            "phone=null"
        )
        let row = try #require(JSON([UInt8](made.output.utf8)))
        #expect(row["fullName"] == .text("007"))
        #expect(row["code"] == .text("12"))
        #expect(row["phone"] == .text("null"))
        let raw = try shell.lmsq(
            "call",
            "cohort/update",
            "id=1",
            "patch.name=8",
            "patch.code:=null"
        )
        #expect(JSON([UInt8](raw.output.utf8))?["name"] == .text("8"))
        let group = try shell.lmsq(
            "call",
            "group/create",
            "name=G",
            "daysOfWeek=1,3",
            "teacherId=nigar@merkez.az"
        )
        #expect(JSON([UInt8](group.output.utf8))?["teacherId"]?.int == 1)
        #expect(group.output.contains("\"daysOfWeek\":[1,3]"))
        let piped = try shell.lmsq("call", "cohort/get", "-", input: #"{"id": 1}"#)
        #expect(piped.status == 0)
        #expect(try shell.lmsq("call", "cohort/get", "[1]").status == 0)
    }
}
