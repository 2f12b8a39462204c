internal import Collation
internal import Oracle
package import Records
internal import SchoolModel

extension Shelf {
    /// The day on which the school is looked at.
    package static let today: Day = {
        guard let day = Day("2026-10-15") else { preconditionFailure("a day") }
        return day
    }()

    /// Noon of that day.
    package static var noon: Timestamp {
        Timestamp(milliseconds: Timestamp(startOf: today).milliseconds + 43_200_000)
    }

    /// Two organisations that know nothing of one another, and some people who belong to none.
    package static func random(seed: UInt64) -> Shelf {
        var maker = Maker(dice: Dice(seed: seed))
        for number in 1...2 { maker.addOrganization(number) }
        for home in [1, 2, nil] as [ID<Organization>?] { maker.addPeople(of: home) }
        for home in [1, 2] as [ID<Organization>] {
            for _ in 0..<4 { maker.addCourse(of: home) }
            for _ in 0..<2 { maker.addClass(of: home) }
            for _ in 0..<3 { maker.addGroup(of: home) }
        }
        maker.addStrays()
        for home in [1, 2] as [ID<Organization>] { maker.addWork(of: home) }
        for cohort in maker.shelf.cohorts { maker.addTalk(in: cohort) }
        maker.addStrayWork()
        maker.addTrail()
        return maker.shelf
    }

    /// Makes rows with ids of its own, so that two stores have the same ones.
    struct Maker {
        var shelf = Shelf()
        var dice: Dice
    }
}

extension Shelf.Maker {
    func people(_ role: User.Role, _ home: ID<Organization>?) -> [ID<User>] {
        shelf.users.filter { $0.role == role && $0.organizationID == home }.map(\.id)
    }

    mutating func addOrganization(_ number: Int) {
        let id = ID<Organization>(UInt64(number))
        shelf.organizations.append(Organization(id: id, name: "O\(number)", slug: "o\(number)"))
        shelf.programs.append(
            AcademicProgram(
                id: ID(UInt64(number)),
                organizationID: id,
                code: Names.collator.folded("p\(number)"),
                name: "Programme"
            )
        )
    }

    mutating func addPeople(of home: ID<Organization>?) {
        let roles: [(User.Role, Int)] =
            home == nil
            ? [(.admin, 1), (.teacher, 1), (.student, 1), (.parent, 1)]
            : [(.admin, 1), (.teacher, 3), (.student, 6), (.parent, 3)]
        for (role, count) in roles {
            for _ in 0..<count { addPerson(role, home) }
        }
        for parent in people(.parent, home) {
            for child in people(.student, home) where dice.percent(40) {
                shelf.links.append(
                    ParentLink(
                        id: ID(UInt64(shelf.links.count + 1)),
                        organizationID: home,
                        parentID: parent,
                        studentID: child
                    )
                )
            }
        }
    }

    private mutating func addPerson(_ role: User.Role, _ home: ID<Organization>?) {
        let number = UInt64(shelf.users.count + 1)
        let name = dice.pick(Names.persons) ?? "N"
        let user = User(
            id: ID(number),
            organizationID: home,
            email: Names.collator.folded("u\(number)@school.az"),
            fullName: Names.collated(name),
            foldedName: Names.collator.fold(name),
            role: role,
            phone: "\(number)"
        )
        shelf.users.append(user)
        let isDeleted = dice.percent(15)
        switch role {
        case .admin: break
        case .teacher: shelf.teachers.append(TeacherProfile(id: ID(number)))
        case .student:
            shelf.students.append(
                StudentProfile(
                    id: ID(number),
                    organizationID: home,
                    foldedName: user.foldedName,
                    deletedAt: isDeleted ? Shelf.noon : nil
                )
            )
        case .parent: shelf.parents.append(ParentProfile(id: ID(number)))
        }
        guard dice.percent(30) else { return }
        shelf.applications.append(
            Application(
                id: ID(UInt64(shelf.applications.count + 1)),
                userID: user.id,
                program: .bootcamp,
                status: dice.pick(),
                name: name,
                email: "a@b"
            )
        )
    }

    mutating func addCourse(of home: ID<Organization>) {
        let course = ID<Course>(UInt64(shelf.courses.count + 1))
        shelf.courses.append(
            Course(
                name: Names.collator.folded("C\(course)"),
                id: course,
                organizationID: home,
                isPublished: dice.percent(60),
                enrollmentType: dice.pick(),
                createdBy: dice.percent(80) ? dice.pick(people(.teacher, home)) : nil
            )
        )
        for order in 0..<2 {
            let module = ID<Module>(UInt64(shelf.modules.count + 1))
            shelf.modules.append(
                Module(id: module, courseID: course, title: "M", orderIndex: order)
            )
            shelf.lessons.append(
                Lesson(
                    id: ID(UInt64(shelf.lessons.count + 1)),
                    moduleID: module,
                    courseID: course,
                    title: "L",
                    orderIndex: 0,
                    isPreview: dice.percent(40)
                )
            )
        }
        for student in people(.student, home) where dice.percent(50) {
            enroll(student, in: course, through: nil)
        }
        for _ in 0..<2 { addCohort(of: home, course) }
    }

    private mutating func enroll(
        _ student: ID<User>,
        in course: ID<Course>,
        through cohort: ID<Cohort>?
    ) {
        guard
            !shelf.enrollments.contains(where: {
                $0.studentID == student && $0.courseID == course
            })
        else { return }
        shelf.enrollments.append(
            Enrollment(
                id: ID(UInt64(shelf.enrollments.count + 1)),
                studentID: student,
                courseID: course,
                cohortID: cohort,
                status: dice.pick(),
                enrolledAt: Shelf.noon
            )
        )
        for lesson in shelf.lessons where lesson.courseID == course && dice.percent(40) {
            shelf.progress.append(
                LessonProgress(
                    id: ID(UInt64(shelf.progress.count + 1)),
                    userID: student,
                    lessonID: lesson.id,
                    cohortID: cohort,
                    completed: false,
                    lastAccessedAt: Shelf.noon
                )
            )
        }
    }

    private mutating func addCohort(of home: ID<Organization>, _ course: ID<Course>) {
        let id = ID<Cohort>(UInt64(shelf.cohorts.count + 1))
        let start = Shelf.today.advanced(by: dice.number(-60...30))
        let end = dice.percent(40) ? start.advanced(by: dice.number(1...40)) : nil
        let isArchived = dice.percent(15)
        shelf.cohorts.append(
            Cohort(
                id: id,
                kind: .course,
                name: Names.collator.folded("K\(id)"),
                courseID: course,
                organizationID: dice.percent(95) ? home : nil,
                tutorID: dice.pick(people(.teacher, home)),
                startDate: start,
                endDate: end,
                status: isArchived
                    ? .archived
                    : Shelf.today < start
                        ? .upcoming : end.map { $0 < Shelf.today } == true ? .completed : .active,
                maxStudents: 50
            )
        )
        for student in people(.student, home) where dice.percent(45) {
            admit(student, to: id, course)
            enroll(student, in: course, through: id)
        }
        for module in shelf.modules where module.courseID == course && dice.percent(80) {
            shelf.schedules.append(
                CohortSchedule(
                    moduleID: module.id,
                    unlockDate: start.advanced(by: module.orderIndex * 7),
                    orderIndex: module.orderIndex,
                    courseID: course,
                    title: module.title,
                    id: ID(UInt64(shelf.schedules.count + 1)),
                    cohortID: id
                )
            )
        }
    }

    private mutating func admit(
        _ student: ID<User>,
        to cohort: ID<Cohort>,
        _ course: ID<Course>?
    ) {
        guard let user = shelf.users.first(where: { $0.id == student }) else { return }
        shelf.members.append(
            CohortMember(
                studentID: student,
                status: dice.pick(),
                enrolledAt: Shelf.noon,
                fullName: user.fullName,
                email: user.email.text,
                id: ID(UInt64(shelf.members.count + 1)),
                cohortID: cohort,
                courseID: course
            )
        )
    }

    mutating func addClass(of home: ID<Organization>) {
        let id = ID<Cohort>(UInt64(shelf.cohorts.count + 1))
        shelf.cohorts.append(
            Cohort(
                id: id,
                kind: .class,
                code: Names.collator.folded("k\(id)"),
                name: Names.collator.folded("Class \(id)"),
                organizationID: home,
                tutorID: dice.percent(80) ? dice.pick(people(.teacher, home)) : nil,
                status: .active
            )
        )
        for student in people(.student, home) where dice.percent(40) { admit(student, to: id, nil) }
    }

    mutating func addGroup(of home: ID<Organization>) {
        let id = ID<Group>(UInt64(shelf.groups.count + 1))
        shelf.groups.append(
            Group(
                id: id,
                organizationID: dice.percent(95) ? home : nil,
                teacherID: dice.percent(70) ? dice.pick(people(.teacher, home)) : nil,
                name: Names.collator.folded("G\(id)"),
                displayName: "G\(id)"
            )
        )
        for teacher in people(.teacher, home) where dice.percent(30) {
            join(teacher, id, .teacher, home)
        }
        let students = people(.student, home).filter { _ in dice.percent(45) }
        for student in students { join(student, id, .student, home) }
        guard !students.isEmpty else { return }
        for back in 1...2 {
            let marks = students.map { student in
                AttendanceMark(
                    studentID: student,
                    status: .present,
                    createdAt: Shelf.noon,
                    updatedAt: Shelf.noon
                )
            }
            let day = Shelf.today.advanced(by: -back)
            shelf.sheets.append(AttendanceSheet(groupID: id, lessonDate: day, marks: marks))
        }
    }

    private mutating func join(
        _ user: ID<User>,
        _ group: ID<Group>,
        _ role: GroupMembership.Role,
        _ home: ID<Organization>
    ) {
        let status = dice.percent(75) ? GroupMembership.Status.active : .withdrawn
        shelf.memberships.append(
            GroupMembership(
                id: ID(UInt64(shelf.memberships.count + 1)),
                organizationID: home,
                groupID: group,
                userID: user,
                role: role,
                status: status,
                enrolledAt: Shelf.noon,
                leftAt: status == .active ? nil : Shelf.noon
            )
        )
    }

    /// People of one organisation in what belongs to the other, as only the operator can bring about.
    mutating func addStrays() {
        if let student = people(.student, 2).last {
            if let cohort = shelf.cohorts.first(where: { $0.courseID == 1 }) {
                admit(student, to: cohort.id, 1)
            }
            enroll(student, in: 1, through: nil)
            if let group = shelf.groups.first { join(student, group.id, .student, 1) }
        }
        for (number, user) in shelf.users.enumerated() where number % 3 == 0 {
            shelf.refs.append(
                ExternalRef(
                    source: "old",
                    entity: .user,
                    externalID: "\(number)",
                    rowID: user.id.cast(to: AnyRow.self)
                )
            )
        }
        for course in shelf.courses {
            shelf.refs.append(
                ExternalRef(
                    source: "old",
                    entity: .course,
                    externalID: "\(course.id)",
                    rowID: course.id.cast(to: AnyRow.self)
                )
            )
        }
    }

    /// What happened in groups, cohorts and courses.
    mutating func addTrail() {
        for row in shelf.memberships {
            shelf.trail.append(
                ActivityLog(
                    groupID: row.groupID,
                    organizationID: row.organizationID,
                    userID: row.userID,
                    studentID: row.role == .student ? row.userID : nil,
                    action: "student_added"
                )
            )
        }
        for row in shelf.members {
            let home = shelf.cohorts.first { $0.id == row.cohortID }?.organizationID
            shelf.trail.append(
                ActivityLog(
                    cohortID: row.cohortID,
                    courseID: row.courseID,
                    organizationID: home,
                    userID: row.studentID,
                    studentID: row.studentID,
                    action: "cohort_enrolled"
                )
            )
        }
        for index in shelf.trail.indices { shelf.trail[index].id = ID(UInt64(index + 1)) }
    }
}
