import Oracle
import Records
import SchoolModel

// One random row of each table, and one random change of each.

extension Builder {
    var text: String { Names.titles[dice.below(Names.titles.count)] }
    private var json: JSONText { JSONText(trusted: "{\"n\":\(dice.below(9))}") }

    func organization() -> Organization {
        Organization(
            kind: dice.pick(),
            parentID: optionalID(nilPercent: 60),
            name: text,
            slug: "org-\(dice.below(150))",
            timezone: optional("Asia/Baku"),
            isActive: dice.percent(90),
            metadata: json
        )
    }

    func program() -> AcademicProgram {
        AcademicProgram(
            organizationID: optionalID(),
            code: Names.folded((dice.percent(50) ? "P" : "p") + "\(dice.below(40))"),
            name: text
        )
    }

    func user(role: User.Role? = nil) -> User {
        let name = person()
        return User(
            organizationID: optionalID(nilPercent: 20),
            email: email(),
            fullName: Names.collated(name),
            foldedName: Names.folded(name).folded,
            role: role ?? (dice.percent(75) ? .student : dice.pick()),
            firstName: optional(name),
            phone: optional("+994 \(dice.below(1000))"),
            code: optional(Names.folded("S\(dice.below(900))")),
            isActive: dice.percent(80),
            lastLogin: optional(instantBefore()),
            passwordHash: optional("hash"),
            mustChangePassword: dice.percent(10),
            metadata: json
        )
    }

    private func email() -> FoldedText {
        let name = dice.percent(50) ? "Ad" : "ad"
        return Names.folded("\(name)\(dice.below(9000))@məktəb.az")
    }

    func application() -> Application {
        Application(
            userID: id(),
            program: dice.pick(),
            status: dice.pick(),
            role: dice.pick(),
            name: text,
            email: "a@b.az",
            decisionNote: optional(text)
        )
    }

    func course() -> Course {
        Course(
            name: Names.folded(text),
            organizationID: optionalID(),
            slug: optional("kurs-\(dice.below(200))"),
            description: optional(text),
            isPublished: dice.percent(60),
            isCohortBased: dice.percent(50),
            defaultDurationWeeks: dice.number(1...520),
            enrollmentType: dice.pick(),
            createdBy: optionalID(),
            isArchived: dice.percent(5),
            metadata: json
        )
    }

    func module() -> Module {
        Module(
            courseID: id(),
            title: text,
            description: optional(text),
            orderIndex: dice.below(12)
        )
    }

    func lesson() -> Lesson {
        let module: ID<Module> = id()
        return Lesson(
            moduleID: module,
            courseID: model.row(module)?.courseID ?? 1,
            title: text,
            slug: optional("dərs-\(dice.below(12))"),
            orderIndex: dice.number(-3...200),
            durationMinutes: optional(dice.below(200)),
            isPreview: dice.percent(10)
        )
    }

    func cohort() -> Cohort {
        let course: ID<Course>? = optionalID(nilPercent: 25)
        return Cohort(
            kind: course == nil ? .class : .course,
            code: optional(Names.folded((dice.percent(50) ? "C" : "c") + "\(dice.below(900))")),
            name: Names.folded(text),
            courseID: course,
            organizationID: optionalID(),
            academicProgramID: optionalID(nilPercent: 60),
            tutorID: optionalID(nilPercent: 50),
            educationLevel: optional(text),
            language: optional("az"),
            startYear: optional(dice.number(1990...2030)),
            endYear: optional(dice.number(1990...2030)),
            startDate: course == nil ? optional(day()) : day(),
            endDate: optional(day()),
            status: dice.pick(),
            maxStudents: optional(dice.number(1...30)),
            isActive: dice.percent(90),
            createdBy: optional(ID(UInt64(dice.below(5000) + 1))),
            metadata: json
        )
    }

    /// A member with copies of the student's name and the cohort's course, as services write it.
    func member() -> CohortMember {
        let cohort: ID<Cohort> = id()
        let studentID: ID<User> = id()
        let student = model.row(studentID)
        return CohortMember(
            studentID: studentID,
            status: dice.pick(),
            enrolledAt: instantBefore(),
            lastActivityAt: optional(instantBefore()),
            completedLessons: dice.below(40),
            discussionPosts: dice.below(300),
            forumPosts: dice.below(3),
            fullName: student?.fullName ?? Names.collated(Names.persons[0]),
            email: student?.email.text ?? "",
            cohortID: cohort,
            courseID: model.row(cohort)?.courseID,
            leftAt: optional(instantBefore())
        )
    }

    func schedule() -> CohortSchedule {
        let moduleID: ID<Module> = id()
        let module = model.row(moduleID)
        return CohortSchedule(
            moduleID: moduleID,
            unlockDate: day(),
            lockDate: optional(day()),
            orderIndex: module?.orderIndex ?? 0,
            courseID: module?.courseID ?? 1,
            title: module?.title ?? "",
            cohortID: id(),
            note: optional(text)
        )
    }

    func progress() -> LessonProgress {
        LessonProgress(
            userID: id(),
            lessonID: id(),
            cohortID: optionalID(),
            completed: dice.percent(50),
            completedAt: optional(instantBefore()),
            videoPositionSeconds: dice.below(5000),
            timeSpentSeconds: dice.below(100_000),
            watchCount: dice.number(1...9),
            lastAccessedAt: instantBefore()
        )
    }

    func enrollment() -> Enrollment {
        Enrollment(
            studentID: id(),
            courseID: id(),
            status: dice.pick(),
            enrolledAt: instantBefore(),
            completedAt: optional(instantBefore()),
            progressPercentage: dice.number(0...100),
            metadata: json
        )
    }

    func group() -> Group {
        Group(
            organizationID: optionalID(),
            courseID: optionalID(),
            teacherID: optionalID(),
            code: optional("G\(dice.below(100))"),
            name: Names.folded(text),
            daysOfWeek: Weekdays(rawValue: UInt8(dice.below(128))),
            startTime: optional(0).flatMap { _ in TimeOfDay(minutes: dice.below(1440)) },
            displayName: text,
            displayNameIsManual: dice.percent(20),
            isActive: dice.percent(90),
            sortOrder: dice.number(-5...5),
            monthlyFee: optional(Money(hundredths: Int64(dice.number(-500...50_000)))),
            monthlyLessonsCount: dice.below(30),
            deletedAt: dice.percent(8) ? instantBefore() : nil
        )
    }

    func membership() -> GroupMembership {
        GroupMembership(
            organizationID: optionalID(),
            groupID: id(),
            userID: id(),
            role: dice.percent(85) ? .student : .teacher,
            status: dice.pick(),
            enrolledAt: instantBefore(),
            leftAt: dice.percent(20) ? instantBefore() : nil
        )
    }

    func sheet() -> AttendanceSheet {
        AttendanceSheet(groupID: id(), lessonDate: day(), marks: marks())
    }

    /// A class register: most marks share who made them and when, some have a history.
    func marks() -> [AttendanceMark] {
        let (marker, instant) = (optional(ID<User>(UInt64(dice.below(900) + 1))), instantBefore())
        let count = dice.percent(1) ? dice.below(400) : dice.below(14)
        var sheet = AttendanceSheet(groupID: 1, lessonDate: Day(0))
        for _ in 0..<count {
            var mark = AttendanceMark(
                studentID: ID(UInt64(dice.below(4000) + 1)),
                status: dice.pick(),
                markedByID: marker,
                markedAt: dice.percent(95) ? instant : optional(instantBefore()),
                createdAt: instant,
                updatedAt: instant
            )
            if dice.percent(10) { mark.note = text }
            if dice.percent(10) { mark.entryState = .draft }
            if dice.percent(10) { mark.createdAt = instantBefore() }
            if dice.percent(10) { mark.updatedAt = instantBefore() }
            if dice.percent(3) { mark.markedByID = nil }
            sheet.set(mark)
        }
        return sheet.marks
    }

    func externalRef() -> ExternalRef {
        ExternalRef(
            source: dice.percent(50) ? "edu:education_group" : text,
            entity: dice.pick(),
            externalID: dice.percent(90) ? "\(dice.below(900))" : text,
            rowID: ID(UInt64(dice.below(300) + 1))
        )
    }
}
