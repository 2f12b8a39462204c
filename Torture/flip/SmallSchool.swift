import Oracle
import Records
import SchoolModel
import Storage

/// A small school with rows of every kind, the same in every process.
final class SmallSchool {
    let model = Model()
    /// The same rows for a store: each step returns why it is refused.
    private(set) var steps: [@Sendable (inout Scope) -> StoreError?] = []
    /// The instant of everything.
    static let instant = Timestamp(milliseconds: 1_760_000_000_000)

    private var dice = Dice(seed: 1)

    init() {
        model.begin(at: Self.instant)
        let organization = add(Organization(name: "Məktəb", slug: "mekteb"))
        add(Organization(kind: .faculty, parentID: organization.id, name: "Fakültə", slug: "f"))
        let program = add(
            AcademicProgram(organizationID: organization.id, code: Names.folded("P1"), name: "P")
        )
        let users = people(organization.id)
        let courses = courses(organization.id, users)
        cohorts(organization.id, program.id, users, courses)
        groups(organization.id, users, courses)
        for number in 0..<6 {
            add(
                ExternalRef(
                    source: "edu:education_group",
                    entity: .group,
                    externalID: "\(number)",
                    rowID: ID(UInt64(number + 1))
                )
            )
        }
        model.finish()
    }

    @discardableResult
    private func add<Row: Modelled>(_ row: Row) -> Row {
        guard case .accepted(let written) = model.insert(row) else {
            preconditionFailure("the small school breaks no rule: \(row)")
        }
        steps.append { scope in
            var given = row
            do throws(StoreError) { try scope.insert(&given) } catch { return error }
            return nil
        }
        return written
    }

    private func people(_ organization: ID<Organization>) -> [User] {
        let users = (0..<24).map { number in
            let name = Names.persons[number * 11]
            return add(
                User(
                    organizationID: organization,
                    email: Names.folded("Ad\(number)@mekteb.az"),
                    fullName: Names.collated(name),
                    foldedName: Names.folded(name).folded,
                    role: number < 3 ? .teacher : number < 6 ? .parent : .student,
                    phone: "+994 \(number)",
                    code: Names.folded("S\(number)"),
                    lastLogin: Self.instant,
                    passwordHash: "hash \(number)"
                )
            )
        }
        for user in users {
            let number = user.id.rawValue
            switch user.role {
            case .teacher: add(TeacherProfile(id: ID(number), displayTitle: "Dr."))
            case .parent:
                add(ParentProfile(id: ID(number)))
                add(ParentLink(parentID: user.id, studentID: users[Int(number) + 3].id))
            default:
                add(
                    StudentProfile(
                        id: ID(number),
                        organizationID: organization,
                        foldedName: user.foldedName,
                        grade: "9",
                        balance: Money(hundredths: 1250),
                        deletedAt: number % 7 == 0 ? Self.instant : nil
                    )
                )
                add(
                    Application(
                        userID: user.id,
                        program: .bootcamp,
                        name: user.fullName.text,
                        email: user.email.text
                    )
                )
            }
        }
        return users
    }

    private func courses(_ organization: ID<Organization>, _ users: [User]) -> [Course] {
        (0..<3).map { number in
            let course = add(
                Course(
                    name: Names.folded("Kurs \(number)"),
                    organizationID: organization,
                    slug: "kurs-\(number)",
                    description: String(repeating: "uzun ", count: 300),
                    isPublished: number > 0,
                    createdBy: users[0].id
                )
            )
            for order in 0..<3 {
                let module = add(Module(courseID: course.id, title: "M\(order)", orderIndex: order))
                for lesson in 0..<2 {
                    add(
                        Lesson(
                            moduleID: module.id,
                            courseID: course.id,
                            title: "Dərs \(lesson)",
                            slug: "d\(lesson)",
                            orderIndex: lesson
                        )
                    )
                }
            }
            return course
        }
    }

    private func cohorts(
        _ organization: ID<Organization>,
        _ program: ID<AcademicProgram>,
        _ users: [User],
        _ courses: [Course]
    ) {
        for course in courses {
            let cohort = add(
                Cohort(
                    kind: .course,
                    code: Names.folded("C\(course.id)"),
                    name: Names.folded("Qrup"),
                    courseID: course.id,
                    organizationID: organization,
                    academicProgramID: program,
                    tutorID: users[1].id,
                    startDate: Day(20_300),
                    status: .active,
                    maxStudents: 30
                )
            )
            add(
                CohortSchedule(
                    moduleID: ID(course.id.rawValue * 3),
                    unlockDate: Day(20_310),
                    orderIndex: 0,
                    courseID: course.id,
                    title: "M",
                    cohortID: cohort.id
                )
            )
            for user in users[6...] where dice.percent(60) {
                add(
                    CohortMember(
                        studentID: user.id,
                        enrolledAt: Self.instant,
                        fullName: user.fullName,
                        email: user.email.text,
                        cohortID: cohort.id,
                        courseID: course.id
                    )
                )
                add(
                    Enrollment(
                        studentID: user.id,
                        courseID: course.id,
                        cohortID: cohort.id,
                        enrolledAt: Self.instant
                    )
                )
                add(
                    LessonProgress(
                        userID: user.id,
                        lessonID: ID(course.id.rawValue * 6),
                        cohortID: cohort.id,
                        completed: true,
                        lastAccessedAt: Self.instant
                    )
                )
                add(ActivityLog(cohortID: cohort.id, studentID: user.id, action: "cohort_enrolled"))
            }
        }
    }

    private func groups(_ organization: ID<Organization>, _ users: [User], _ courses: [Course]) {
        for course in courses {
            let group = add(
                Group(
                    organizationID: organization,
                    courseID: course.id,
                    teacherID: users[2].id,
                    name: Names.folded("Q\(course.id)"),
                    displayName: "Q",
                    monthlyFee: Money(hundredths: 5000)
                )
            )
            for user in users[6...] {
                add(
                    GroupMembership(
                        groupID: group.id,
                        userID: user.id,
                        role: .student,
                        enrolledAt: Self.instant
                    )
                )
            }
            add(ActivityLog(groupID: group.id, action: "created", performedBy: users[0].id))
            for day in 0..<5 { add(sheet(of: group.id, day, users)) }
        }
    }

    /// One register has notes that take more than a page.
    private func sheet(of group: ID<Group>, _ day: Int, _ users: [User]) -> AttendanceSheet {
        var sheet = AttendanceSheet(groupID: group, lessonDate: Day(Int32(20_300 + day)))
        for user in users[6...] {
            sheet.set(
                AttendanceMark(
                    studentID: user.id,
                    status: dice.pick(),
                    markedByID: users[0].id,
                    markedAt: Self.instant,
                    note: day == 4 ? String(repeating: "qeyd ", count: 60) : nil,
                    createdAt: Self.instant,
                    updatedAt: Self.instant
                )
            )
        }
        return sheet
    }
}
