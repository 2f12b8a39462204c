import Engine
import LMDB
import Records
import SchoolModel
import SchoolServices
import Storage

/// A school with one course, one cohort and one group, made through the services like any other.
struct DemoSchool {
    let today: Day

    private static let students = [
        "Aysel Məmmədova", "Çingiz Əliyev", "Xədicə Quliyeva", "Həsən Rzayev", "Şəbnəm İsmayılova",
        "Ilham Kərimov", "İlqar Abbasov", "Qədir Nəbiyev", "Kənan Cəfərov", "Ömər Hüseynov",
        "Zəhra Babayeva", "Ülviyyə Mustafayeva",
    ]

    func fill(_ store: Store<LMDBEngine>, _ context: Context) throws(ServiceError) {
        let school = self
        try store.write { scope throws(ServiceError) in
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
            try school.teach(students, &scope, context)
            try school.meet(students, with: teacher.id, &scope, context)
        }
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
