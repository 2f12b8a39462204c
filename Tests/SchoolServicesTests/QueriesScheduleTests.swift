import Records
import SchoolModel
import SchoolServices
import Storage
import Testing

@Suite("Schedules and trails are shown as the rows say")
struct QueriesScheduleTests {
    let school: QueriesSchool

    init() throws { school = try QueriesSchool() }

    private func schedule(_ cohort: ID<Cohort>) throws -> [CohortSchedule] {
        var key = Key()
        key.begin(.cohortSchedules, owner: cohort)
        return try school.rows(CohortSchedule.self, under: key)
    }

    private static let days = [-1, 0, 6, 7, 16, 17, 31, 49, 60].map {
        QueriesSchool.monday.advanced(by: $0)
    }

    // INV-27, T9, T10
    @Test(
        "Every module has a status on a day, in the order of the course",
        arguments: [true, false]
    )
    func status(open: Bool) throws {
        let modules = school.modules.sorted { ($0.orderIndex, $0.id) < ($1.orderIndex, $1.id) }
        for cohort in school.cohorts.prefix(2) {
            let rows = try schedule(cohort.id)
            for day in Self.days {
                let expected = modules.map { module in
                    let row = rows.first { $0.moduleID == module.id }
                    return Oracle.status(module, row, on: day, open: open)
                }
                let query = ScheduleStatus(
                    cohort: cohort.id,
                    on: day,
                    unscheduledIsUnlocked: open
                )
                #expect(try school.answer(query) == Oracle.array(expected))
            }
        }
    }

    @Test("A schedule whose dates follow the course is one range, and gives the same")
    func statusInOrder() throws {
        let cohort = school.cohorts[0]
        let modules = school.modules.sorted { ($0.orderIndex, $0.id) < ($1.orderIndex, $1.id) }
        for (week, module) in modules.enumerated() {
            guard let row = try schedule(cohort.id).first(where: { $0.moduleID == module.id })
            else { continue }
            try school.change(row) {
                $0.unlockDate = QueriesSchool.monday.advanced(by: week * 7)
                $0.lockDate = week == 1 ? $0.unlockDate.advanced(by: 3) : nil
            }
        }
        let rows = try schedule(cohort.id)
        for day in Self.days {
            let expected = modules.map { module in
                let row = rows.first { $0.moduleID == module.id }
                return Oracle.status(module, row, on: day, open: true)
            }
            #expect(
                try school.answer(ScheduleStatus(cohort: cohort.id, on: day))
                    == Oracle.array(expected)
            )
        }
    }

    @Test("A cohort without a course has no modules; one that does not exist is refused")
    func withoutCourse() throws {
        let query = ScheduleStatus(cohort: school.cohorts[2].id, on: QueriesSchool.monday)
        #expect(try school.answer(query) == "[]")
        #expect(throws: ServiceError.notFound(Cohort.table, id: 999)) {
            try school.answer(ScheduleStatus(cohort: 999, on: QueriesSchool.monday))
        }
    }

    // INV-27, T10
    @Test("Open modules stand by cohort, date and module; those who were dropped have none")
    func unlocked() throws {
        for day in Self.days {
            func open(_ cohort: ID<Cohort>) throws -> [String] {
                try schedule(cohort)
                    .filter { $0.unlockDate <= day && ($0.lockDate.map { day < $0 } ?? true) }
                    .sorted { ($0.unlockDate, $0.moduleID) < ($1.unlockDate, $1.moduleID) }
                    .map(Oracle.unlocked)
            }
            for cohort in school.cohorts {
                let expected = try open(cohort.id)
                let query = UnlockedModules(cohort: cohort.id, on: day)
                #expect(try school.answer(query) == Oracle.array(expected))
            }
            for student in school.students {
                let expected = try school.cohorts.filter { cohort in
                    var key = Key()
                    key.begin(.cohortMembers, owner: cohort.id)
                    return try school.rows(CohortMember.self, under: key)
                        .contains { $0.studentID == student.id && $0.status != .dropped }
                }.flatMap { try open($0.id) }
                let query = UnlockedModules(student: student.id, on: day)
                #expect(try school.answer(query) == Oracle.array(expected))
            }
        }
    }

    @Test("A cohort's schedule and a course's students are whole rows")
    func cold() throws {
        let schedule = try school.answer(ScheduleOfCohort(cohort: school.cohorts[0].id))
        let first = try self.schedule(school.cohorts[0].id)[0]
        let head =
            "[{\"moduleId\":\(first.moduleID),\"unlockDate\":\(Oracle.json(first.unlockDate))"
        #expect(schedule.hasPrefix(head))
        #expect(schedule.contains("\"title\":\"Üçüncü\",\"orderIndex\":2}"))
        let course = try school.answer(EnrollmentsOfCourse(course: school.courses[0].id))
        for student in school.students {
            #expect(course.contains("\"email\":\"\(student.email.text)\"}"))
        }
        let active = EnrollmentsOfCourse(course: school.courses[0].id, status: .active)
        #expect(try !school.answer(active).contains("\"active\":false"))
    }

    // S3-15, S3-22
    @Test("Trails are newest first, filtered and limited")
    func trails() throws {
        let (student, group) = (school.students[0].id, school.groups[0].id)
        for action in ["a", "b", "a", "c", "a"] {
            var entry = ActivityLog(action: action, performedBy: school.students[1].id)
            entry.groupID = group
            entry.studentID = student
            entry.cohortID = school.cohorts[0].id
            try school.insert(entry)
        }
        func actions(_ query: LogTimeline) throws -> [String] {
            try school.answer(query).split(separator: "\"action\":\"").dropFirst()
                .map { String($0.prefix(1)) }
        }
        let subjects: [LogTimeline.Subject] = [
            .group(group), .student(student), .cohort(school.cohorts[0].id),
            .performer(school.students[1].id),
        ]
        for subject in subjects {
            #expect(try actions(LogTimeline(of: subject)) == ["a", "c", "a", "b", "a"])
            #expect(try actions(LogTimeline(of: subject, limit: 2)) == ["a", "c"])
            #expect(try actions(LogTimeline(of: subject, actions: ["b", "c"])) == ["c", "b"])
        }
        #expect(try school.answer(LogTimeline(of: .group(school.groups[1].id))) == "[]")
    }

    @Test("A day lists members with and without a mark")
    func day() throws {
        let group = school.groups[0]
        let marked = try school.answer(AttendanceDay(group: group.id, day: QueriesSchool.monday))
        #expect(
            marked.hasPrefix("{\"groupId\":\(group.id),\"lessonDate\":\"2025-09-15\",\"version\":1")
        )
        #expect(marked.split(separator: "\"studentId\":").count == 5)
        let other = QueriesSchool.monday.advanced(by: 100)
        let free = try school.answer(AttendanceDay(group: group.id, day: other))
        #expect(free.split(separator: "\"status\":null").count == 5)
        #expect(throws: ServiceError.notFound(Group.table, id: 999)) {
            try school.answer(AttendanceDay(group: 999, day: other))
        }
    }
}
