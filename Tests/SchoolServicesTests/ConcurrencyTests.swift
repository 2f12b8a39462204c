import Engine
import LMDB
import Records
import SchoolModel
import Storage
import TestSupport
import Testing

@testable import SchoolServices
import Threads

@Suite("Requests that share a commit")
struct ConcurrencyTests {
    let school: SchoolFixture

    init() throws { school = try SchoolFixture() }

    @Test("INV-03: refused and rehearsed requests leave nothing in the commit of the others")
    func sharedCommits() throws {
        let course = try school.course(modules: 1, lessonsEach: 3)
        let cohorts = try (0..<2).map { _ in try school.cohort(of: course, seats: 6).id }
        let lessons = try school.tree(of: course).flatMap(\.lessons).map(\.id)
        let students = try school.users(8)
        let group = try school.group(students: students).id
        let queue = Queue(school)
        var random = SplitMix64(seed: 5)
        for turn in 0..<320 {
            let student = students[turn % students.count].id
            let cohort = cohorts[Int.random(in: 0..<cohorts.count, using: &random)]
            let lesson = lessons[Int.random(in: 0..<lessons.count, using: &random)]
            switch Int.random(in: 0..<8, using: &random) {
            case 0...1: queue.submit(EnrollInCohort(cohort: cohort, student: student))
            case 2: queue.submit(UnenrollFromCohort(cohort: cohort, student: student))
            case 3:
                let done = Bool.random(using: &random)
                queue.submit(SetProgress(user: student, lesson: lesson, completed: done))
            case 4: queue.rehearse(HardDeleteUser(student, mode: .purge))
            case 5: queue.rehearse(HardDeleteGroup(group, isForced: true))
            case 6: queue.rehearse(DeleteCohort(cohort))
            default:
                let item = MarkItem(student, on: school.today, turn % 2 == 0 ? .late : .absent)
                queue.submit(SetAttendance(in: group, item))
            }
        }
        queue.finish()
        #expect(queue.answers == 320)
        #expect(queue.storeErrors == [])
        #expect(school.store.laneStatistics.largestBatch > 100)
        #expect(school.count(.user) == 8)
        #expect(school.count(.group) == 1)
        #expect(school.count(.cohort) == 2)
    }
}

/// Requests that wait behind a first one until all are there: then they share as few commits as may be.
private final class Queue: @unchecked Sendable {
    private let school: SchoolFixture
    private let lock = Lock()
    private let changed = Condition()
    // Guarded by `lock`.
    private var isOpen = false
    private var submitted = 0
    private(set) var answers = 0
    private(set) var storeErrors: [ServiceError] = []

    init(_ school: SchoolFixture) {
        self.school = school
        school.store.submit({ [self] _ throws(ServiceError) in waitUntilOpen() }, then: { _ in })
    }

    private func waitUntilOpen() {
        lock.acquire()
        while !isOpen { changed.wait(holding: lock) }
        lock.release()
    }

    func submit(_ request: some WriteRequest) {
        lock.withLock { submitted += 1 }
        let context = school.context
        school.store.submit(
            { scope throws(ServiceError) in _ = try request.run(in: &scope, as: context) },
            then: { [self] result in note(result) }
        )
    }

    func rehearse<Request: WriteRequest>(_ request: Request) {
        lock.withLock { submitted += 1 }
        let context = school.context
        let body = DryRun<Request.Outcome>.rehearsing {
            (scope: inout WriteScope<LMDBTransaction>) throws(ServiceError) in
            try request.run(in: &scope, as: context)
        }
        school.store.submit(body) { [self] result in
            guard case .failure(let ending) = result else { return }
            note(Result { () throws(ServiceError) in _ = try ending.get() })
        }
    }

    private func note(_ result: Result<Void, ServiceError>) {
        lock.withLock {
            answers += 1
            if case .failure(.store(let error)) = result { storeErrors.append(.store(error)) }
            changed.broadcast()
        }
    }

    /// Lets them go, and waits for every answer.
    func finish() {
        lock.acquire()
        isOpen = true
        changed.broadcast()
        while answers < submitted { changed.wait(holding: lock) }
        lock.release()
    }
}
