import Records
import SchoolModel
import SchoolServices
import Storage
import Testing

@Suite("Cohorts and their seats")
struct CohortTests {
    let school: SchoolFixture

    init() throws { school = try SchoolFixture() }

    // S2-01, S2-15
    @Test(
        "INV-15: a status follows the dates",
        arguments: [
            (1, nil, Cohort.Status.upcoming), (0, nil, .active), (-5, 0, .active),
            (-5, -1, .completed), (-5, 5, .active),
        ] as [(Int, Int?, Cohort.Status)]
    )
    func statusOfDates(start: Int, end: Int?, status: Cohort.Status) throws {
        #expect(try school.cohort(startsIn: start, endsIn: end).status == status)
    }

    // S2-15, T8
    @Test("INV-15: a day over a boundary changes statuses, and the sweep writes them once")
    func sweep() throws {
        let opening = try school.cohort(startsIn: 1)
        let ending = try school.cohort(startsIn: -5, endsIn: 0)
        let resting = try school.cohort(startsIn: -5)
        let put = try school.run(ArchiveCohort(resting.id)).cohort
        school.clock.advance(days: 1)
        #expect(opening.status(on: school.today) == .active)
        #expect(ending.status(on: school.today) == .completed)
        #expect(try school.run(SweepCohortStatus()) == 2)
        #expect(try school.now(opening).status == .active)
        #expect(try school.now(ending).status == .completed)
        #expect(try school.now(resting) == put)
        let before = try school.dump()
        #expect(try school.run(SweepCohortStatus()) == 0)
        #expect(try school.dump() == before)
    }

    // T7
    @Test("INV-16: archived is only left by unarchiving, and then the dates hold at once")
    func archive() throws {
        let cohort = try school.cohort(startsIn: -5, endsIn: 3)
        #expect(try school.run(ArchiveCohort(cohort.id)).cohort.status == .archived)
        let update = try school.run(UpdateCohort(cohort.id) { $0.status = .active })
        #expect(update.cohort.status == .archived)
        #expect(update.warnings == ["status_from_dates"])
        school.clock.advance(days: 10)
        #expect(try school.run(UnarchiveCohort(cohort.id)).cohort.status == .completed)
    }

    @Test("INV-16: a status that the dates do not say is answered with a warning")
    func sentStatus() throws {
        let cohort = try school.cohort(startsIn: -5)
        let update = try school.run(UpdateCohort(cohort.id) { $0.status = .completed })
        #expect(update.cohort.status == .active)
        #expect(update.warnings == ["status_from_dates"])
        #expect(try school.run(UpdateCohort(cohort.id) { $0.status = .active }).warnings == [])
    }

    @Test("INV-17: with k free seats and n > k concurrent calls exactly k succeed")
    func capacity() async throws {
        let (cohort, students) = (try school.cohort(seats: 7), try school.users(24))
        let school = school
        let outcomes = await withTaskGroup(of: ServiceError?.self) { group in
            for student in students {
                group.addTask {
                    do throws(ServiceError) {
                        try school.run(EnrollInCohort(cohort: cohort.id, student: student.id))
                        return nil
                    } catch { return error }
                }
            }
            return await group.reduce(into: [ServiceError?]()) { $0.append($1) }
        }
        #expect(outcomes.count { $0 == nil } == 7)
        #expect(outcomes.count { $0 == .cohortFull(max: 7, taken: 7) } == 17)
        #expect(try school.seats(cohort) == 7)
        #expect(school.count(.enrollment) == 7)
    }

    // T11
    @Test("INV-17: paused members keep their seats, dropped and completed ones give them back")
    func seats() throws {
        let (cohort, students) = (try school.cohort(seats: 1), try school.users(2))
        let (first, second) = (students[0], students[1])
        try school.enroll(first, in: cohort)
        let set = { SetMemberStatus(cohort: cohort.id, student: first.id, status: $0) }
        let enroll = EnrollInCohort(cohort: cohort.id, student: second.id)
        try school.run(set(.paused))
        try school.expectRefusal(.cohortFull(max: 1, taken: 1), of: enroll)
        try school.run(set(.dropped))
        try school.run(enroll)
        try school.expectRefusal(.cohortFull(max: 1, taken: 1), of: set(.active))
        try school.expectRefusal(.cohortFull(max: 1, taken: 1), of: set(.paused))
    }

    // T11
    @Test("INV-17: seats cannot be taken from under members; null is no limit")
    func lowering() throws {
        let (cohort, students) = (try school.cohort(seats: 3), try school.users(4))
        for student in students.prefix(3) { try school.enroll(student, in: cohort) }
        try school.expectRefusal(
            .cohortFull(max: 2, taken: 3),
            of: UpdateCohort(cohort.id) { $0.maxStudents = 2 }
        )
        try school.run(UpdateCohort(cohort.id) { $0.maxStudents = nil })
        try school.enroll(students[3], in: cohort)
        #expect(try school.seats(cohort) == 4)
    }

    @Test("INV-18: completed and archived cohorts take nobody")
    func closed() throws {
        let student = try school.user()
        let completed = try school.cohort(startsIn: -5, endsIn: -1)
        let archived = try school.cohort()
        try school.run(ArchiveCohort(archived.id))
        for (cohort, status) in [(completed, "completed"), (archived, "archived")] {
            try school.expectRefusal(
                .cohortNotOpen(status: status),
                of: EnrollInCohort(cohort: cohort.id, student: student.id)
            )
        }
    }

    @Test("INV-19: who comes back is the same row with the old counters")
    func reactivation() throws {
        let course = try school.course(modules: 1, lessonsEach: 2)
        let (cohort, student) = (try school.cohort(of: course, seats: 1), try school.user())
        let first = try school.enroll(student, in: cohort).member
        let lesson = try #require(try school.tree(of: course).first?.lessons.first)
        try school.run(SetProgress(user: student.id, lesson: lesson.id, completed: true))
        let enroll = EnrollInCohort(cohort: cohort.id, student: student.id)
        try school.expectRefusal(
            .alreadyEnrolled(id: first.id.rawValue, status: "active"),
            of: enroll
        )
        try school.run(UnenrollFromCohort(cohort: cohort.id, student: student.id))
        let again = try school.run(enroll)
        #expect(again.isReactivated)
        #expect(again.member.id == first.id)
        #expect(again.member.completedLessons == 1)
        #expect(again.member.leftAt == nil)
        #expect(again.member.enrolledAt == first.enrolledAt)
    }

    @Test("INV-20: a code is unique in the store, a name among the cohorts of a course, folded")
    func uniqueness() throws {
        let course = try school.course()
        let cohort = try school.cohort(of: course) { ($0.name, $0.code) = ("Payız", "A-1") }
        let create = { (course: ID<Course>, name: String, code: String) in
            var draft = CohortDraft(course: course, name: name, startDate: self.school.today)
            draft.code = code
            return CreateCohort(draft)
        }
        let other = try school.course()
        try school.expectRefusal(
            .unique(.cohort, constraint: "cohort.code", existing: cohort.id.rawValue),
            of: create(other.id, "Yaz", " a-1 ")
        )
        try school.expectRefusal(
            .unique(.cohort, constraint: "cohort.course_name", existing: cohort.id.rawValue),
            of: create(course.id, "PAYız", "A-2")
        )
        try school.run(create(other.id, "Payız", "A-2"))
    }

    // S2-30
    @Test("INV-21: deleting a cohort deletes members and schedules; the students' work survives")
    func deletion() throws {
        let course = try school.course(modules: 1, lessonsEach: 1)
        let (cohort, student) = (try school.cohort(of: course), try school.user())
        try school.enroll(student, in: cohort)
        try school.run(GenerateSchedule(cohort: cohort.id))
        let lesson = try #require(try school.tree(of: course).first?.lessons.first)
        try school.run(SetProgress(user: student.id, lesson: lesson.id, completed: true))
        let before = try school.dump()
        let counts: [Table: Int] = [.cohort: 1, .cohortMember: 1, .cohortSchedule: 1]
        #expect(try school.store.dryRun(DeleteCohort(cohort.id), as: school.context) == counts)
        // F11: more rows than may go with it go by force.
        var request = DeleteCohort(cohort.id)
        request.rowMaximum = 2
        try school.expectRefusal(
            .hasDependents(Cohort.table, by: CohortMember.table, count: 1),
            of: request
        )
        #expect(try school.dump() == before)
        request.isForced = true
        #expect(try school.store.dryRun(request, as: school.context) == counts)
        #expect(try school.run(DeleteCohort(cohort.id)) == counts)
        let enrollment = try school.enrollment(student, in: course.id)
        #expect(enrollment?.cohortID == nil)
        #expect(enrollment?.progressPercentage == 100)
        #expect(school.count(.lessonProgress) == 1)
    }

    // T26
    @Test("H12: a class has no course, no limit, and a code made of its name")
    func classes() throws {
        let student = try school.user()
        let first = try school.run(CreateCohort(CohortDraft(kind: .class, name: "923 s"))).cohort
        let second = try school.run(CreateCohort(CohortDraft(kind: .class, name: "923 S"))).cohort
        #expect([first.code?.text, second.code?.text] == ["923-S", "923-S-2"])
        #expect(first.maxStudents == nil)
        #expect(first.status == .active)
        let outcome = try school.enroll(student, in: first)
        #expect(outcome.enrollment == nil)
        #expect(outcome.member.courseID == nil)
        try school.expectRefusal(
            .checkFailed(.cohortSchedule, field: "cohortId", rule: "hasCourse"),
            of: GenerateSchedule(cohort: first.id)
        )
    }

    @Test("H26: a transfer moves the seat, the lessons done and the enrollment")
    func transfer() throws {
        let course = try school.course(modules: 1, lessonsEach: 3)
        let (from, to) = (try school.cohort(of: course), try school.cohort(of: course, seats: 1))
        let student = try school.user()
        try school.enroll(student, in: from)
        for lesson in try school.tree(of: course)[0].lessons.prefix(2) {
            try school.run(SetProgress(user: student.id, lesson: lesson.id, completed: true))
        }
        let logged = school.count(.activityLog)
        let outcome = try school.run(TransferStudent(student.id, from: from.id, to: to.id))
        #expect(outcome.origin.status == .dropped)
        #expect(outcome.origin.completedLessons == 0)
        #expect(outcome.destination.completedLessons == 2)
        #expect(outcome.enrollment?.cohortID == to.id)
        #expect(
            try school.log(behind: logged).map(\.action) == [
                "cohort_unenrolled", "cohort_enrolled",
            ]
        )
        let (full, other) = (try school.cohort(seats: 1), try school.user())
        try school.expectRefusal(
            .checkFailed(.cohort, field: "destination", rule: "sameCourse"),
            of: TransferStudent(student.id, from: to.id, to: full.id)
        )
        try school.enroll(other, in: from)
        try school.expectRefusal(
            .cohortFull(max: 1, taken: 1),
            of: TransferStudent(other.id, from: from.id, to: to.id)
        )
    }

    @Test("What a cohort may not be is refused")
    func rules() throws {
        let (course, student) = (try school.course(), try school.user())
        let refused: [(String, String, (inout CohortDraft) -> Void)] = [
            ("endDate", "notBefore startDate", { $0.endDate = self.school.today.advanced(by: -1) }),
            ("endYear", "notBefore startYear", { ($0.startYear, $0.endYear) = (2025, 2024) }),
            ("maxStudents", "range 1...", { $0.maxStudents = 0 }),
            ("startDate", "required", { $0.startDate = nil }),
            ("courseId", "required", { $0.courseID = nil }),
        ]
        for (field, rule, edit) in refused {
            var draft = CohortDraft(course: course.id, name: "C", startDate: school.today)
            edit(&draft)
            try school.expectRefusal(
                .checkFailed(.cohort, field: field, rule: rule),
                of: CreateCohort(draft)
            )
        }
        var draft = CohortDraft(course: course.id, name: "C", startDate: school.today)
        draft.tutorID = student.id
        try school.expectRefusal(
            .roleMismatch(role: "student", expected: "teacher or admin"),
            of: CreateCohort(draft)
        )
    }
}
