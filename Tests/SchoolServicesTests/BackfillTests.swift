import Records
import SchoolModel
import Storage
import Testing

@testable import SchoolServices

@Suite("Audit and backfill")
struct BackfillTests {
    private let school: SchoolFixture

    init() throws { school = try SchoolFixture() }

    private func audit() throws -> EnrollmentAudit {
        let lastID = school.store.counters[LegacyGroupMember.table].lastID
        return try #require(
            try school.read { view throws(ServiceError) in
                try EnrollmentAudit.run(in: view, lastID: lastID, of: nil)
            }
        )
    }

    /// Old memberships of students in a course, by the import itself.
    private func hold(
        _ students: [User],
        in course: Course,
        group: String = "G1",
        isActive: Bool = true
    ) throws {
        let rows = students.enumerated().map { number, student in
            ImportRow(
                line: number + 2,
                [
                    "group": group, "course": course.name.text, "student": student.email.text,
                    "isActive": isActive ? "true" : "false",
                ]
            )
        }
        let report = try school.run(ImportRows(.legacyGroups, rows)).report
        #expect(report.created == students.count)
        #expect(try school.run(ImportRows(.legacyGroups, rows)).report.unchanged == students.count)
    }

    @Test("S1-14, S1-15, S1-16, T24: audit, rehearsal, backfill, audit")
    func enrollments() throws {
        let (course, other) = (try school.course(), try school.course())
        let students = try (0..<6).map { _ in try school.user() }
        #expect(try audit().status == "PASS")
        try hold(students, in: course)
        // A second group of the same course is the same pair; an inactive one is none.
        try hold([students[0]], in: course, group: "G2")
        try hold(students, in: other, isActive: false)
        try school.run(CreateEnrollment(course: course.id, student: students[0].id))
        try school.run(CreateEnrollment(course: course.id, student: students[1].id))
        try school.run(RemoveEnrollment(course: course.id, student: students[1].id))
        let before = try audit()
        #expect(before.memberships == 7 && before.pairs == 6)
        #expect(before.counts == [.active: 1, .inactive: 1, .missing: 4])
        #expect(before.coverage == 3333 && before.status == "FAIL")
        let request = BackfillEnrollments(before.gaps.map(\.pair))
        let dump = try school.dump()
        let rehearsal = try school.store.dryRun(request, as: school.context)
        #expect(try school.dump() == dump)
        let outcome = try school.run(request)
        #expect(rehearsal == outcome)
        #expect(outcome.created.count == 4 && outcome.activated.count == 1)
        let after = try audit()
        #expect(after.coverage == 10_000 && after.status == "PASS" && after.gaps.isEmpty)
        // INV-54
        #expect(try school.run(request).already == 5)
        school.close()
    }

    @Test("T24: one missing of a hundred is a warning, two are a failure")
    func verdicts() throws {
        let course = try school.course()
        let students = try (0..<100).map { _ in try school.user() }
        try hold(students, in: course)
        for student in students.dropLast(2) {
            try school.run(CreateEnrollment(course: course.id, student: student.id))
        }
        #expect(try audit().status == "FAIL")
        try school.run(CreateEnrollment(course: course.id, student: students[98].id))
        #expect(try audit().status == "WARNING")
        try school.run(CreateEnrollment(course: course.id, student: students[99].id))
        #expect(try audit().status == "PASS")
        try school.run(RemoveEnrollment(course: course.id, student: students[99].id))
        let inactive = try audit()
        #expect(inactive.coverage == 10_000 && inactive.status == "WARNING")
        school.close()
    }

    @Test("Who cannot take a course is told, and the others are not kept from it")
    func refusals() throws {
        let course = try school.course()
        let students = try (0..<2).map { _ in try school.user() }
        try hold(students, in: course)
        try school.run(SoftDeleteUser(students[0].id))
        let outcome = try school.run(BackfillEnrollments(try audit().gaps.map(\.pair)))
        #expect(outcome.created.map(\.student) == [students[1].id])
        #expect(outcome.failed.map(\.pair.student) == [students[0].id])
        school.close()
    }

    // MARK: - Cohorts

    private func backfill(limit: Int = .max) throws -> BackfillCohorts.Outcome {
        let courses = (0..<school.store.counters[Course.table].lastID).map { ID<Course>($0 + 1) }
        var sum = BackfillCohorts.Outcome()
        while true {
            let outcome = try school.run(BackfillCohorts(courses, limit: limit))
            sum.add(outcome)
            if outcome.isComplete { return sum }
        }
    }

    @Test("S2-31...35, T22, H31: legacy cohorts, their members and what these have done")
    func cohorts() throws {
        let course = try school.course()
        let module = try school.run(CreateModule(in: course.id, ModuleDraft(title: "M")))
        let lessons = try (0..<2).map {
            try school.run(CreateLesson(in: module.id, LessonDraft(title: "L\($0)")))
        }
        let students = try (0..<4).map { _ in try school.user() }
        for student in students {
            try school.run(CreateEnrollment(course: course.id, student: student.id))
        }
        try school.run(SetProgress(user: students[0].id, lesson: lessons[0].id, completed: true))
        try school.run(SetProgress(user: students[0].id, lesson: lessons[1].id))
        try school.run(RemoveEnrollment(course: course.id, student: students[1].id))
        try school.run(
            UpdateEnrollment(course: course.id, student: students[2].id, status: .completed)
        )
        let courses = [course.id]
        let rehearsal = try school.store.dryRun(BackfillCohorts(courses), as: school.context)
        #expect(school.count(Cohort.table) == 0)
        let outcome = try backfill()
        #expect(rehearsal == outcome)
        #expect(outcome.cohorts == 1 && outcome.enrollments == 4 && outcome.members == 4)
        #expect(outcome.progress == 2)
        let line = try #require(outcome.legacyCohorts.first)
        #expect(line.cohort.name.text == "Legacy Cohort" && line.cohort.maxStudents == 1000)
        #expect(line.cohort.startDate == course.stamps.createdAt.day)
        #expect(line.cohort.status == .active && line.cohort.createdBy == course.createdBy)
        #expect(line.members == 4 && line.progress == 2)
        try school.read { view throws(ServiceError) in
            let members = try students.map { student throws(ServiceError) in
                try view.member(of: line.cohort.id, student: student.id)
            }
            #expect(members.map { $0?.status } == [.active, .dropped, .completed, .active])
            #expect(members[0]?.completedLessons == 1)
            #expect(members[1]?.leftAt != nil)
        }
        // A second run finds nothing; who has left since is not brought back.
        try school.run(UnenrollFromCohort(cohort: line.cohort.id, student: students[3].id))
        let again = try backfill()
        #expect(again.cohorts + again.enrollments + again.members + again.progress == 0)
        // The cohort is known by its reference, whatever it is called.
        try school.run(UpdateCohort(line.cohort.id) { $0.name = "Köhnə" })
        let late = try school.user()
        try school.run(CreateEnrollment(course: course.id, student: late.id))
        let third = try backfill()
        #expect(third.cohorts == 0 && third.members == 1)
        school.close()
    }

    @Test("S2-31, T22: a course with a cohort gets none, nor one that is not published")
    func others() throws {
        let (taught, hidden) = (try school.course(), try school.course())
        let cohort = try school.cohort(of: taught)
        try school.run(UpdateCohort(cohort.id) { $0.name = "Legacy Cohort" })
        try school.run(UpdateCourse(hidden.id) { $0.isPublished = false })
        let student = try school.user()
        for course in [taught, hidden] {
            try school.run(CreateEnrollment(course: course.id, student: student.id))
        }
        let outcome = try backfill()
        #expect(outcome.cohorts == 0 && outcome.members == 0 && outcome.legacyCohorts.isEmpty)
        school.close()
    }

    @Test("T21: progress goes to the cohort of one's own enrollment in the lesson's own course")
    func ownCourse() throws {
        let courses = try (0..<2).map { _ in try school.course() }
        var lessons: [Lesson] = []
        for course in courses {
            let module = try school.run(CreateModule(in: course.id, ModuleDraft(title: "M")))
            lessons.append(try school.run(CreateLesson(in: module.id, LessonDraft(title: "L"))))
        }
        // One takes both courses, two take one each, the last takes none.
        let students = try school.users(4)
        for (student, taken) in zip(students, [[0, 1], [0], [1], []]) {
            for number in taken {
                try school.run(CreateEnrollment(course: courses[number].id, student: student.id))
            }
            for lesson in lessons {
                try school.run(SetProgress(user: student.id, lesson: lesson.id, completed: true))
            }
        }
        let outcome = try backfill()
        #expect(outcome.cohorts == 2 && outcome.progress == 4)
        try school.read { view throws(ServiceError) in
            for (student, taken) in zip(students, [[0, 1], [0], [1], []]) {
                let rows = try view.progress(of: student.id)
                #expect(rows.count == 2)
                for row in rows {
                    let number = row.lessonID == lessons[0].id ? 0 : 1
                    let own = try view.enrollment(of: student.id, in: courses[number].id)
                    #expect(row.cohortID == own?.cohortID)
                    #expect((row.cohortID != nil) == taken.contains(number))
                }
            }
        }
        // What counts in a cohort already stays there.
        let other = try school.cohort(of: courses[0])
        try school.enroll(students[1], in: other)
        try school.run(
            SetProgress(user: students[1].id, lesson: lessons[0].id, cohort: other.id)
        )
        #expect(try backfill().progress == 0)
        school.close()
    }

    @Test("H31: a legacy cohort has seats for all, and slices come to the same")
    func slices() throws {
        let course = try school.course()
        let students = try (0..<7).map { _ in try school.user() }
        for student in students {
            try school.run(CreateEnrollment(course: course.id, student: student.id))
        }
        let outcome = try backfill(limit: 2)
        #expect(outcome.cohorts == 1 && outcome.members == 7)
        let cohort = try #require(outcome.legacyCohorts.first?.cohort)
        try school.run(UpdateCohort(cohort.id) { $0.maxStudents = 7 })
        let late = try school.user()
        try school.run(CreateEnrollment(course: course.id, student: late.id))
        #expect(try backfill().legacyCohorts.first?.cohort.maxStudents == 8)
        school.close()
    }
}
