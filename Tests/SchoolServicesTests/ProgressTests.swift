import Records
import SchoolModel
import SchoolServices
import Storage
import Testing

@Suite("Lessons done, and what counts them")
struct ProgressTests {
    let school: SchoolFixture
    let course: Course
    let cohort: Cohort
    let student: User
    let lessons: [Lesson]

    init() throws {
        school = try SchoolFixture()
        course = try school.course(modules: 2, lessonsEach: 2)
        cohort = try school.cohort(of: course)
        student = try school.user()
        try school.enroll(student, in: cohort)
        lessons = try school.tree(of: course).flatMap(\.lessons)
    }

    private func done() throws -> Int? { try school.member(student, of: cohort)?.completedLessons }

    private func percentage() throws -> Int? {
        try school.enrollment(student, in: course.id)?.progressPercentage
    }

    private func set(
        _ lesson: Int,
        in cohort: Cohort? = nil,
        completed: Bool? = nil
    ) -> SetProgress {
        SetProgress(
            user: student.id,
            lesson: lessons[lesson].id,
            cohort: cohort?.id,
            completed: completed
        )
    }

    // S2-09, S2-19, T7
    @Test("INV-22: the counter moves by one with each completion, also on insert, and back")
    func counting() throws {
        #expect(try school.run(set(0, completed: true)).member?.completedLessons == 1)
        try school.run(set(0, completed: true))
        #expect(try done() == 1)
        try school.run(set(1))
        #expect(try done() == 1)
        try school.run(set(1, completed: true))
        #expect(try done() == 2)
        #expect(try school.run(set(0, completed: false)).progress.completedAt == nil)
        #expect(try done() == 1)
    }

    @Test("INV-22: moving a lesson to another cohort moves its count")
    func moving() throws {
        let other = try school.cohort(of: course)
        try school.enroll(student, in: other)
        try school.run(set(0, in: cohort, completed: true))
        try school.run(set(0, in: other))
        #expect(try done() == 0)
        #expect(try school.member(student, of: other)?.completedLessons == 1)
        #expect(try percentage() == 25)
    }

    @Test("INV-22: deleting a lesson or a module takes it from the counters")
    func deletedLessons() throws {
        for index in lessons.indices { try school.run(set(index, completed: true)) }
        let counts = try school.run(DeleteLesson(lessons[0].id))
        #expect(counts == [.lesson: 1, .lessonProgress: 1])
        #expect(try done() == 3)
        #expect(try percentage() == 100)
        try school.run(DeleteModule(lessons[2].moduleID))
        #expect(try done() == 1)
        #expect(try percentage() == 100)
    }

    @Test("INV-23: percentages are rounded down, and a new lesson lowers them")
    func percentages() throws {
        try school.run(set(0, completed: true))
        #expect(try percentage() == 25)
        try school.run(CreateLesson(in: lessons[0].moduleID, LessonDraft(title: "More")))
        #expect(try percentage() == 20)
        try school.run(CreateLesson(in: lessons[0].moduleID, LessonDraft(title: "And more")))
        #expect(try percentage() == 16)
    }

    @Test("INV-25: the last activity is that of the last progress, never in the future")
    func activity() throws {
        let before = try school.member(student, of: cohort)?.lastActivityAt
        #expect(before == school.clock.now)
        school.clock.advance(milliseconds: 5_000)
        try school.run(set(0))
        #expect(try school.member(student, of: cohort)?.lastActivityAt == school.clock.now)
    }

    // S2-20, S2-29
    @Test("INV-26: a healthy roster needs no correction, a broken one is put right")
    func refresh() throws {
        try school.run(set(0, completed: true))
        let healthy = try school.run(RefreshRoster(cohort.id))
        #expect((healthy.recomputed, healthy.corrected) == (1, 0))
        let member = try #require(try school.member(student, of: cohort))
        try school.tamper(member) { $0.completedLessons = 7 }
        #expect(try school.findings().map(\.rule) == ["counter.completed_lessons"])
        #expect(try school.run(RefreshRoster(cohort.id)).corrected == 1)
        #expect(try done() == 1)
    }

    @Test("H26: without a cohort the enrollment's one counts; a cohort of others is refused")
    func cohorts() throws {
        #expect(try school.run(set(0)).progress.cohortID == cohort.id)
        let (foreign, other) = (try school.cohort(), try school.cohort(of: course))
        try school.expectRefusal(
            .checkFailed(.lessonProgress, field: "cohortId", rule: "sameCourse"),
            of: set(0, in: foreign)
        )
        try school.expectRefusal(
            .referenceMissing(.cohortMember, field: "cohortId", id: other.id.rawValue),
            of: set(0, in: other)
        )
    }

    @Test("Time adds up, positions replace, and each watching counts")
    func figures() throws {
        let watch = SetProgress(
            user: student.id,
            lesson: lessons[0].id,
            videoPositionSeconds: 30,
            timeSpentSeconds: 40,
            isWatch: true
        )
        try school.run(watch)
        let row = try school.run(watch).progress
        #expect((row.watchCount, row.timeSpentSeconds, row.videoPositionSeconds) == (2, 80, 30))
        var wrong = watch
        wrong.timeSpentSeconds = -1
        try school.expectRefusal(
            .checkFailed(.lessonProgress, field: "timeSpentSeconds", rule: "0...2147483647"),
            of: wrong
        )
    }
}
