import Records
import SchoolModel
@testable import SchoolServices
import Storage
import Testing

@Suite("When modules open")
struct ScheduleTests {
    let school: SchoolFixture
    let course: Course
    let cohort: Cohort
    let modules: [Module]

    init() throws {
        school = try SchoolFixture()
        course = try school.course(modules: 3)
        cohort = try school.cohort(of: course)
        modules = try school.tree(of: course).map(\.module)
    }

    private func set(_ module: Module, in days: Int, lock: Int? = nil) -> SetSchedule {
        SetSchedule(
            cohort: cohort.id,
            module: module.id,
            unlockDate: school.today.advanced(by: days),
            lockDate: lock.map { school.today.advanced(by: $0) }
        )
    }

    // S2-03
    @Test("INV-27: a module of a cohort has one row, and setting it again moves that row")
    func upsert() throws {
        let first = try school.run(set(modules[0], in: 1))
        #expect(first.isNew)
        #expect(first.schedule.title == modules[0].title)
        let second = try school.run(set(modules[0], in: 5, lock: 9))
        #expect(!second.isNew)
        #expect(second.schedule.id == first.schedule.id)
        #expect(school.count(.cohortSchedule) == 1)
    }

    @Test("INV-27: the module is of the cohort's course, and locks after it unlocks")
    func rules() throws {
        let other = try #require(try school.tree(of: school.course(modules: 1)).first?.module)
        try school.expectRefusal(
            .checkFailed(.cohortSchedule, field: "moduleId", rule: "sameCourse"),
            of: set(other, in: 1)
        )
        try school.expectRefusal(
            .checkFailed(.cohortSchedule, field: "lockDate", rule: "after unlockDate"),
            of: set(modules[0], in: 1, lock: 1)
        )
    }

    // S2-27
    @Test("INV-28: generating opens the modules a week apart, and is idempotent")
    func generate() throws {
        let start = try #require(cohort.startDate)
        let outcome = try school.run(GenerateSchedule(cohort: cohort.id, lockAfterDays: 3))
        #expect(outcome.schedules.map(\.moduleID) == modules.map(\.id))
        #expect(
            outcome.schedules.map(\.unlockDate) == [0, 7, 14].map { start.advanced(by: $0) }
        )
        #expect(outcome.schedules[0].lockDate == start.advanced(by: 3))
        #expect(outcome.created == 3)
        let before = try school.dump()
        let again = try school.run(GenerateSchedule(cohort: cohort.id, everyDays: 2))
        #expect((again.created, again.updated) == (0, 0))
        #expect(try school.dump() == before)
    }

    @Test("INV-28: what was set by hand is kept unless it is to be replaced")
    func replace() throws {
        try school.run(set(modules[1], in: 100))
        let kept = try school.run(GenerateSchedule(cohort: cohort.id))
        #expect(kept.created == 2)
        #expect(kept.schedules[1].unlockDate == school.today.advanced(by: 100))
        let replaced = try school.run(GenerateSchedule(cohort: cohort.id, replaces: true))
        #expect((replaced.created, replaced.updated) == (0, 1))
        #expect(replaced.schedules[1].unlockDate == cohort.startDate?.advanced(by: 7))
    }

    @Test("Shifting moves the modules from a day on")
    func shift() throws {
        for (module, days) in zip(modules, [1, 5, 9]) {
            try school.run(set(module, in: days, lock: days + 1))
        }
        let from = school.today.advanced(by: 5)
        let moved = try school.run(ShiftSchedule(cohort: cohort.id, days: -4, from: from))
        #expect(moved.map(\.unlockDate) == [1, 5].map { school.today.advanced(by: $0) })
        #expect(moved.map(\.lockDate) == [2, 6].map { school.today.advanced(by: $0) })
        try school.run(RemoveSchedule(cohort: cohort.id, module: modules[0].id))
        #expect(school.count(.cohortSchedule) == 2)
        try school.expectRefusal(
            .notFound(.cohortSchedule, id: modules[0].id.rawValue),
            of: RemoveSchedule(cohort: cohort.id, module: modules[0].id)
        )
    }

    // T9, T10
    @Test(
        "INV-29: members wait for the module; who takes the course alone, teachers and admins do not"
    )
    func access() throws {
        let owner = try school.user(role: .teacher)
        try school.run(UpdateCourse(course.id) { $0.createdBy = owner.id })
        let lesson = try school.run(CreateLesson(in: modules[0].id, LessonDraft(title: "L")))
        let (member, taker, stranger) = (
            try school.user(), try school.user(), try school.user()
        )
        try school.enroll(member, in: cohort)
        try school.run(CreateEnrollment(course: course.id, student: taker.id))
        try school.run(set(modules[0], in: 2, lock: 4))
        func reason(_ user: User, in days: Int = 0) throws -> LessonAccess.Reason {
            try school.read { view throws(ServiceError) in
                try view.access(
                    of: user.id,
                    to: lesson.id,
                    on: school.today.advanced(by: days)
                )
            }.reason
        }
        let locks = try [1, 2, 3, 4].map { try reason(member, in: $0) }
        #expect(locks == [.moduleLocked, .accessible, .accessible, .moduleLocked])
        #expect(try reason(taker) == .accessible)
        #expect(try reason(stranger) == .notEnrolled)
        #expect(try reason(owner) == .teacherOverride)
        #expect(try reason(school.user(role: .admin)) == .teacherOverride)
        #expect(try reason(school.user(role: .teacher)) == .notEnrolled)
        let other = try school.cohort(of: course)
        try school.enroll(member, in: other)
        #expect(try reason(member) == .accessible, "not scheduled there, so open in one of the two")
        try school.run(UpdateLesson(lesson.id) { $0.isPreview = true })
        #expect(try reason(stranger) == .preview)
    }

    @Test("Renaming and reordering modules reaches every schedule that copies them")
    func copies() throws {
        let others = try (0..<3).map { _ in try school.cohort(of: course) }
        for cohort in others + [cohort] { try school.run(GenerateSchedule(cohort: cohort.id)) }
        try school.run(UpdateModule(modules[0].id) { $0.title = "Giriş" })
        try school.run(ReorderModules(of: course.id, modules.reversed().map(\.id)))
        let schedules = try school.read { view throws(ServiceError) in
            try view.schedules(of: modules[0].id)
        }
        #expect(schedules.map(\.title) == Array(repeating: "Giriş", count: 4))
        #expect(schedules.map(\.orderIndex) == Array(repeating: 2, count: 4))
        #expect(try school.tree(of: course).map(\.module.id) == modules.reversed().map(\.id))
    }
}
