internal import Engine
internal import Records
internal import SchoolModel
internal import Storage

// One course of forty modules with fifty full cohorts, and a lesson that is much talked about.
extension SeedProgress {
    private static let moduleCount = 40
    private static let lessonsEach = 5
    private var cohortCount: Int { sized(50) }
    private var cohortSize: Int { sized(500, atLeast: 5) }
    private var postCount: Int { sized(1_000, atLeast: 10) }

    mutating func makePlatform<T: WriteTransaction & ~Copyable>(
        _ scope: inout WriteScope<T>,
        _ context: Context
    ) throws(ServiceError) {
        switch stage {
        case 0: try makeOrganization("Platforma", &scope, context)
        case 1:
            let count = cohortCount * cohortSize
            try makePeople(students: count, teachers: 4, &scope, context)
        case 2: try makeCourse(&scope, context)
        case 3:
            let total = cohortCount * cohortSize
            for number in range(of: total, by: 1_000) { try enroll(number, &scope, context) }
        default:
            for number in range(of: postCount, by: 500) { try post(number, &scope, context) }
            isDone = stage > 4
        }
    }

    private mutating func makeCourse<T: WriteTransaction & ~Copyable>(
        _ scope: inout WriteScope<T>,
        _ context: Context
    ) throws(ServiceError) {
        var draft = CourseDraft(name: "Proqramlaşdırma")
        draft.isPublished = true
        draft.createdBy = teachers[0]
        let course = try CreateCourse(draft).run(in: &scope, as: context)
        for number in 1...Self.moduleCount {
            let module = try CreateModule(in: course.id, ModuleDraft(title: "Modul \(number)"))
                .run(in: &scope, as: context)
            for index in 1...Self.lessonsEach {
                let made = try CreateLesson(in: module.id, LessonDraft(title: "Dərs \(index)"))
                    .run(in: &scope, as: context)
                if lesson == nil { lesson = made.id }
            }
        }
        for number in 0..<cohortCount {
            let start = today.advanced(by: -7 * (number % 20))
            var draft = CohortDraft(course: course.id, name: "Axın \(number + 1)", startDate: start)
            draft.maxStudents = cohortSize
            draft.tutorID = teachers[number % teachers.count]
            let cohort = try CreateCohort(draft).run(in: &scope, as: context).cohort
            cohorts.append(cohort.id)
            _ = try GenerateSchedule(cohort: cohort.id).run(in: &scope, as: context)
        }
        stage += 1
    }

    private mutating func enroll<T: WriteTransaction & ~Copyable>(
        _ number: Int,
        _ scope: inout WriteScope<T>,
        _ context: Context
    ) throws(ServiceError) {
        _ = try EnrollInCohort(cohort: cohorts[number / cohortSize], student: students[number])
            .run(in: &scope, as: context)
    }

    private mutating func post<T: WriteTransaction & ~Copyable>(
        _ number: Int,
        _ scope: inout WriteScope<T>,
        _ context: Context
    ) throws(ServiceError) {
        guard let lesson else { return }
        let author = students[random.number(below: cohortSize)]
        let subject = random.element(of: SeedNames.subjects)
        _ = try PostDiscussion(
            about: lesson,
            in: cohorts[0],
            "\(subject): sual \(number + 1)?",
            as: author
        ).run(in: &scope, as: context)
    }
}
