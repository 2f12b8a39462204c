import Collation
import Records
import SchoolModel
import Storage
import Testing

@testable import SchoolServices

/// Each test breaks one thing behind the services' back: the check names it, and nothing else.
@Suite("What the school's check finds")
struct CheckTests {
    let school: SchoolFixture
    let course: Course
    let cohort: Cohort
    let student: User

    init() throws {
        school = try SchoolFixture()
        course = try school.course(modules: 1, lessonsEach: 1)
        cohort = try school.cohort(of: course)
        student = try school.user("Nigar")
        try school.enroll(student, in: cohort)
        try school.run(GenerateSchedule(cohort: cohort.id))
        #expect(try school.findings() == [])
    }

    private func expect(
        _ rules: String...,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        #expect(try school.findings().map(\.rule) == rules, sourceLocation: sourceLocation)
        school.abandon()
    }

    @Test("INV-01: a member's copies differ from the student's")
    func memberCopy() throws {
        let member = try #require(try school.member(student, of: cohort))
        let name = school.collator.collated("Nigâr")
        try school.tamper(member) { $0.fullName = name }
        try expect("member.copy")
    }

    // S1-01, T3
    @Test("INV-11: a member does not take the course")
    func noEnrollment() throws {
        let enrollment = try #require(try school.enrollment(student, in: course.id))
        try school.store.write { scope throws(ServiceError) in _ = try scope.deleteRow(enrollment) }
        try expect("member.without_enrollment")
    }

    @Test("INV-13: an enrollment names a cohort of another course")
    func otherCohort() throws {
        let other = try school.cohort()
        let enrollment = try #require(try school.enrollment(student, in: course.id))
        try school.tamper(enrollment) { $0.cohortID = other.id }
        try expect("enrollment.cohort_course_mismatch", "enrollment.cohort_not_member")
    }

    @Test("INV-17: more members than seats")
    func overfull() throws {
        try school.enroll(school.user(), in: cohort)
        try school.tamper(school.now(cohort)) { $0.maxStudents = 1 }
        try expect("member.over_capacity")
    }

    @Test("INV-22: a counter and a percentage differ from the lessons done")
    func counters() throws {
        let lesson = try #require(try school.tree(of: course).first?.lessons.first)
        let set = SetProgress(user: student.id, lesson: lesson.id)
        let progress = try school.run(set).progress
        let now = school.clock.now
        try school.tamper(progress) { ($0.completed, $0.completedAt) = (true, now) }
        try expect("counter.completed_lessons", "counter.progress_percentage")
    }

    @Test("INV-27: a schedule's copies differ from the module's")
    func scheduleCopy() throws {
        let module = try #require(try school.tree(of: course).first?.module)
        try school.tamper(module) { $0.title = "Renamed" }
        try expect("schedule.copy")
    }

    @Test("INV-32: somebody has left a group and is active")
    func leftButActive() throws {
        let group = try school.group(students: [student])
        let membership = try #require(try school.membership(student, of: group))
        let now = school.clock.now
        try school.tamper(membership) { $0.leftAt = now }
        try expect("membership.left_but_active")
    }

    @Test("INV-35: the shown name does not follow")
    func displayName() throws {
        let group = try school.group()
        try school.tamper(group) { $0.displayName = "Else" }
        try expect("group.display_name")
    }

    @Test("INV-38: a register names somebody who never was a member")
    func notMember() throws {
        let group = try school.group(students: [student])
        try school.run(MarkAll(in: group.id, on: school.today))
        let membership = try #require(try school.membership(student, of: group))
        try school.store.write { scope throws(ServiceError) in _ = try scope.deleteRow(membership) }
        try expect("attendance.not_member")
    }

    @Test("INV-43: a profile does not fit the role")
    func profile() throws {
        let other = try school.user()
        try school.tamper(other) { $0.role = .teacher }
        try expect("profile.role", "profile.missing")
    }

    @Test("INV-06: folded and sorted forms are not what the collator makes")
    func texts() throws {
        let other = try school.user()
        try school.tamper(other) { $0.fullName.sortKey = SortKey([1]) }
        try school.tamper(course) { $0.name.folded = "else" }
        try expect("text.folded", "text.sort_key")
    }

    @Test("INV-15, INV-38: a status that no sweep has reached, a register of the future")
    func days() throws {
        let group = try school.group(students: [student])
        try school.run(MarkAll(in: group.id, on: school.today))
        _ = try school.cohort(startsIn: -1)
        let yesterday = school.today.advanced(by: -2)
        let found = try school.read { view throws(ServiceError) -> [SchoolFinding] in
            do throws(StoreError) {
                let collator = school.collator
                return try SchoolCheck.run(in: view, collator: collator, today: yesterday)
            } catch { throw ServiceError(error) }
        }
        #expect(found.map(\.rule) == ["cohort.status_stale", "attendance.future"])
    }

    @Test("H3: an external name leads nowhere")
    func dangling() throws {
        let ref = ExternalRef(source: "edu", entity: .group, externalID: "1", rowID: 99)
        try school.store.write { scope throws(ServiceError) in
            var ref = ref
            try scope.insertRow(&ref)
        }
        try expect("ref.dangling")
    }
}
