import Records
import SchoolModel
import SchoolServices
import Storage
import Testing

@Suite("Classes of a university")
struct ClassTests {
    let school: SchoolFixture

    init() throws { school = try SchoolFixture() }

    private func make(
        _ code: String,
        edit: (inout CohortDraft) -> Void = { _ in }
    ) throws -> Cohort {
        var draft = CohortDraft(kind: .class, name: code)
        draft.code = code
        edit(&draft)
        return try school.run(CreateCohort(draft)).cohort
    }

    @Test("S0-10: a class is what was written", arguments: ["923-s", "ML-61-17", "223-s"])
    func sample(code: String) throws {
        let made = try make(code) { draft in
            draft.educationLevel = "Bakalavr"
            draft.educationType = "Əyani"
            draft.language = "Azərbaycan dili"
            draft.startYear = 2023
            draft.metadata = JSONText(trusted: #"{"old_id":"1234"}"#)
        }
        let row = try school.now(made)
        #expect(row.code?.text == code && row.name.text == code)
        #expect(row.educationLevel == "Bakalavr" && row.educationType == "Əyani")
        #expect(row.language == "Azərbaycan dili" && row.startYear == 2023)
        #expect(row.metadata.text == #"{"old_id":"1234"}"#)
    }

    @Test(
        "S0-05, S0-06, S0-07: levels, types and languages are any text",
        arguments: [
            ("Bakalavr", "Əyani", "Azərbaycan dili"), ("Magistr", "Qiyabi", "English"),
            ("Doktorantura", "Əyani", "Русский"), ("Rezidentura", "Distant", "Türkçe"),
        ]
    )
    func openLists(level: String, type: String, language: String) throws {
        let made = try make("A") { draft in
            (draft.educationLevel, draft.educationType) = (level, type)
            draft.language = language
        }
        let row = try school.now(made)
        #expect(row.educationLevel == level && row.educationType == type)
        #expect(row.language == language)
    }

    @Test("S0-04: a code is there once, and so is a student in a class")
    func unique() throws {
        let (first, student) = (try make("923-s"), try school.user())
        var draft = CohortDraft(kind: .class, name: "Another")
        draft.code = "923-S"
        try school.expectRefusal(
            .unique(.cohort, constraint: "cohort.code", existing: first.id.rawValue),
            of: CreateCohort(draft)
        )
        let member = try school.enroll(student, in: first).member
        try school.expectRefusal(
            .alreadyEnrolled(id: member.id.rawValue, status: "active"),
            of: EnrollInCohort(cohort: first.id, student: student.id)
        )
    }

    @Test("S0-14, S1-02, T4: classes, groups and enrollments do not write each other")
    func apart() throws {
        let (student, course) = (try school.user(), try school.course())
        let group = try school.group(students: [student]) { $0.courseID = course.id }
        #expect(group.courseID == course.id)
        #expect(try school.group().courseID == nil)
        #expect(school.count(.groupMembership) == 1)
        #expect(school.count(.enrollment) == 0 && school.count(.cohortMember) == 0)
        try school.enroll(student, in: make("923-s"))
        #expect(school.count(.cohortMember) == 1)
        #expect(school.count(.groupMembership) == 1 && school.count(.enrollment) == 0)
    }

    @Test("T26: a code stays when the name changes")
    func rename() throws {
        let row = try school.run(CreateCohort(CohortDraft(kind: .class, name: "923 s"))).cohort
        let renamed = try school.run(UpdateCohort(row.id) { $0.name = "Other" }).cohort
        #expect(renamed.name.text == "Other" && renamed.code?.text == "923-S")
    }
}
