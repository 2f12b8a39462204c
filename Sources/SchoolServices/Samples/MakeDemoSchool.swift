public import Engine
public import Records
public import SchoolModel
public import Storage

/// Fills an empty store with a school of one course, one cohort and one group, made by the same requests
/// as any other: for newcomers, and for examples.
public struct MakeDemoSchool: WriteRequest {
    /// The day that the school's last two weeks lead up to.
    public var today: Day

    /// A request.
    public init(today: Day) { self.today = today }

    private static let students = [
        "Aysel Məmmədova", "Çingiz Əliyev", "Xədicə Quliyeva", "Həsən Rzayev", "Şəbnəm İsmayılova",
        "Ilham Kərimov", "İlqar Abbasov", "Qədir Nəbiyev", "Kənan Cəfərov", "Ömər Hüseynov",
        "Zəhra Babayeva", "Ülviyyə Mustafayeva",
    ]

    /// Makes the organisation, its people, what they learn and where they meet; answers the first.
    public func run<T: WriteTransaction & ~Copyable>(
        in scope: inout WriteScope<T>,
        as context: Context
    ) throws(ServiceError) -> Organization {
        let organization = try CreateOrganization(
            OrganizationDraft(name: "Mərkəz məktəbi", slug: "merkez")
        ).run(in: &scope, as: context)
        var context = context
        context.organization = organization.id
        let teacher = try CreateUser(
            UserDraft(email: "nigar@merkez.az", fullName: "Nigar Vəliyeva", role: .teacher)
        ).run(in: &scope, as: context).user
        context.performer = teacher.id
        var students: [ID<User>] = []
        for (number, name) in Self.students.enumerated() {
            let draft = UserDraft(
                email: "sagird\(number + 1)@merkez.az",
                fullName: name,
                role: .student
            )
            students.append(try CreateUser(draft).run(in: &scope, as: context).user.id)
        }
        try teach(students, &scope, context)
        try meet(students, with: teacher.id, &scope, context)
        return organization
    }

    /// A course of six modules, and a cohort that is in its third week.
    private func teach<T: WriteTransaction & ~Copyable>(
        _ students: [ID<User>],
        _ scope: inout WriteScope<T>,
        _ context: Context
    ) throws(ServiceError) {
        var draft = CourseDraft(name: "Riyaziyyat 9")
        draft.isPublished = true
        let course = try CreateCourse(draft).run(in: &scope, as: context)
        for title in ["Çoxluqlar", "Kəsrlər", "Tənliklər", "Funksiyalar", "Həndəsə", "Ehtimal"] {
            let module = try CreateModule(in: course.id, ModuleDraft(title: title))
                .run(in: &scope, as: context)
            for number in 1...4 {
                _ = try CreateLesson(in: module.id, LessonDraft(title: "Dərs \(number)"))
                    .run(in: &scope, as: context)
            }
        }
        let cohort = try CreateCohort(
            CohortDraft(course: course.id, name: "Payız axını", startDate: today.advanced(by: -15))
        ).run(in: &scope, as: context).cohort
        _ = try GenerateSchedule(cohort: cohort.id).run(in: &scope, as: context)
        for (number, student) in students.enumerated() {
            _ = try EnrollInCohort(cohort: cohort.id, student: student)
                .run(in: &scope, as: context)
            for lesson in 0..<UInt64(number * 5 % 9) {
                _ = try SetProgress(
                    user: student,
                    lesson: ID(lesson + 1),
                    cohort: cohort.id,
                    completed: true
                ).run(in: &scope, as: context)
            }
        }
    }

    /// A group that has met every other day of the last two weeks.
    private func meet<T: WriteTransaction & ~Copyable>(
        _ students: [ID<User>],
        with teacher: ID<User>,
        _ scope: inout WriteScope<T>,
        _ context: Context
    ) throws(ServiceError) {
        var draft = GroupDraft(name: "Qrup 1")
        draft.teacherID = teacher
        let group = try CreateGroup(draft).run(in: &scope, as: context)
        let since = Timestamp(startOf: today.advanced(by: -30))
        _ = try AddStudents(to: group.id, students, enrolledAt: since)
            .run(in: &scope, as: context)
        for day in stride(from: -12, through: 0, by: 2) {
            let items = students.enumerated().map { number, student in
                let statuses: [AttendanceStatus] = [.present, .present, .late, .present, .absent]
                return MarkItem(
                    student,
                    on: today.advanced(by: day),
                    statuses[(number * 3 - day) % statuses.count]
                )
            }
            _ = try BulkSetAttendance(in: group.id, items).run(in: &scope, as: context)
        }
    }
}
