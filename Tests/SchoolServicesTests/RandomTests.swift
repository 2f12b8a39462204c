import Records
import SchoolModel
import Storage
import TestSupport
import Testing

@testable import SchoolServices

@Suite("Any sequence of requests")
struct RandomTests {
    @Test(
        "INV-01: whatever was accepted and refused, the store is whole and the school keeps its rules",
        arguments: SplitMix64.seeds
    )
    func anySequence(seed: UInt64) throws {
        let world = try World(seed: seed)
        for round in 0..<6 {
            for _ in 0..<180 { try world.step() }
            #expect(try world.school.findings() == [], "seed \(seed)")
            let report = try world.school.store.verify(SchoolSchema.self)
            #expect(report.findings == [], "seed \(seed)")
            world.school.clock.advance(days: round % 3)
            try world.school.run(SweepCohortStatus())
            if round == 3 { try world.school.reopen() }
        }
        #expect(world.accepted > 100, "seed \(seed): nearly all is refused")
        for cohort in try world.cohorts.compactMap({ try world.school.row($0) }) {
            #expect(try world.school.run(RefreshRoster(cohort.id)).corrected == 0, "seed \(seed)")
        }
    }
}

/// A small school to which anything may happen.
final class World {
    let school: SchoolFixture
    var random: SplitMix64
    var students: [ID<User>] = []
    var teachers: [ID<User>] = []
    var courses: [ID<Course>] = []
    var cohorts: [ID<Cohort>] = []
    var groups: [ID<Group>] = []
    var modules: [ID<Module>] = []
    var lessons: [ID<Lesson>] = []
    var work: Work
    var accepted = 0

    init(seed: UInt64) throws {
        school = try SchoolFixture()
        random = SplitMix64(seed: seed)
        work = try Work(of: school)
        students = try school.users(12).map(\.id)
        teachers = try (0..<3).map { _ in try school.user(role: .teacher).id }
        for _ in 0..<3 {
            let course = try school.course(modules: 2, lessonsEach: 3)
            courses.append(course.id)
            for part in try school.tree(of: course) {
                modules.append(part.module.id)
                lessons += part.lessons.map(\.id)
            }
            for _ in 0..<2 { cohorts.append(try school.cohort(of: course, seats: 4).id) }
        }
        groups = try (0..<3).map { _ in try school.group { $0.monthlyFee = Money("80") }.id }
    }

    func any<Value>(_ values: [Value]) -> Value {
        values[Int.random(in: 0..<values.count, using: &random)]
    }

    func flag() -> Bool { Bool.random(using: &random) }

    func attempt(_ request: some WriteRequest) throws {
        do throws(ServiceError) {
            try school.run(request)
            accepted += 1
        } catch {
            if case .store = error { throw error }
        }
    }

    func step() throws {
        switch Int.random(in: 0..<16, using: &random) {
        case 0...2: try changeCohorts()
        case 3: try changeEnrollments()
        case 4...5: try learn()
        case 6: try changeGroups()
        case 7: try mark()
        case 8: try changePeople()
        case 9...10: try pay()
        case 11...12: try talk()
        case 13: try code()
        case 14: try test()
        default: try changeCourses()
        }
    }
}

// MARK: - What may happen

extension World {
    private func changeCohorts() throws {
        let (cohort, student) = (any(cohorts), any(students))
        switch Int.random(in: 0..<9, using: &random) {
        case 0...2: try attempt(EnrollInCohort(cohort: cohort, student: student))
        case 3:
            let leave = UnenrollFromCohort(cohort: cohort, student: student, alsoCourse: flag())
            try attempt(leave)
        case 4:
            let status = any(Array(CohortMember.Status.allCases))
            try attempt(SetMemberStatus(cohort: cohort, student: student, status: status))
        case 5: try attempt(TransferStudent(student, from: cohort, to: any(cohorts)))
        case 6:
            let seats = Int.random(in: 1...6, using: &random)
            try attempt(UpdateCohort(cohort) { $0.maxStudents = seats })
        case 7: try attempt(GenerateSchedule(cohort: cohort, replaces: flag()))
        default:
            if flag() {
                try attempt(ArchiveCohort(cohort))
            } else {
                try attempt(UnarchiveCohort(cohort))
            }
        }
    }

    private func changeEnrollments() throws {
        let (course, student) = (any(courses), any(students))
        let status = any(Array(Enrollment.Status.allCases))
        switch Int.random(in: 0..<4, using: &random) {
        case 0: try attempt(CreateEnrollment(course: course, student: student))
        case 1:
            let cohort = any(cohorts)
            try attempt(CreateEnrollment(course: course, student: student, cohort: cohort))
        case 2: try attempt(UpdateEnrollment(course: course, student: student, status: status))
        default:
            try attempt(RemoveEnrollment(course: course, student: student, isHard: flag()))
        }
    }

    private func learn() throws {
        try attempt(
            SetProgress(
                user: any(students),
                lesson: any(lessons),
                cohort: flag() ? nil : any(cohorts),
                completed: flag() ? nil : flag()
            )
        )
    }

    private func changeGroups() throws {
        let (group, student) = (any(groups), any(students))
        let manners: [RemoveStudent.Manner] = [.withdraw, .deactivate, .hard]
        switch Int.random(in: 0..<7, using: &random) {
        case 0...1: try attempt(AddStudents(to: group, [student, any(students)], isAtomic: flag()))
        case 2: try attempt(RemoveStudent(from: group, student, manner: any(manners)))
        case 3: try attempt(MoveStudent(student, from: group, to: any(groups)))
        case 4: try attempt(AssignTeacher(to: group, any(teachers)))
        case 5: try attempt(RemoveTeacher(from: group, any(teachers)))
        default:
            if flag() {
                try attempt(SoftDeleteGroup(group))
            } else {
                try attempt(RestoreGroup(group))
            }
        }
    }

    private func mark() throws {
        let group = any(groups)
        let day = school.today.advanced(by: -Int.random(in: -1...5, using: &random))
        let items = Set(students.shuffled(using: &random).prefix(4)).map { student in
            MarkItem(student, on: day, any(Array(AttendanceStatus.allCases)))
        }
        switch Int.random(in: 0..<3, using: &random) {
        case 0: try attempt(MarkAll(in: group, on: day, onlyMissing: flag()))
        case 1: try attempt(BulkSetAttendance(in: group, items, isAtomic: flag()))
        default:
            try attempt(
                ClearAttendance(in: group, items.map { .init($0.studentID, on: $0.lessonDate) })
            )
        }
    }

    private func changePeople() throws {
        let student = any(students)
        switch Int.random(in: 0..<6, using: &random) {
        case 0...1:
            let name = any(["Əli", "Zaur", "Nigar", "Çinarə", "İlqar", "Şəfa"])
            try attempt(UpdateUser(student) { $0.fullName = name })
        case 2: try attempt(SoftDeleteUser(student))
        case 3: try attempt(RestoreUser(student))
        case 4: try attempt(UpdateUser(student) { $0.role = .teacher })
        default:
            let mode = any([HardDeleteUser.Mode.auto, .purge, .auto])
            try attempt(HardDeleteUser(student, mode: mode))
            if try school.row(student) == nil {
                students.removeAll { $0 == student }
                students.append(try school.user().id)
            }
        }
    }

    private func changeCourses() throws {
        let (module, lesson) = (any(modules), any(lessons))
        switch Int.random(in: 0..<6, using: &random) {
        case 0: try attempt(UpdateModule(module) { $0.title += "." })
        case 1: try attempt(UpdateModule(module) { $0.orderIndex = 7 })
        case 2:
            do throws(ServiceError) {
                let draft = LessonDraft(title: "New")
                lessons.append(try school.run(CreateLesson(in: module, draft)).id)
            } catch {}
        case 3: try attempt(DeleteLesson(lesson))
        case 4:
            let cohort = any(cohorts)
            guard flag(), let course = try school.row(cohort)?.courseID,
                let row = try school.row(course)
            else { return }
            try attempt(DeleteCohort(cohort))
            cohorts.removeAll { $0 == cohort }
            cohorts.append(try school.cohort(of: row, seats: 3).id)
        default:
            let days = Int.random(in: -3...3, using: &random)
            try attempt(ShiftSchedule(cohort: any(cohorts), days: days))
        }
    }
}
