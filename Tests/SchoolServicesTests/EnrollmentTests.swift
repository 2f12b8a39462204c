import Records
import SchoolModel
import SchoolServices
import Storage
import Testing

// S1-18
@Suite("Who takes a course")
struct EnrollmentTests {
    let school: SchoolFixture

    init() throws { school = try SchoolFixture() }

    // S1-04, S2-41
    @Test("INV-10: a second create of an active or completed enrollment is refused with its status")
    func twice() throws {
        let (student, course) = (try school.user(), try school.course())
        let create = CreateEnrollment(course: course.id, student: student.id)
        let first = try school.run(create)
        #expect(!first.isReactivated)
        let id = first.enrollment.id.rawValue
        try school.expectRefusal(.alreadyEnrolled(id: id, status: "active"), of: create)
        try school.run(
            UpdateEnrollment(course: course.id, student: student.id, status: .completed)
        )
        try school.expectRefusal(.alreadyEnrolled(id: id, status: "completed"), of: create)
    }

    @Test(
        "INV-10: an inactive, paused or dropped enrollment comes back as the same row",
        arguments: [Enrollment.Status.inactive, .paused, .dropped]
    )
    func reactivation(from status: Enrollment.Status) throws {
        let (student, course) = (try school.user(), try school.course())
        let create = CreateEnrollment(course: course.id, student: student.id)
        let first = try school.run(create).enrollment
        try school.run(UpdateEnrollment(course: course.id, student: student.id, status: status))
        let again = try school.run(create)
        #expect(again.isReactivated)
        #expect(again.enrollment.id == first.id)
        #expect(again.enrollment.status == .active)
        #expect(school.count(.enrollment) == 1)
    }

    @Test("An enrollment may begin with another status, but not through a cohort")
    func initialStatus() throws {
        let (student, cohort) = (try school.user(), try school.cohort())
        let course = try #require(cohort.courseID)
        var create = CreateEnrollment(course: course, student: student.id, status: .completed)
        create.cohort = cohort.id
        try school.expectRefusal(
            .checkFailed(.enrollment, field: "status", rule: "active"),
            of: create
        )
        create.cohort = nil
        let row = try school.run(create).enrollment
        #expect((row.status, row.completedAt) == (.completed, school.clock.now))
    }

    // S1-01, S2-08, S2-26, S2-41, T3
    @Test("INV-11, INV-12: enrolling in a cohort writes member and enrollment, and links them")
    func both() throws {
        let (student, cohort) = (try school.user(), try school.cohort())
        let outcome = try school.enroll(student, in: cohort)
        #expect(outcome.enrollment?.cohortID == cohort.id)
        #expect(outcome.enrollment?.courseID == cohort.courseID)
        #expect(outcome.member.status == .active)
        #expect(try school.member(student, of: cohort) == outcome.member)
        #expect(try school.enrollment(student, in: cohort.courseID) == outcome.enrollment)
    }

    // T12
    @Test("INV-12: leaving a cohort drops the member and lets the enrollment name another one")
    func leaving() throws {
        let (student, course) = (try school.user(), try school.course())
        let (first, second) = (try school.cohort(of: course), try school.cohort(of: course))
        try school.enroll(student, in: second)
        try school.enroll(student, in: first)
        var left = try school.run(UnenrollFromCohort(cohort: first.id, student: student.id))
        #expect(left.member.status == .dropped)
        #expect(left.member.leftAt == school.clock.now)
        #expect(left.enrollment?.cohortID == second.id)
        left = try school.run(UnenrollFromCohort(cohort: second.id, student: student.id))
        #expect(left.enrollment?.cohortID == nil)
        #expect(left.enrollment?.status == .active)
    }

    @Test("INV-12: only alsoCourse drops the enrollment")
    func leavingAll() throws {
        let (student, course) = (try school.user(), try school.course())
        let (first, second) = (try school.cohort(of: course), try school.cohort(of: course))
        try school.enroll(student, in: first)
        try school.enroll(student, in: second)
        let left = try school.run(
            UnenrollFromCohort(cohort: first.id, student: student.id, alsoCourse: true)
        )
        #expect(left.enrollment?.status == .dropped)
        #expect(try school.member(student, of: second)?.status == .dropped)
    }

    @Test("INV-13: a cohort of another course is refused")
    func otherCourse() throws {
        let (student, course, cohort) = (
            try school.user(), try school.course(), try school.cohort()
        )
        try school.expectRefusal(
            .checkFailed(.enrollment, field: "cohortId", rule: "sameCourse"),
            of: CreateEnrollment(course: course.id, student: student.id, cohort: cohort.id)
        )
    }

    @Test(
        "H11: leaving a course drops the active and paused members, completed ones stay",
        arguments: [Enrollment.Status.dropped, .inactive]
    )
    func dropping(to status: Enrollment.Status) throws {
        let (student, course) = (try school.user(), try school.course())
        let cohorts = try (0..<3).map { _ in try school.cohort(of: course) }
        for cohort in cohorts { try school.enroll(student, in: cohort) }
        try school.run(
            SetMemberStatus(cohort: cohorts[1].id, student: student.id, status: .paused)
        )
        try school.run(
            SetMemberStatus(cohort: cohorts[2].id, student: student.id, status: .completed)
        )
        let outcome = try school.run(
            UpdateEnrollment(course: course.id, student: student.id, status: status)
        )
        #expect(outcome.dropped.map(\.cohortID) == [cohorts[0].id, cohorts[1].id])
        #expect(outcome.enrollment.cohortID == nil)
        #expect(try school.member(student, of: cohorts[2])?.status == .completed)
        #expect(try cohorts.map { try school.seats($0) } == [0, 0, 0])
    }

    @Test("H11: removing for good deletes the members too, and their lessons count nowhere")
    func hardRemoval() throws {
        let (student, course) = (try school.user(), try school.course(modules: 1, lessonsEach: 1))
        let cohort = try school.cohort(of: course)
        try school.enroll(student, in: cohort)
        let lesson = try #require(try school.tree(of: course).first?.lessons.first)
        try school.run(SetProgress(user: student.id, lesson: lesson.id, completed: true))
        let removal = RemoveEnrollment(course: course.id, student: student.id, isHard: true)
        #expect(try school.run(removal).members.count == 1)
        #expect(school.count(.cohortMember) == 0)
        #expect(school.count(.enrollment) == 0)
        #expect(school.count(.lessonProgress) == 1)
        try school.enroll(student, in: cohort)
        #expect(try school.member(student, of: cohort)?.completedLessons == 0)
    }

    @Test("INV-03: removing many is all or nothing unless told")
    func bulkRemove() throws {
        let (students, course) = (try school.users(3), try school.course())
        let all = students.map(\.id)
        try school.run(BulkCreateEnrollments(course: course.id, students: Array(all.prefix(2))))
        try school.expectRefusal(
            .item(index: 2, .notFound(.enrollment, id: all[2].rawValue)),
            of: BulkRemoveEnrollments(course: course.id, students: all)
        )
        let outcome = try school.run(
            BulkRemoveEnrollments(course: course.id, students: all, isAtomic: false)
        )
        #expect(outcome.removed == Array(all.prefix(2)))
        #expect(outcome.failed.map(\.index) == [2])
        let dropped = try school.enrollment(students[0], in: course.id)
        #expect(dropped?.status == .dropped)
    }

    // T23
    @Test("S1-06: setting a course keeps the others unless it is to be the only one")
    func setCourse() throws {
        let (student, first) = (try school.user(), try school.course())
        let (second, third) = (try school.course(), try school.course())
        try school.run(SetStudentCourse(student.id, first.id))
        try school.run(SetStudentCourse(student.id, second.id))
        let again = try school.run(SetStudentCourse(student.id, second.id))
        #expect(again.others.isEmpty)
        let only = try school.run(SetStudentCourse(student.id, third.id, isExclusive: true))
        #expect(only.others.map(\.courseID) == [first.id, second.id])
        #expect(only.others.allSatisfy { $0.status == .inactive })
    }

    @Test("INV-03: an atomic bulk is refused whole, with the place of the first refusal")
    func atomicBulk() throws {
        let (students, course) = (try school.users(2), try school.course())
        let teacher = try school.user(role: .teacher)
        let all = [students[0].id, teacher.id, students[1].id]
        try school.expectRefusal(
            .item(index: 1, .roleMismatch(role: "teacher", expected: "student")),
            of: BulkCreateEnrollments(course: course.id, students: all)
        )
        let outcome = try school.run(
            BulkCreateEnrollments(course: course.id, students: all, isAtomic: false)
        )
        #expect(outcome.created == students.map(\.id))
        #expect(outcome.failed.map(\.index) == [1])
        let again = try school.run(
            BulkCreateEnrollments(course: course.id, students: students.map(\.id))
        )
        #expect(again.already == students.map(\.id))
        #expect(again.created.isEmpty)
    }

    @Test("INV-18: students enroll themselves in published courses that are open")
    func selfService() throws {
        let student = try school.user()
        school.context.isSelfService = true
        let hidden = try school.course { $0.isPublished = false }
        let closed = try school.course { $0.enrollmentType = .cohortOnly }
        try school.expectRefusal(
            .courseNotPublished,
            of: CreateEnrollment(course: hidden.id, student: student.id)
        )
        try school.expectRefusal(
            .checkFailed(.course, field: "enrollmentType", rule: "cohortOnly"),
            of: CreateEnrollment(course: closed.id, student: student.id)
        )
    }

    @Test("INV-53: a dry run answers what the real one will, and changes nothing")
    func dryRun() throws {
        let (students, course) = (try school.users(3), try school.course())
        let request = BulkCreateEnrollments(course: course.id, students: students.map(\.id))
        let before = try school.dump()
        let rehearsed = try school.store.dryRun(request, as: school.context)
        #expect(try school.dump() == before)
        #expect(try school.run(request) == rehearsed)
        #expect(throws: ServiceError.referenceMissing(.course, field: "courseId", id: 99)) {
            try school.store.dryRun(
                CreateEnrollment(course: 99, student: students[0].id),
                as: school.context
            )
        }
    }
}
