import Records
import SchoolModel
import Testing

/// Each key as the on-disk page spells it; ids below 128 take two bytes, a length and themselves.
@Suite("Keys")
struct KeyTests {
    @Test("Rows lie where the on-disk page says")
    func rows() {
        #expect(hex(key(of: organization)) == "08 0101 00".packed)
        #expect(hex(key(of: program)) == "0b 10 0102".packed)
        #expect(hex(key(of: user)) == "03 0103 1a".packed)
        #expect(hex(key(of: studentProfile)) == "03 0103 1b".packed)
        #expect(hex(key(of: ParentProfile(id: 5))) == "03 0105 1c".packed)
        #expect(hex(key(of: TeacherProfile(id: 4))) == "03 0104 1d".packed)
        #expect(hex(key(of: link)) == "03 0105 1e 0103".packed)
        #expect(hex(key(of: application)) == "03 0103 20".packed)
        #expect(hex(key(of: course)) == "02 0106 00".packed)
        #expect(hex(key(of: module)) == "09 0107 00".packed)
        #expect(hex(key(of: lesson)) == "0a 0108 00".packed)
        #expect(hex(key(of: enrollment)) == "03 0103 06 0106".packed)
        #expect(hex(key(of: cohort)) == "01 0109 00".packed)
        #expect(hex(key(of: member)) == "01 0109 05 \(name18) 0103".packed)
        #expect(hex(key(of: schedule)) == "01 0109 08 80004f8f 0107".packed)
        #expect(hex(key(of: progress)) == "03 0103 21 0108".packed)
        #expect(hex(key(of: group)) == "07 010a 00".packed)
        #expect(hex(key(of: membership)) == "07 010a 21 02 0103".packed)
        #expect(hex(key(of: sheet)) == "06 010a 13 80004f8f".packed)
        #expect(hex(key(of: entry)) == "0d 020100".packed)
        #expect(hex(key(of: reference)) == "0b 03 65647500 11 313200".packed)
    }

    @Test("Entries of people and organisations")
    func people() {
        expect(Organization.ByParent.self, organization, "08 010b 01 0101", "")
        expect(Organization.BySlug.self, organization, "0b 06 7300", "01")
        expect(AcademicProgram.ByOrganizationAndCode.self, program, "08 0101 02 616200", "02")
        expect(User.ByEmail.self, user, "0b 05 6100", "03")
        expect(User.ByRole.self, user, "0b 0e 02 0103", "03")
        expect(User.ByOrganizationRoleAndName.self, user, "08 00 03 02 6e00 0103", "03")
        expect(User.ByOrganizationAndCode.self, user, "08 00 04 6300", "03")
        expect(
            StudentProfile.ByOrganizationDeletedAndName.self,
            studentProfile,
            "08 0101 08 01 6e00 0103",
            "03"
        )
        expect(ParentLink.ByStudentAndParent.self, link, "03 0103 1f 0105", "")
        expect(ExternalRef.ByRow.self, reference, "0b 04 11 010a 65647500 313200", "")
    }

    @Test("Entries of courses")
    func courses() {
        expect(Course.ByOrganizationAndName.self, course, "08 0101 05 6e00", "06")
        expect(Course.BySlug.self, course, "0b 07 7300", "06")
        expect(Course.ByCreator.self, course, "03 0104 23 0106", "")
        expect(Course.ByPublication.self, course, "0b 08 01 0106", "06")
        expect(Module.ByCourseAndOrder.self, module, "02 0106 01 80000002 0107", "07")
        expect(Lesson.ByModuleAndOrder.self, lesson, "09 0107 02 80000001 0108", "08")
        expect(Lesson.ByModuleAndSlug.self, lesson, "09 0107 03 7300", "08")
        expect(Enrollment.ByCourseAndStudent.self, enrollment, "02 0106 07 0103", "02")
    }

    @Test("Entries of cohorts")
    func cohorts() {
        expect(Cohort.ByCode.self, cohort, "0b 09 6300", "09")
        expect(Cohort.ByCourseAndName.self, cohort, "02 0106 0b 6e00", "09")
        expect(Cohort.ByCourseAndStart.self, cohort, "02 0106 08 7fffb070 0109", "09")
        expect(Cohort.ByStatusAndStart.self, cohort, "0b 0a 01 7fffb070 0109", "09")
        expect(Cohort.ByStart.self, cohort, "0b 0b 7fffb070 0109", "09")
        expect(Cohort.ByCreation.self, cohort, "0b 0c 7ffffffffffffffe 0109", "09")
        expect(Cohort.ByOrganizationAndName.self, cohort, "08 0101 06 6e00 0109", "09")
        expect(Cohort.ByTutor.self, cohort, "03 0104 24 0109", "")
        expect(Cohort.ByProgram.self, cohort, "0b 12 0102 0109", "")
        expect(CohortMember.ByStudentAndCohort.self, member, "03 0103 02 0109", "03 \(name18)")
        expect(CohortSchedule.ByCohortAndModule.self, schedule, "01 0109 09 0107", "8f4f0000")
        expect(CohortSchedule.ByModuleAndCohort.self, schedule, "09 0107 04 0109", "8f4f0000")
        expect(CohortSchedule.ByUnlockDate.self, schedule, "0b 0d 80004f8f 0109 0107", "")
        expect(LessonProgress.ByLessonAndUser.self, progress, "0a 0108 01 0103", "")
        expect(LessonProgress.ByCohortUserAndLesson.self, progress, "01 0109 0a 0103 0108", "01")
    }

    @Test("A cohort without a start comes behind all others")
    func withoutStart() {
        var cohort = cohort
        cohort.startDate = nil
        expect(Cohort.ByStart.self, cohort, "0b 0b ffffffff 0109", "09")
    }

    @Test("Entries of groups, attendance and the log")
    func groups() {
        expect(
            Group.ByOrganizationDeletedSortAndName.self,
            group,
            "08 0101 07 00 7fffffff 6e00 010a",
            "0a"
        )
        expect(Group.ByTeacher.self, group, "03 0104 25 010a", "")
        expect(Group.ByCourse.self, group, "0b 13 0106 010a", "")
        expect(GroupMembership.ByUserRoleAndGroup.self, membership, "03 0103 22 02 010a", "02")
        expect(AttendanceSheet.ByDate.self, sheet, "04 80004f8f 14 010a", "00 01 00 00")
        expect(ActivityLog.ByCohort.self, entry, "01 0109 19 020100", "")
        expect(ActivityLog.ByGroup.self, entry, "07 010a 19 020100", "")
        expect(ActivityLog.ByStudent.self, entry, "03 0103 17 020100", "")
        expect(ActivityLog.ByPerformer.self, entry, "05 0104 18 020100", "")
    }

    @Test("The trail of somebody who is no student is kept under the user")
    func logOfTeacher() {
        var entry = entry
        entry.studentID = nil
        entry.userID = 4
        expect(ActivityLog.ByStudent.self, entry, "03 0104 17 020100", "")
    }

    @Test("Rows without the field have no entry")
    func noEntry() {
        let cohort = Cohort(kind: .class, name: text("n"), status: .active)
        #expect(entry(Cohort.ByCode.self, of: cohort) == nil)
        #expect(entry(Cohort.ByCourseAndName.self, of: cohort) == nil)
        #expect(entry(Cohort.ByCourseAndStart.self, of: cohort) == nil)
        #expect(entry(Cohort.ByTutor.self, of: cohort) == nil)
        #expect(entry(Cohort.ByProgram.self, of: cohort) == nil)
        #expect(entry(Organization.ByParent.self, of: Organization(name: "", slug: "")) == nil)
    }

    @Test("What a row counts follows from its status")
    func contributions() {
        var amounts = Amounts(repeating: 0)
        CohortMember.CohortCount.add(member, to: &amounts)
        #expect([amounts[0], amounts[1]] == [1, 0])
        var active = member
        active.status = .paused
        CohortMember.CohortCount.add(active, to: &amounts)
        #expect([amounts[0], amounts[1]] == [2, 1])
        amounts = Amounts(repeating: 0)
        GroupMembership.GroupCount.add(membership, to: &amounts)
        var student = membership
        student.status = .active
        GroupMembership.GroupCount.add(student, to: &amounts)
        student.leftAt = Timestamp(milliseconds: 1)
        GroupMembership.GroupCount.add(student, to: &amounts)
        student.leftAt = nil
        student.role = .teacher
        GroupMembership.GroupCount.add(student, to: &amounts)
        #expect(amounts[0] == 1)
        #expect(Lesson.CourseCount.owner(of: lesson) == 6)
    }

    @Test("Counters are a varint for each slot, and zero without an entry")
    func counters() throws {
        let bytes: [UInt8] = [0x80, 0x01, 7]
        let cohort = try CohortCounters(bytes.rawSpan)
        #expect(cohort.members == 128 && cohort.seats == 7)
        let none = try CourseCounters(nil)
        #expect(none.modules == 0 && none.lessons == 0)
        #expect(throws: RecordError.truncated) { try GroupCounters([UInt8]().rawSpan) }
    }
}

private func expect<I: SecondaryIndex>(
    _ index: I.Type,
    _ row: I.Row,
    _ key: String,
    _ content: String,
    sourceLocation: SourceLocation = #_sourceLocation
) {
    let found = entry(I.self, of: row)
    #expect(found.map { hex($0.key) } == key.packed, sourceLocation: sourceLocation)
    #expect(found.map { hex($0.content) } == content.packed, sourceLocation: sourceLocation)
}

extension String {
    fileprivate var packed: String { filter { $0 != " " } }
}

private func text(_ text: String) -> FoldedText {
    FoldedText(text: text.uppercased(), folded: text)
}

private let name18 = "0102030405060708090a0b0c0d0e0f101112"
private let fullName = CollatedText(text: "N", sortKey: SortKey(Array(1...18)))
private let lessonDay = Day(20_367)

private let organization = Organization(id: 1, parentID: 11, name: "n", slug: "s")
private let program = AcademicProgram(id: 2, organizationID: 1, code: text("ab"), name: "n")
private let user = User(
    id: 3,
    email: text("a"),
    fullName: fullName,
    foldedName: "n",
    role: .student,
    code: text("c")
)
private let studentProfile = StudentProfile(
    id: 3,
    organizationID: 1,
    foldedName: "n",
    deletedAt: Timestamp(milliseconds: 1)
)
private let link = ParentLink(id: 1, parentID: 5, studentID: 3)
private let application = Application(id: 1, userID: 3, program: .other, name: "n", email: "e")
private let course = Course(
    name: text("n"),
    id: 6,
    organizationID: 1,
    slug: "s",
    isPublished: true,
    createdBy: 4
)
private let module = Module(id: 7, courseID: 6, title: "t", orderIndex: 2)
private let lesson = Lesson(id: 8, moduleID: 7, courseID: 6, title: "t", slug: "s", orderIndex: 1)
private let enrollment = Enrollment(
    id: 1,
    studentID: 3,
    courseID: 6,
    status: .paused,
    enrolledAt: .missing
)
private let cohort = Cohort(
    id: 9,
    kind: .course,
    code: text("c"),
    name: text("n"),
    courseID: 6,
    organizationID: 1,
    academicProgramID: 2,
    tutorID: 4,
    startDate: lessonDay,
    status: .active,
    stamps: Stamps(createdAt: Timestamp(milliseconds: 1), updatedAt: .missing, version: 1)
)
private let member = CohortMember(
    studentID: 3,
    status: .dropped,
    enrolledAt: .missing,
    fullName: fullName,
    email: "e",
    id: 1,
    cohortID: 9,
    courseID: 6
)
private let schedule = CohortSchedule(
    moduleID: 7,
    unlockDate: lessonDay,
    orderIndex: 2,
    courseID: 6,
    title: "t",
    id: 1,
    cohortID: 9
)
private let progress = LessonProgress(
    id: 1,
    userID: 3,
    lessonID: 8,
    cohortID: 9,
    completed: true,
    lastAccessedAt: .missing
)
private let group = Group(
    id: 10,
    organizationID: 1,
    courseID: 6,
    teacherID: 4,
    name: text("n"),
    displayName: "d",
    sortOrder: -1
)
private let membership = GroupMembership(
    id: 1,
    groupID: 10,
    userID: 3,
    role: .student,
    status: .withdrawn,
    enrolledAt: .missing
)
private let sheet = AttendanceSheet(
    groupID: 10,
    lessonDate: lessonDay,
    marks: [
        AttendanceMark(studentID: 3, status: .late, createdAt: .missing, updatedAt: .missing)
    ]
)
private let entry = ActivityLog(
    id: 256,
    groupID: 10,
    cohortID: 9,
    userID: 4,
    studentID: 3,
    action: "a",
    performedBy: 4
)
private let reference = ExternalRef(source: "edu", entity: .group, externalID: "12", rowID: 10)
