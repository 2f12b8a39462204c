import Records
import SchoolModel
import Storage
import Testing

@testable import SchoolServices

@Suite("Rules of every table")
struct RuleTests {
    let school: SchoolFixture

    init() throws { school = try SchoolFixture() }

    @Test("INV-02: ids increase and are never given again, not even after a restart")
    func ids() throws {
        let (first, last) = (try school.user(), try school.user())
        #expect(first.id < last.id)
        try school.run(HardDeleteUser(last.id))
        try school.reopen()
        #expect(try school.user().id > last.id)
    }

    // S2-44
    @Test("INV-03: a request that is refused half-way leaves nothing")
    func atomicity() throws {
        let (students, cohort) = (try school.users(3), try school.cohort(seats: 2))
        try school.expectRefusal(
            .item(index: 2, .cohortFull(max: 2, taken: 2)),
            of: BulkEnrollInCohort(cohort: cohort.id, students: students.map(\.id))
        )
        let outcome = try school.run(
            BulkEnrollInCohort(
                cohort: cohort.id,
                students: students.map(\.id),
                isAtomic: false
            )
        )
        #expect(outcome.created.count == 2)
        #expect(outcome.failed.map(\.index) == [2])
    }

    @Test("INV-04: a reader sees one state, whatever is written meanwhile")
    func snapshots() throws {
        let group = try school.group()
        let name = try school.read { view throws(ServiceError) in
            try school.run(UpdateGroup(group.id) { $0.name = "Later" })
            do throws(StoreError) { return try view.existing(group.id).name.text } catch {
                throw ServiceError(error)
            }
        }
        #expect(name == group.name.text)
        #expect(try school.now(group).name.text == "Later")
    }

    @Test("INV-05: the answer of create and update is the row that is read next")
    func answers() throws {
        let course = try school.course()
        #expect(try school.row(course.id) == course)
        let changed = try school.run(UpdateCourse(course.id) { $0.isPublished = false })
        #expect(try school.row(course.id) == changed)
        let module = try school.run(CreateModule(in: course.id, ModuleDraft(title: "M")))
        let lesson = try school.run(CreateLesson(in: module.id, LessonDraft(title: "L")))
        #expect(try school.row(module.id) == module)
        #expect(try school.row(lesson.id) == lesson)
        let user = try school.user()
        #expect(try school.row(user.id) == user)
        let member = try school.enroll(user, in: school.cohort(of: course)).member
        #expect(try school.row(member.id) == member)
    }

    // S4-11, S4-35
    @Test("INV-06: texts come back byte for byte, and are compared folded")
    func folding() throws {
        let name = "e\u{301}lan İ I ı"
        let user = try school.user(name, email: " Élan@School.AZ ") { $0.code = " A1 " }
        let row = try school.now(user)
        #expect(Array(row.fullName.text.unicodeScalars) == Array(name.unicodeScalars))
        #expect(row.email.text == " Élan@School.AZ ")
        #expect(row.email.folded == "élan@school.az")
        let taken = { (constraint: String) in
            ServiceError.unique(.user, constraint: constraint, existing: user.id.rawValue)
        }
        try school.expectRefusal(
            taken("user.email"),
            of: CreateUser(
                UserDraft(email: "ÉLAN@school.az", fullName: "X", role: .student)
            )
        )
        var draft = UserDraft(email: "x@school.az", fullName: "X", role: .student)
        draft.code = "a1"
        try school.expectRefusal(taken("user.organization_code"), of: CreateUser(draft))
    }

    @Test("INV-07: updatedAt moves with every change and stays without one; createdAt stays")
    func stamps() throws {
        let user = try school.user()
        school.clock.advance(milliseconds: 1_000)
        let same = UpdateUser(user.id) { $0.fullName = user.fullName.text }
        #expect(try school.run(same).user == user)
        let changed = try school.run(UpdateUser(user.id) { $0.phone = "055" }).user
        #expect(changed.stamps.createdAt == user.stamps.createdAt)
        #expect(changed.stamps.updatedAt == school.clock.now)
        #expect(changed.stamps.version == 2)
        school.clock.advance(milliseconds: -5_000)
        let again = try school.run(UpdateUser(user.id) { $0.phone = "050" }).user
        #expect(again.stamps.updatedAt >= changed.stamps.updatedAt)
        try school.expectRefusal(
            .staleVersion(current: 3),
            of: UpdateUser(user.id, ifVersion: 2) { $0.phone = nil }
        )
    }

    // S2-51
    @Test("INV-08: a missing or deleted parent is refused by entity, field and id")
    func references() throws {
        let (student, cohort) = (try school.user(), try school.cohort())
        try school.expectRefusal(
            .referenceMissing(.user, field: "studentId", id: 999),
            of: EnrollInCohort(cohort: cohort.id, student: 999)
        )
        try school.expectRefusal(
            .notFound(.cohort, id: 999),
            of: EnrollInCohort(cohort: 999, student: student.id)
        )
        try school.expectRefusal(
            .referenceMissing(.course, field: "courseId", id: 999),
            of: CreateModule(in: 999, ModuleDraft(title: "M"))
        )
        try school.run(SoftDeleteUser(student.id))
        try school.expectRefusal(
            .deleted(.user, id: student.id.rawValue),
            of: EnrollInCohort(cohort: cohort.id, student: student.id)
        )
    }

    @Test("INV-09, C21: a course goes with all that hangs on it, by force, as the dry run said")
    func cascade() throws {
        let course = try school.course(modules: 2, lessonsEach: 2)
        let (cohort, students) = (try school.cohort(of: course), try school.users(3))
        for student in students { try school.enroll(student, in: cohort) }
        try school.run(GenerateSchedule(cohort: cohort.id))
        let lesson = try #require(try school.tree(of: course).first?.lessons.first)
        try school.run(SetProgress(user: students[0].id, lesson: lesson.id, completed: true))
        let group = try school.group { $0.courseID = course.id }
        try school.expectRefusal(
            .hasDependents(.course, by: .enrollment, count: 3),
            of: DeleteCourse(course.id)
        )
        let deletion = DeleteCourse(course.id, isForced: true)
        let counts: [Table: Int] = [
            .course: 1, .module: 2, .lesson: 4, .lessonProgress: 1, .enrollment: 3, .cohort: 1,
            .cohortMember: 3, .cohortSchedule: 2,
        ]
        let before = try school.dump()
        #expect(try school.store.dryRun(deletion, as: school.context) == counts)
        #expect(try school.dump() == before)
        #expect(try school.run(deletion) == counts)
        #expect(try school.now(group).courseID == nil)
        #expect(school.count(.user) == 3)
    }

    @Test("Texts have bounds in scalars, no NUL, and addresses an @ between two parts")
    func texts() throws {
        let refused: [(String, String, (inout UserDraft) -> Void)] = [
            ("fullName", "length 1...255", { $0.fullName = "" }),
            ("fullName", "length 1...255", { $0.fullName = String(repeating: "ə", count: 256) }),
            ("fullName", "noNUL", { $0.fullName = "a\0b" }),
            ("email", "email", { $0.email = "nobody" }),
            ("email", "email", { $0.email = "a@b@c" }),
            ("email", "email", { $0.email = "a b@c" }),
            ("email", "email", { $0.email = "   @   " }),
            ("code", "blank", { $0.code = "  " }),
            ("phone", "length 0...40", { $0.phone = String(repeating: "5", count: 41) }),
        ]
        for (field, rule, edit) in refused {
            var draft = UserDraft(email: "a@b.az", fullName: "A", role: .student)
            edit(&draft)
            try school.expectRefusal(
                .checkFailed(.user, field: field, rule: rule),
                of: CreateUser(draft)
            )
        }
        try school.user(String(repeating: "ə", count: 255))
        try school.expectRefusal(
            .checkFailed(.organization, field: "slug", rule: "slug"),
            of: CreateOrganization(OrganizationDraft(name: "A", slug: "Ab"))
        )
    }

    @Test(
        "Names are unique within an organisation, slugs in the store, those of lessons in a module"
    )
    func courses() throws {
        let course = try school.course("Riyaziyyat", modules: 1) { $0.slug = "math" }
        try school.expectRefusal(
            .unique(.course, constraint: "course.organization_name", existing: course.id.rawValue),
            of: CreateCourse(CourseDraft(name: "RIYAZIYYAT"))
        )
        var draft = CourseDraft(name: "Other")
        draft.slug = "math"
        try school.expectRefusal(
            .unique(.course, constraint: "course.slug", existing: course.id.rawValue),
            of: CreateCourse(draft)
        )
        let module = try #require(try school.tree(of: course).first?.module)
        let lesson = try school.run(
            CreateLesson(in: module.id, LessonDraft(title: "L", slug: "one"))
        )
        try school.expectRefusal(
            .unique(.lesson, constraint: "lesson.module_slug", existing: lesson.id.rawValue),
            of: CreateLesson(in: module.id, LessonDraft(title: "L", slug: "one"))
        )
        let next = try school.run(CreateLesson(in: module.id, LessonDraft(title: "Next")))
        #expect(next.orderIndex == 1)
        let order = [next.id, lesson.id]
        #expect(try school.run(ReorderLessons(of: module.id, order)).map(\.orderIndex) == [0, 1])
        try school.expectRefusal(
            .invalidParams(path: "lessons", reason: "not every lesson of the module once"),
            of: ReorderLessons(of: module.id, [lesson.id])
        )
    }
}
