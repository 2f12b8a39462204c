import Records
import SchoolModel
import Storage
import Testing

@testable import SchoolServices

@Suite("People")
struct PeopleTests {
    let school: SchoolFixture

    init() throws { school = try SchoolFixture() }

    @Test("INV-01: a rename reaches every roster, in the order of names, in one transaction")
    func rename() throws {
        let student = try school.user("Zaur Əliyev", email: "zaur@school.az")
        let other = try school.user("Leyla")
        let cohorts = try (0..<3).map { _ in try school.cohort() }
        for cohort in cohorts {
            try school.enroll(student, in: cohort)
            try school.enroll(other, in: cohort)
        }
        let outcome = try school.run(
            UpdateUser(student.id) { ($0.fullName, $0.email) = ("Aygün Əliyeva", "a@school.az") }
        )
        #expect(outcome.rosters == 3)
        let roster = try school.read { view throws(ServiceError) in
            try view.rows(
                of: CohortMember.self,
                under: Key(CohortMember.place, owner: cohorts[0].id)
            )
        }
        #expect(roster.map(\.fullName.text) == ["Aygün Əliyeva", "Leyla"])
        #expect(roster[0].email == "a@school.az")
    }

    @Test("A rename of somebody who is on more rosters than the maximum is refused")
    func manyRosters() throws {
        let student = try school.user()
        let course = try school.course()
        let today = school.today
        try school.store.write { [school] scope throws(ServiceError) in
            for number in 0...Maximum.rosters {
                let draft = CohortDraft(course: course.id, name: "C\(number)", startDate: today)
                let cohort = try CreateCohort(draft).run(in: &scope, as: school.context).cohort
                let enroll = EnrollInCohort(cohort: cohort.id, student: student.id)
                _ = try enroll.run(in: &scope, as: school.context)
            }
        }
        try school.expectRefusal(
            .tooLarge(limit: Maximum.rosters),
            of: UpdateUser(student.id) { $0.fullName = "Another" }
        )
    }

    // S4-01, S4-12...14
    @Test(
        "INV-43: a person has the profile of the role, and no other",
        arguments: User.Role.allCases
    )
    func profiles(role: User.Role) throws {
        let draft = UserDraft(email: "p@school.az", fullName: "P", role: role)
        let outcome = try school.run(CreateUser(draft))
        #expect((outcome.profiles.student != nil) == (role == .student))
        #expect((outcome.profiles.parent != nil) == (role == .parent))
        #expect((outcome.profiles.teacher != nil) == (role == .teacher))
        for next in User.Role.allCases {
            let changed = try school.run(UpdateUser(outcome.user.id) { $0.role = next })
            #expect((changed.profiles.student != nil) == (next == .student))
        }
    }

    @Test("INV-43: a role stays while rows need it")
    func roleDependents() throws {
        let (student, teacher) = (try school.user(), try school.user(role: .teacher))
        try school.enroll(student, in: school.cohort())
        _ = try school.group { $0.teacherID = teacher.id }
        try school.expectRefusal(
            .hasDependents(.user, by: .enrollment, count: 1),
            of: UpdateUser(student.id) { $0.role = .teacher }
        )
        try school.expectRefusal(
            .hasDependents(.user, by: .groupMembership, count: 1),
            of: UpdateUser(teacher.id) { $0.role = .student }
        )
        #expect(try school.run(UpdateUser(teacher.id) { $0.role = .admin }).user.role == .admin)
    }

    // S4-31, S4-42
    @Test("INV-44: deleting a student hides and closes, restoring undoes exactly that")
    func softDelete() throws {
        let (active, resting) = (try school.user(), try school.user { $0.isActive = false })
        let cohort = try school.cohort()
        try school.enroll(active, in: cohort)
        for student in [active, resting] {
            let deleted = try school.run(SoftDeleteUser(student.id))
            #expect(deleted.profiles.student?.deletedAt == school.clock.now)
            #expect(!deleted.user.isActive)
            let gone = ServiceError.deleted(.user, id: student.id.rawValue)
            try school.expectRefusal(gone, of: SoftDeleteUser(student.id))
            try school.expectRefusal(
                gone,
                of: EnrollInCohort(cohort: cohort.id, student: student.id)
            )
            let restored = try school.run(RestoreUser(student.id))
            #expect(restored.user.isActive == student.isActive)
            #expect(restored.profiles.student?.deletedAt == nil)
            try school.expectRefusal(
                .notDeleted(.user, id: student.id.rawValue),
                of: RestoreUser(student.id)
            )
        }
        #expect(try school.seats(cohort) == 1)
        try school.run(SoftDeleteUser(active.id))
        try school.expectRefusal(
            .deleted(.user, id: active.id.rawValue),
            of: UpdateUser(active.id) { $0.isActive = true }
        )
    }

    // S4-13, S4-31
    @Test("INV-44: a parent is deleted and restored like a student, a teacher is not")
    func softDeletedParent() throws {
        let (parent, teacher) = (try school.user(role: .parent), try school.user(role: .teacher))
        #expect(try school.run(SoftDeleteUser(parent.id)).profiles.parent?.isDeleted == true)
        #expect(try school.run(RestoreUser(parent.id)).user.isActive)
        try school.expectRefusal(
            .roleMismatch(role: "teacher", expected: "student or parent"),
            of: SoftDeleteUser(teacher.id)
        )
        try school.expectRefusal(
            .notDeleted(.user, id: teacher.id.rawValue),
            of: RestoreUser(teacher.id)
        )
    }

    @Test("S1-09: a student comes with a course and a parent in one request, or not at all")
    func createStudent() throws {
        let course = try school.course()
        let parent = UserDraft(email: "ana@school.az", fullName: "Ana", role: .parent)
        let draft = { UserDraft(email: $0, fullName: "Uşaq", role: .student) }
        let first = try school.run(
            CreateStudent(draft("a@school.az"), course: course.id, parent: .new(parent))
        )
        #expect(first.enrollment?.courseID == course.id)
        let second = try school.run(CreateStudent(draft("b@school.az"), parent: .new(parent)))
        #expect(second.link?.parentID == first.link?.parentID)
        try school.expectRefusal(
            .referenceMissing(.course, field: "courseId", id: 99),
            of: CreateStudent(draft("c@school.az"), course: 99)
        )
    }

    // S4-42, T19
    @Test("INV-45: a student without marks is purged with all that depends")
    func purge() throws {
        let (student, parent) = (try school.user(), try school.user(role: .parent))
        let cohort = try school.cohort()
        try school.enroll(student, in: cohort)
        try school.run(LinkParent(parent: parent.id, student: student.id))
        let ref = SetExternalRef(
            source: "edu:student",
            entity: .user,
            externalID: "12",
            row: student.id.cast(to: AnyRow.self)
        )
        try school.run(ref)
        let outcome = try school.run(HardDeleteUser(student.id, deletesOrphans: true))
        #expect(outcome.orphans == [parent.id])
        #expect(
            outcome.counts == [
                .user: 2, .studentProfile: 1, .parentProfile: 1, .parentLink: 1,
                .enrollment: 1, .cohortMember: 1, .externalRef: 1,
            ]
        )
        #expect(try school.seats(cohort) == 0)
        try school.expectRefusal(
            .notFound(.user, id: student.id.rawValue),
            of: SoftDeleteUser(student.id)
        )
    }

    // T19
    @Test("INV-45: a student with marks is refused, made nameless, or purged by force")
    func history() throws {
        let students = try school.users(2)
        let group = try school.group(students: students)
        let cohort = try school.cohort()
        try school.enroll(students[0], in: cohort)
        for back in 0..<3 {
            try school.run(MarkAll(in: group.id, on: school.today.advanced(by: -back)))
        }
        let id = students[0].id
        try school.expectRefusal(.hasHistory(.user, id: id.rawValue), of: HardDeleteUser(id))
        let nameless = try school.run(HardDeleteUser(id, mode: .anonymize))
        #expect(nameless.user?.fullName.text == "Deleted Student")
        #expect(nameless.user?.email.text == "deleted-\(id)@deleted.local")
        #expect(try school.member(students[0], of: cohort)?.fullName.text == "Deleted Student")
        #expect(try school.sheet(of: group, on: school.today)?.marks.count == 2)
        let purged = try school.run(HardDeleteUser(id, mode: .purge))
        #expect(purged.marks == 3)
        #expect(try school.sheet(of: group, on: school.today)?.marks.count == 1)
        try school.run(HardDeleteUser(students[1].id, mode: .purge))
        #expect(school.count(.attendanceSheet) == 0)
    }

    // S4-15
    @Test("INV-46: parents are of students, once, and neither is deleted")
    func parents() throws {
        let (student, parent) = (try school.user(), try school.user(role: .parent))
        let teacher = try school.user(role: .teacher)
        let link = LinkParent(parent: parent.id, student: student.id, relation: "ana")
        let row = try school.run(link)
        try school.expectRefusal(
            .unique(
                .parentLink,
                constraint: "parentLink.parent_student",
                existing: row.id.rawValue
            ),
            of: link
        )
        try school.expectRefusal(
            .roleMismatch(role: "teacher", expected: "parent"),
            of: LinkParent(parent: teacher.id, student: student.id)
        )
        try school.run(UnlinkParent(parent: parent.id, student: student.id))
        try school.run(SoftDeleteUser(student.id))
        try school.expectRefusal(.deleted(.user, id: student.id.rawValue), of: link)
    }

    @Test("A person applies once, and the application is decided")
    func applications() throws {
        let user = try school.user("Nigar")
        let create = CreateApplication(user: user.id, program: .bootcamp)
        let row = try school.run(create)
        #expect((row.name, row.status) == ("Nigar", .pending))
        try school.expectRefusal(
            .unique(.application, constraint: "application.user", existing: row.id.rawValue),
            of: create
        )
        let decided = try school.run(DecideApplication(row.id, status: .approved, note: "ok"))
        #expect((decided.status, decided.decisionNote) == (.approved, "ok"))
    }

    @Test("H3: a row's names in other systems resolve to it, once each, and die with it")
    func refs() throws {
        let group = try school.group()
        let set = SetExternalRef(
            source: "edu:education_group",
            entity: .group,
            externalID: "1234",
            row: group.id.cast(to: AnyRow.self)
        )
        #expect(try school.run(set).isNew)
        #expect(try !school.run(set).isNew)
        var other = set
        other.row = try school.group().id.cast(to: AnyRow.self)
        try school.expectRefusal(
            .unique(
                .externalRef,
                constraint: "externalRef.source_entity_externalId",
                existing: group.id.rawValue
            ),
            of: other
        )
        let resolve = { () throws(ServiceError) in
            try self.school.read { view throws(ServiceError) in
                try view.resolve(source: set.source, entity: .group, externalID: "1234")
            }
        }
        #expect(try resolve()?.rawValue == group.id.rawValue)
        try school.run(HardDeleteGroup(group.id))
        #expect(try resolve() == nil)
        other.externalID = "99"
        try school.run(other)
        let removal = RemoveExternalRef(source: set.source, entity: .group, externalID: "99")
        #expect(try school.run(removal).rowID == other.row)
        try school.expectRefusal(.notFound(.externalRef, id: 0), of: removal)
        other.row = 999
        try school.expectRefusal(
            .referenceMissing(.group, field: "rowId", id: 999),
            of: other
        )
    }

    @Test("An organisation has no loop above it, and stays while it owns rows")
    func organizations() throws {
        let top = try school.organization()
        let below = try school.organization(parent: top.id)
        try school.expectRefusal(
            .checkFailed(.organization, field: "parentId", rule: "cycle"),
            of: UpdateOrganization(top.id) { $0.parentID = below.id }
        )
        try school.expectRefusal(
            .hasDependents(.organization, by: .organization, count: 1),
            of: DeleteOrganization(top.id)
        )
        school.context.organization = below.id
        let program = try school.run(CreateProgram(ProgramDraft(code: " CS ", name: "Computing")))
        #expect(program.organizationID == below.id)
        try school.expectRefusal(
            .unique(
                .academicProgram,
                constraint: "academicProgram.organization_code",
                existing: program.id.rawValue
            ),
            of: CreateProgram(ProgramDraft(code: "cs", name: "Again"))
        )
        let renamed = try school.run(UpdateProgram(program.id) { $0.name = "Informatics" })
        #expect((renamed.name, renamed.code) == ("Informatics", program.code))
        try school.run(DeleteProgram(program.id))
        #expect(try school.run(DeleteOrganization(below.id)) == [.organization: 1])
    }
}
