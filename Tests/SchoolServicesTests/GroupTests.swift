import Records
import SchoolModel
import SchoolServices
import Storage
import Testing

@Suite("Groups, their people and their trail")
struct GroupTests {
    let school: SchoolFixture

    init() throws { school = try SchoolFixture() }

    private func students(of group: Group) throws -> Int {
        try school.read { view throws(ServiceError) in
            do throws(StoreError) {
                return Int(try view.amounts(GroupCounters.self, owner: group.id.rawValue)[0])
            } catch { throw ServiceError(error) }
        }
    }

    // S3-05, S3-08, T5
    @Test("INV-30: one person teaches and learns in one group, but neither twice")
    func roles() throws {
        let (group, teacher) = (try school.group(), try school.user(role: .teacher))
        try school.run(AssignTeacher(to: group.id, teacher.id))
        try school.run(AddStudents(to: group.id, [teacher.id]))
        let again = try school.run(AddStudents(to: group.id, [teacher.id]))
        #expect(again.already == [teacher.id])
        let membership = try #require(try school.membership(teacher, of: group, as: .teacher))
        try school.expectRefusal(
            .alreadyEnrolled(id: membership.id.rawValue, status: "active"),
            of: AssignTeacher(to: group.id, teacher.id)
        )
    }

    @Test("INV-30: the role in a group fits the person's")
    func mismatch() throws {
        let (group, parent) = (try school.group(), try school.user(role: .parent))
        let student = try school.user()
        try school.expectRefusal(
            .item(index: 0, .roleMismatch(role: "parent", expected: "student or teacher or admin")),
            of: AddStudents(to: group.id, [parent.id])
        )
        try school.expectRefusal(
            .roleMismatch(role: "student", expected: "teacher or admin"),
            of: AssignTeacher(to: group.id, student.id)
        )
    }

    // S3-14, S3-18, S3-19, S3-21, S3-37
    @Test("INV-31: each accepted change writes exactly its rows, a refused one none")
    func trail() throws {
        let admin = try school.user(role: .admin)
        school.context.performer = admin.id
        let (one, two) = (try school.user(), try school.user())
        let group = try school.group()
        let other = try school.group()
        var count = school.count(.activityLog)
        func expect(_ actions: String..., by request: some WriteRequest) throws {
            try school.run(request)
            let entries = try school.log(behind: count)
            #expect(entries.map(\.action) == actions)
            #expect(entries.allSatisfy { $0.performedBy == admin.id })
            count += actions.count
        }
        let meta = JSONText(trusted: #"{"source":"manual_enrollment"}"#)
        try expect(
            "student_added",
            "student_added",
            by: AddStudents(to: group.id, [one.id, two.id], metadata: meta)
        )
        #expect(try school.log().last?.metadata == meta)
        try expect("student_removed", by: RemoveStudent(from: group.id, one.id))
        try expect("student_updated", by: ActivateMember(of: group.id, one.id))
        try expect(
            "student_removed",
            "student_added",
            by: MoveStudent(one.id, from: group.id, to: other.id)
        )
        try expect(
            "student_removed",
            by: RemoveStudent(from: group.id, two.id, manner: .hard, metadata: meta)
        )
        #expect(
            try school.log().last?.metadata.text == #"{"source":"manual_enrollment","hard":true}"#
        )
        try expect("group_updated", by: UpdateGroup(group.id) { $0.code = "Q1" })
        try expect(by: UpdateGroup(group.id) { $0.code = "Q1" })
        try expect("group_updated", by: SoftDeleteGroup(group.id))
        try school.expectRefusal(
            .deleted(.group, id: group.id.rawValue),
            of: AddStudents(to: group.id, [two.id])
        )
        #expect(school.count(.activityLog) == count)
    }

    @Test("INV-31: cohorts and courses have one row for each member and enrollment changed")
    func trailOfCohorts() throws {
        let (student, course) = (try school.user(), try school.course())
        let (first, second) = (try school.cohort(of: course), try school.cohort(of: course))
        let key = (course: course.id, student: student.id)
        try school.enroll(student, in: first)
        try school.enroll(student, in: second)
        try school.run(SetMemberStatus(cohort: first.id, student: student.id, status: .paused))
        try school.run(SetMemberStatus(cohort: first.id, student: student.id, status: .paused))
        try school.run(UpdateEnrollment(course: key.course, student: key.student, status: .dropped))
        try school.run(CreateEnrollment(course: key.course, student: key.student))
        try school.run(RemoveEnrollment(course: key.course, student: key.student, isHard: true))
        #expect(
            try school.log().map(\.action) == [
                "cohort_enrolled", "cohort_enrolled", "cohort_member_updated",
                "enrollment_updated", "cohort_unenrolled", "cohort_unenrolled",
                "enrollment_updated",
                "cohort_unenrolled", "cohort_unenrolled", "enrollment_removed",
            ]
        )
    }

    // S3-06, S3-10, S4-17, T5, T18
    @Test("INV-32: who leaves keeps the row and the day, who comes back loses the day")
    func leaving() throws {
        let student = try school.user()
        let group = try school.group(students: [student])
        let known = try #require(try school.membership(student, of: group))
        let left = try school.run(RemoveStudent(from: group.id, student.id, manner: .deactivate))
        #expect((left.id, left.status, left.leftAt) == (known.id, .inactive, school.clock.now))
        #expect(!left.isActive)
        let back = try school.run(AddStudents(to: group.id, [student.id]))
        #expect(back.reactivated == [student.id])
        let row = try #require(try school.membership(student, of: group))
        #expect((row.id, row.isActive, row.leftAt) == (known.id, true, nil))
        #expect(row.enrolledAt == known.enrolledAt)
    }

    @Test("F8: hard removal is refused while the student has marks in the group")
    func hardRemoval() throws {
        let student = try school.user()
        let group = try school.group(students: [student])
        try school.run(MarkAll(in: group.id, on: school.today))
        let id = try #require(try school.membership(student, of: group)).id.rawValue
        let removal = RemoveStudent(from: group.id, student.id, manner: .hard)
        try school.expectRefusal(.hasHistory(.groupMembership, id: id), of: removal)
        try school.run(ClearAttendance(in: group.id, [.init(student.id, on: school.today)]))
        try school.run(removal)
        #expect(try school.membership(student, of: group) == nil)
    }

    // S4-31
    @Test("INV-35: the count is that of active students; a deleted group comes back with them")
    func softDelete() throws {
        let students = try school.users(3)
        let group = try school.group(students: students)
        try school.run(RemoveStudent(from: group.id, students[0].id))
        #expect(try self.students(of: group) == 2)
        #expect(try school.run(SoftDeleteGroup(group.id)).isDeleted)
        try school.expectRefusal(
            .deleted(.group, id: group.id.rawValue),
            of: MarkAll(in: group.id, on: school.today)
        )
        #expect(try school.run(RestoreGroup(group.id)).id == group.id)
        #expect(try self.students(of: group) == 2)
        try school.expectRefusal(
            .notDeleted(.group, id: group.id.rawValue),
            of: RestoreGroup(group.id)
        )
    }

    // S4-16, S4-32, T25
    @Test("INV-35: the shown name follows code, days and time unless it was set by hand")
    func displayName() throws {
        let group = try school.group("Qrup") {
            $0.code = "Qrup1"
            $0.daysOfWeek = Weekdays(rawValue: 0b1001)
            $0.startTime = TimeOfDay(minutes: 660)
        }
        #expect(group.displayName == "Qrup1: 1-4 11:00")
        var update = try school.run(
            UpdateGroup(group.id) { $0.daysOfWeek = Weekdays(rawValue: 0b1111) }
        )
        #expect(update.displayName == "Qrup1: 1-2-3-4 11:00")
        update = try school.run(UpdateGroup(group.id) { $0.displayName = "Səhər" })
        update = try school.run(UpdateGroup(group.id) { $0.code = "Q2" })
        #expect(update.displayName == "Səhər")
        update = try school.run(UpdateGroup(group.id) { $0.displayName = nil })
        #expect(update.displayName == "Q2: 1-2-3-4 11:00")
    }

    @Test("H21: a group belongs to its first teacher, then to the next active one, then nobody")
    func teachers() throws {
        let (first, second) = (try school.user(role: .teacher), try school.user(role: .admin))
        let group = try school.group { $0.teacherID = first.id }
        #expect(try school.membership(first, of: group, as: .teacher)?.isActive == true)
        try school.run(AssignTeacher(to: group.id, second.id))
        #expect(try school.now(group).teacherID == first.id)
        try school.run(RemoveTeacher(from: group.id, first.id))
        #expect(try school.now(group).teacherID == second.id)
        try school.run(RemoveTeacher(from: group.id, second.id))
        #expect(try school.now(group).teacherID == nil)
        try school.run(UpdateGroup(group.id) { $0.teacherID = first.id })
        #expect(try school.membership(first, of: group, as: .teacher)?.isActive == true)
    }

    @Test("Groups are put into an order, each change in the trail; nobody joins tomorrow")
    func order() throws {
        let groups = try (0..<3).map { _ in try school.group() }
        let logged = school.count(.activityLog)
        let rows = try school.run(ReorderGroups([2, 0, 1].map { groups[$0].id }))
        #expect(rows.map(\.sortOrder) == [0, 1, 2])
        // One of them was at 0 already.
        #expect(school.count(.activityLog) == logged + 2)
        let tomorrow = Timestamp(startOf: school.today.advanced(by: 1))
        try school.expectRefusal(
            .futureDate(tomorrow.day),
            of: AddStudents(to: groups[0].id, [try school.user().id], enrolledAt: tomorrow)
        )
    }

    // S3-09, S3-17, T27
    @Test("Deleting a group for good takes its registers only by force")
    func hardDelete() throws {
        let students = try school.users(2)
        let group = try school.group(students: students)
        try school.run(MarkAll(in: group.id, on: school.today))
        try school.expectRefusal(
            .hasHistory(.group, id: group.id.rawValue),
            of: HardDeleteGroup(group.id)
        )
        let counts = try school.run(HardDeleteGroup(group.id, isForced: true))
        #expect(counts == [.group: 1, .groupMembership: 2, .attendanceSheet: 1])
        #expect(try school.log().contains { $0.groupID == group.id })
    }
}
