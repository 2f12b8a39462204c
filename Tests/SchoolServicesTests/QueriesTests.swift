import Collation
import Records
import SchoolModel
import SchoolServices
import Storage
import Testing

@Suite("Queries give what the rows say")
struct QueriesTests {
    let school: QueriesSchool

    init() throws { school = try QueriesSchool() }

    private func key(_ place: Place, _ owner: UInt64) -> Key {
        var key = Key()
        key.begin(place, owner: owner)
        return key
    }

    // S1-07
    @Test("A student's enrollments stand in the order of courses, with their names")
    func enrollments() throws {
        for student in school.students {
            let rows = try school.rows(
                Enrollment.self,
                under: key(.userEnrollments, student.id.rawValue)
            )
            let expected = rows.sorted { $0.courseID < $1.courseID }.map { row in
                let course = school.courses.first { $0.id == row.courseID }
                return Oracle.enrollment(row, course?.name ?? .missing)
            }
            #expect(
                try school.answer(EnrollmentsOfStudent(student: student.id))
                    == Oracle.array(expected)
            )
        }
        #expect(try school.answer(EnrollmentsOfStudent(student: 999)) == "[]")
    }

    // S1-01, S1-03
    @Test("Enrolled means an active enrollment; without any the status is null")
    func check() throws {
        for student in school.students {
            let rows = try school.rows(
                Enrollment.self,
                under: key(.userEnrollments, student.id.rawValue)
            )
            for course in school.courses {
                let status = rows.first { $0.courseID == course.id }?.status
                let query = EnrollmentCheck(student: student.id, course: course.id)
                #expect(
                    try school.answer(query)
                        == Oracle.object([
                            ("enrolled", Oracle.json(status == .active)),
                            ("status", Oracle.json(status)),
                        ])
                )
            }
        }
    }

    // INV-37, S4-33
    @Test("A group's marks stand by date and student, both ends included")
    func attendanceOfGroup() throws {
        for group in school.groups {
            let sheets = try school.rows(
                AttendanceSheet.self,
                under: key(.sheets, group.id.rawValue)
            )
            for (from, through) in Self.ranges {
                let expected = sheets.filter { from <= $0.lessonDate && $0.lessonDate <= through }
                    .sorted { $0.lessonDate < $1.lessonDate }
                    .flatMap { sheet in
                        sheet.marks.map { Oracle.mark(group.id, sheet.lessonDate, $0) }
                    }
                let query = AttendanceOfGroup(group: group.id, from: from, through: through)
                #expect(try school.answer(query) == Oracle.array(expected))
            }
        }
    }

    // INV-37, S4-33
    @Test("A student's marks stand by date and group, in one group, two and three")
    func attendanceOfStudent() throws {
        let sheets = try school.groups.flatMap { group in
            try school.rows(AttendanceSheet.self, under: key(.sheets, group.id.rawValue))
        }.sorted { ($0.lessonDate, $0.groupID) < ($1.lessonDate, $1.groupID) }
        for student in school.students {
            for (from, through) in Self.ranges {
                let expected = sheets.compactMap { sheet -> String? in
                    guard from <= sheet.lessonDate, sheet.lessonDate <= through,
                        let mark = sheet.mark(of: student.id)
                    else { return nil }
                    return Oracle.mark(sheet.groupID, sheet.lessonDate, mark)
                }
                let query = AttendanceOfStudent(student: student.id, from: from, through: through)
                #expect(try school.answer(query) == Oracle.array(expected))
            }
        }
    }

    private static let ranges: [(Day, Day)] = [
        (QueriesSchool.monday, QueriesSchool.monday.advanced(by: 60)),
        (QueriesSchool.monday.advanced(by: 3), QueriesSchool.monday.advanced(by: 6)),
        (QueriesSchool.monday.advanced(by: 1), QueriesSchool.monday.advanced(by: 1)),
        (QueriesSchool.monday.advanced(by: 9), QueriesSchool.monday),
    ]
}

// MARK: - Rosters

extension QueriesTests {
    private func members(of cohort: Cohort) throws -> [CohortMember] {
        let rows = try school.rows(
            CohortMember.self,
            under: key(.cohortMembers, cohort.id.rawValue)
        )
        return rows.sorted { left, right in
            let (first, second) = (
                school.collator.fullSortKey(of: left.fullName.text),
                school.collator.fullSortKey(of: right.fullName.text)
            )
            if first != second { return first.lexicographicallyPrecedes(second) }
            return left.studentID < right.studentID
        }
    }

    private func roster(_ members: [CohortMember], of cohort: Cohort) -> String {
        let lessons = cohort.courseID == nil ? 0 : 7
        return Oracle.array(members.map { Oracle.member($0, lessons: lessons) })
    }

    // INV-26, S2-02, S2-28, T13
    @Test("A roster is in the order of whole names, also where keys cannot tell them apart")
    func rosterByName() throws {
        for cohort in school.cohorts {
            var query = CohortRoster(cohort: cohort.id, collator: school.collator)
            let members = try members(of: cohort)
            #expect(try school.answer(query) == roster(members, of: cohort))
            query.isDescending = true
            #expect(try school.answer(query) == roster(members.reversed(), of: cohort))
            for status in CohortMember.Status.allCases {
                query.isDescending = false
                query.status = status
                let some = members.filter { $0.status == status }
                #expect(try school.answer(query) == roster(some, of: cohort))
            }
        }
    }

    @Test("Names that keys can tell apart need no sorting, the same name twice included")
    func rosterInKeyOrder() throws {
        let cohort = school.cohorts[0]
        let long = try members(of: cohort).filter { $0.fullName.text.hasPrefix("Konst") }
        try school.change(long[0]) { $0.fullName = school.collator.collated("Aygün") }
        let query = CohortRoster(cohort: cohort.id, collator: school.collator)
        #expect(try school.answer(query) == roster(members(of: cohort), of: cohort))
        #expect(try school.answer(CohortRoster(cohort: 999, collator: school.collator)) == "[]")
    }

    // T13
    @Test("A roster is sorted by what is asked for, then by name; who never came stands last")
    func rosterSorted() throws {
        let cohort = school.cohorts[1]
        let members = try members(of: cohort)
        let orders: [(CohortRoster.Order, (CohortMember) -> Int64?)] = [
            (.progress, { Int64($0.completedLessons) }),
            (.lastActivity, { $0.lastActivityAt?.milliseconds }),
            (.status, { Int64($0.status.rawValue) }),
            (.enrolled, { $0.enrolledAt.milliseconds }),
        ]
        for (order, value) in orders {
            for isDescending in [false, true] {
                var query = CohortRoster(cohort: cohort.id, collator: school.collator)
                query.order = order
                query.isDescending = isDescending
                let missing = isDescending ? Int64.min : .max
                let sorted = members.enumerated().sorted { left, right in
                    let (first, second) = (
                        value(left.element) ?? missing, value(right.element) ?? missing
                    )
                    if first == second { return left.offset < right.offset }
                    return isDescending ? first > second : first < second
                }
                #expect(try school.answer(query) == roster(sorted.map(\.element), of: cohort))
            }
        }
    }

    @Test("A search compares without regard to case")
    func rosterSearch() throws {
        let cohort = school.cohorts[0]
        var query = CohortRoster(cohort: cohort.id, collator: school.collator)
        query.search = "QULIYEV"
        let some = try members(of: cohort).filter { $0.fullName.text.contains("Quliyev") }
        #expect(some.count == 2)
        #expect(try school.answer(query) == roster(some, of: cohort))
    }

    // INV-26
    @Test("A roster's counters agree with its rows")
    func counters() throws {
        for cohort in school.cohorts {
            let members = try members(of: cohort)
            func count(_ status: CohortMember.Status) -> String {
                Oracle.json(members.count { $0.status == status })
            }
            #expect(
                try school.answer(RosterCounters(cohort: cohort.id))
                    == Oracle.object([
                        ("cohortId", Oracle.json(cohort.id)), ("maxStudents", "30"),
                        ("memberCount", Oracle.json(members.count)),
                        ("seatCount", Oracle.json(members.count { $0.isActive })),
                        ("active", count(.active)), ("paused", count(.paused)),
                        ("completed", count(.completed)), ("dropped", count(.dropped)),
                    ])
            )
        }
        #expect(throws: ServiceError.notFound(Cohort.table, id: 999)) {
            try school.answer(RosterCounters(cohort: 999))
        }
    }
}
