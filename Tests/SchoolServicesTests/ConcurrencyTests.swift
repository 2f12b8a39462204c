import Records
import SchoolModel
import Storage
import TestSupport
import Testing

@testable import SchoolServices

@Suite("Requests that share a commit")
struct ConcurrencyTests {
    let school: SchoolFixture

    init() throws { school = try SchoolFixture() }

    @Test("INV-03: refused and rehearsed requests leave nothing in the commits of the others")
    func sharedCommits() async throws {
        let course = try school.course(modules: 1, lessonsEach: 3)
        let cohorts = try (0..<2).map { _ in try school.cohort(of: course, seats: 6) }
        let lessons = try school.tree(of: course).flatMap(\.lessons)
        let students = try school.users(8)
        let group = try school.group(students: students)
        let shared = school
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            for (number, student) in students.enumerated() {
                tasks.addTask {
                    let turns = Turns(
                        school: shared,
                        student: student.id,
                        cohorts: cohorts.map(\.id),
                        lessons: lessons.map(\.id),
                        group: group.id
                    )
                    try turns.run(seed: UInt64(number))
                }
            }
            try await tasks.waitForAll()
        }
        #expect(school.count(.user) == 8)
        #expect(school.count(.group) == 1)
        #expect(school.store.laneStatistics.requests > school.store.laneStatistics.commits)
    }
}

/// What one student does, at the same time as the others.
private struct Turns {
    let school: SchoolFixture
    let student: ID<User>
    let cohorts: [ID<Cohort>]
    let lessons: [ID<Lesson>]
    let group: ID<Group>

    func run(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        for _ in 0..<40 {
            let cohort = cohorts[Int.random(in: 0..<cohorts.count, using: &random)]
            let lesson = lessons[Int.random(in: 0..<lessons.count, using: &random)]
            do throws(ServiceError) {
                switch Int.random(in: 0..<8, using: &random) {
                case 0...1: try school.run(EnrollInCohort(cohort: cohort, student: student))
                case 2: try school.run(UnenrollFromCohort(cohort: cohort, student: student))
                case 3:
                    let done = Bool.random(using: &random)
                    try school.run(SetProgress(user: student, lesson: lesson, completed: done))
                case 4: try rehearse(HardDeleteUser(student, mode: .purge))
                case 5: try rehearse(HardDeleteGroup(group, isForced: true))
                case 6: try rehearse(DeleteCohort(cohort))
                default:
                    let item = MarkItem(student, on: school.today, .late)
                    try school.run(SetAttendance(in: group, item))
                }
            } catch {
                if case .store = error { throw error }
            }
        }
    }

    private func rehearse(_ request: some WriteRequest) throws(ServiceError) {
        _ = try school.store.dryRun(request, as: school.context)
    }
}
