import Records
import SchoolModel
import Storage
import Testing

@testable import SchoolServices

@Suite("A cohort from its first day to its end")
struct CohortScenarioTests {
    let school: SchoolFixture

    init() throws { school = try SchoolFixture() }

    @Test("S2-25...30, T11: a cohort is made, filled, scheduled, asked, refreshed and deleted")
    func scenario() throws {
        let course = try school.course(modules: 3, lessonsEach: 1)
        let student = try school.user("Aysel")
        var draft = CohortDraft(course: course.id, name: "Test Cohort", startDate: school.today)
        draft.endDate = school.today.advanced(by: 30)
        let cohort = try school.run(CreateCohort(draft)).cohort
        #expect((cohort.status, cohort.maxStudents) == (.active, 50))
        let member = try school.enroll(student, in: cohort).member
        #expect((member.cohortID, member.studentID) == (cohort.id, student.id))
        let rows = try school.run(GenerateSchedule(cohort: cohort.id)).schedules
        #expect(rows.map(\.unlockDate) == [0, 7, 14].map { school.today.advanced(by: $0) })
        let roster = try school.read { view throws(ServiceError) in
            try view.rows(of: CohortMember.self, under: Key(CohortMember.place, owner: cohort.id))
        }
        #expect(roster.map(\.fullName.text) == ["Aysel"])
        let refreshed = try school.run(RefreshRoster(cohort.id))
        #expect((refreshed.recomputed, refreshed.corrected) == (1, 0))
        let counts: [Table: Int] = [.cohort: 1, .cohortMember: 1, .cohortSchedule: 3]
        #expect(try school.run(DeleteCohort(cohort.id)) == counts)
    }

    @Test("S2-14: a cohort's time of change moves when it is changed")
    func cohortStamps() throws {
        let old = try school.cohort()
        school.clock.advance(milliseconds: 1_000)
        let new = try school.run(UpdateCohort(old.id) { $0.name = "Other" }).cohort
        #expect(new.stamps.updatedAt == school.clock.now)
        #expect(new.stamps.createdAt == old.stamps.createdAt)
    }

    @Test("S2-16, S2-17, S2-18: posts and replies keep when they were written, and when changed")
    func postStamps() throws {
        let course = try school.course(modules: 1, lessonsEach: 1)
        let (cohort, student) = (try school.cohort(of: course), try school.user())
        try school.enroll(student, in: cohort)
        let lesson = try #require(try school.tree(of: course).first?.lessons.first)
        let said = try school.run(
            PostDiscussion(about: lesson.id, in: cohort.id, "Why?", as: student.id)
        )
        let post = try school.run(
            PostToForum(in: cohort.id, title: "t", content: "c", as: student.id)
        )
        let reply = try school.run(ReplyInForum(to: post.id, "r", as: student.id))
        let written = school.clock.now
        school.clock.advance(milliseconds: 1_000)
        var edit = EditForumPost(post.id)
        edit.content = "changed"
        let stamps = [
            try school.run(EditDiscussion(said.id, content: "Because")).stamps,
            try school.run(edit).stamps,
            try school.run(EditForumReply(reply.id, "changed")).stamps,
        ]
        #expect(stamps.allSatisfy { $0.createdAt == written })
        #expect(stamps.allSatisfy { $0.updatedAt == school.clock.now })
    }
}
