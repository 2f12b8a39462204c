internal import Collation
internal import Engine
internal import Records
internal import SchoolModel
internal import Storage

// Classes of many programmes, one of them very large, and a catalogue in which everybody takes courses.
extension SeedProgress {
    private static let coursesEach = 32

    private var studentCount: Int { sized(6_000, atLeast: 60) }
    private var classCount: Int { sized(377, atLeast: 4) }
    private var courseCount: Int { sized(7_547, atLeast: 2 * Self.coursesEach) }
    private var largestClass: Int { studentCount * 1_517 / 6_000 }

    mutating func makeUniversity<T: WriteTransaction & ~Copyable>(
        _ scope: inout WriteScope<T>,
        _ context: Context
    ) throws(ServiceError) {
        switch stage {
        case 0:
            try makeOrganization("Universitet", &scope, context)
            try makePrograms(&scope, context)
        case 1:
            let (teachers, admins) = (sized(480, atLeast: 4), sized(20))
            try makePeople(
                students: studentCount,
                teachers: teachers,
                admins: admins,
                &scope,
                context
            )
        case 2:
            for number in range(of: classCount, by: 200) { try makeClass(number, &scope, context) }
        case 3: try seat(&scope, context)
        case 4:
            for number in range(of: courseCount, by: 1_000) {
                try makeCourse(number, &scope, context)
            }
        default:
            for number in range(of: studentCount, by: 60) { try enroll(number, &scope, context) }
            isDone = stage > 5
        }
    }

    private mutating func makePrograms<T: WriteTransaction & ~Copyable>(
        _ scope: inout WriteScope<T>,
        _ context: Context
    ) throws(ServiceError) {
        var context = context
        context.organization = organization
        for (number, name) in SeedNames.subjects.prefix(12).enumerated() {
            let draft = ProgramDraft(code: "P\(seed)-\(number + 1)", name: name)
            programs.append(try CreateProgram(draft).run(in: &scope, as: context).id)
        }
    }

    private mutating func makeClass<T: WriteTransaction & ~Copyable>(
        _ number: Int,
        _ scope: inout WriteScope<T>,
        _ context: Context
    ) throws(ServiceError) {
        let education = SeedNames.education[number % SeedNames.education.count]
        let code = "\(923 + number)-\(education.language)-\(seed)"
        var draft = CohortDraft(kind: .class, name: code)
        draft.code = code
        draft.academicProgramID = programs[number % programs.count]
        draft.tutorID = teachers[number % teachers.count]
        draft.educationLevel = random.element(of: education.levels)
        draft.educationType = random.element(of: education.types)
        draft.language = education.language
        let year = 2019 + random.number(below: 7)
        (draft.startYear, draft.endYear) = (year, year + 4)
        draft.maxStudents = nil
        cohorts.append(try CreateCohort(draft).run(in: &scope, as: context).cohort.id)
    }

    /// Every student has one class; the first class is the largest.
    private mutating func seat<T: WriteTransaction & ~Copyable>(
        _ scope: inout WriteScope<T>,
        _ context: Context
    ) throws(ServiceError) {
        for number in range(of: studentCount, by: 1_000) {
            let rest = number - largestClass
            let cohort = rest < 0 ? cohorts[0] : cohorts[1 + rest % (cohorts.count - 1)]
            _ = try EnrollInCohort(cohort: cohort, student: students[number])
                .run(in: &scope, as: context)
        }
    }

    private mutating func makeCourse<T: WriteTransaction & ~Copyable>(
        _ number: Int,
        _ scope: inout WriteScope<T>,
        _ context: Context
    ) throws(ServiceError) {
        let name = "\(random.element(of: SeedNames.subjects)) \(number + 1)"
        var draft = CourseDraft(name: name)
        draft.isPublished = true
        draft.createdBy = teachers[number % teachers.count]
        courses.append(try CreateCourse(draft).run(in: &scope, as: context).id)
    }

    /// The courses of one student: different ones, spread over the catalogue.
    private mutating func enroll<T: WriteTransaction & ~Copyable>(
        _ number: Int,
        _ scope: inout WriteScope<T>,
        _ context: Context
    ) throws(ServiceError) {
        let start = random.number(below: courses.count)
        let step = courses.count / Self.coursesEach
        for index in 0..<Self.coursesEach {
            let course = courses[(start + index * step) % courses.count]
            _ = try CreateEnrollment(course: course, student: students[number])
                .run(in: &scope, as: context)
        }
    }
}
