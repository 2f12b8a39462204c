import Records
import SchoolModel
import Storage
import Testing

@testable import SchoolServices

@Suite("What a group's trail says")
struct GroupTrailTests {
    let school: SchoolFixture

    init() throws { school = try SchoolFixture() }

    @Test("S3-16, S3-18: nine things happen to a group, and each has its name")
    func actions() throws {
        let (student, teacher) = (try school.user(), try school.user(role: .teacher))
        let series = try school.series()
        let logged = school.count(.activityLog)
        let group = try school.run(CreateGroup(GroupDraft(name: "Qrup")))
        try school.run(AddStudents(to: group.id, [student.id]))
        try school.run(AssignTeacher(to: group.id, teacher.id))
        try school.run(AddTestSeries(series.id, to: group.id))
        try school.run(UpdateGroup(group.id) { $0.code = "Q1" })
        try school.run(RemoveStudent(from: group.id, student.id))
        try school.run(ActivateMember(of: group.id, student.id))
        try school.run(RemoveTestSeries(series.id, from: group.id))
        try school.run(RemoveTeacher(from: group.id, teacher.id))
        let trail = try school.log(behind: logged)
        #expect(
            trail.map(\.action) == [
                "group_created", "student_added", "teacher_assigned", "test_series_added",
                "group_updated", "student_removed", "student_updated", "test_series_removed",
                "teacher_removed",
            ]
        )
        #expect(trail.allSatisfy { $0.groupID == group.id })
    }

    @Test("S3-39: who cannot be added is refused for one of four reasons")
    func reasons() throws {
        let (student, parent) = (try school.user(), try school.user(role: .parent))
        let group = try school.group(students: [student])
        try school.expectRefusal(
            .notFound(.group, id: 999),
            of: AddStudents(to: 999, [student.id])
        )
        try school.expectRefusal(
            .item(index: 0, .referenceMissing(.user, field: "studentId", id: 999)),
            of: AddStudents(to: group.id, [999])
        )
        try school.expectRefusal(
            .item(index: 0, .roleMismatch(role: "parent", expected: "student or teacher or admin")),
            of: AddStudents(to: group.id, [parent.id])
        )
        let again = try school.run(AddStudents(to: group.id, [student.id]))
        #expect(again.already == [student.id] && again.created == [])
    }

    @Test("S3-32, T27: lines whose group, student or performer is gone are told of, and stay")
    func orphans() throws {
        let (admin, student) = (try school.user(role: .admin), try school.user())
        school.context.performer = admin.id
        let group = try school.group(students: [student])
        let before = try school.log()
        try school.run(HardDeleteGroup(group.id))
        try school.run(HardDeleteUser(student.id))
        school.context.performer = nil
        try school.run(HardDeleteUser(admin.id))
        #expect(try school.log().starts(with: before))
        let added = try #require(before.first { $0.action == "student_added" })
        let rules = ["log.orphan_group", "log.orphan_student", "log.orphan_performer"]
        for rule in rules {
            let notices = try school.read { view throws(ServiceError) in
                try stored { () throws(StoreError) in
                    try SchoolCheck.survey(
                        in: view,
                        collator: school.collator,
                        today: nil,
                        rules: [rule],
                        keeping: 100,
                        while: { _ in true }
                    ).notices
                }
            }
            #expect(notices.contains { $0.rule == rule && $0.id == added.id.rawValue }, "\(rule)")
        }
        #expect(try school.findings() == [], "it is no violation")
    }

    @Test("S4-02: a mark is one of four words")
    func statuses() throws {
        let students = try school.users(4)
        let group = try school.group(students: students)
        for (student, status) in zip(students, AttendanceStatus.allCases) {
            try school.run(
                SetAttendance(in: group.id, MarkItem(student.id, on: school.today, status))
            )
        }
        let marks = try #require(try school.sheet(of: group, on: school.today)).marks
        #expect(marks.map { "\($0.status.name)" } == ["present", "late", "absent", "excused"])
    }
}
