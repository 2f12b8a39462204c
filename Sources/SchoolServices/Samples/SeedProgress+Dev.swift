internal import Collation
internal import Engine
internal import Records
internal import SchoolModel
internal import Storage

// A teacher, a parent, three students, two groups, and something of all that they do.
extension SeedProgress {
    /// One transaction; where its teacher is already, nothing is made again.
    mutating func makeDev<T: WriteTransaction & ~Copyable>(
        _ scope: inout WriteScope<T>,
        _ context: Context
    ) throws(ServiceError) {
        isDone = true
        for role in [User.Role.teacher, .parent, .student, .admin] {
            logins[role] = Self.email(role, 1)
        }
        var probe = User(email: .missing, fullName: .missing, foldedName: "", role: .teacher)
        probe.email = context.collator.folded(Self.email(.teacher, 1), trimming: true)
        if try scope.row(of: User.ByEmail.self, like: probe) != nil { return }
        try makeOrganization("Dev məktəbi", &scope, context)
        var context = context
        context.organization = organization
        _ = try make(.admin, 1, "Sevinc Məmmədli", &scope, context)
        let teacher = try make(.teacher, 1, "Nigar Vəliyeva", &scope, context)
        teachers = [teacher]
        let names = ["Aysel Məmmədova", "Çingiz Əliyev", "Şəbnəm İsmayılova"]
        for (index, name) in names.enumerated() {
            students.append(try make(.student, index + 1, name, &scope, context))
        }
        let parent = try make(.parent, 1, "Rəşad Məmmədov", &scope, context)
        _ = try LinkParent(parent: parent, student: students[0], relation: "ata")
            .run(in: &scope, as: context)
        context.performer = teacher
        try teach(&scope, context)
        try meet(&scope, context)
        try exercise(&scope, context)
    }

    private static func email(_ role: User.Role, _ number: Int) -> String {
        "\(role.name)\(number)@dev.az"
    }

    private func make<T: WriteTransaction & ~Copyable>(
        _ role: User.Role,
        _ number: Int,
        _ name: String,
        _ scope: inout WriteScope<T>,
        _ context: Context
    ) throws(ServiceError) -> ID<User> {
        var draft = UserDraft(email: Self.email(role, number), fullName: name, role: role)
        draft.passwordHash = passwordHash
        return try CreateUser(draft).run(in: &scope, as: context).user.id
    }

    private mutating func teach<T: WriteTransaction & ~Copyable>(
        _ scope: inout WriteScope<T>,
        _ context: Context
    ) throws(ServiceError) {
        var draft = CourseDraft(name: "Riyaziyyat 9")
        draft.isPublished = true
        draft.createdBy = teachers[0]
        let course = try CreateCourse(draft).run(in: &scope, as: context)
        for title in ["Çoxluqlar", "Kəsrlər"] {
            let module = try CreateModule(in: course.id, ModuleDraft(title: title))
                .run(in: &scope, as: context)
            for number in 1...3 {
                _ = try CreateLesson(in: module.id, LessonDraft(title: "Dərs \(number)"))
                    .run(in: &scope, as: context)
            }
        }
        let cohort = try CreateCohort(
            CohortDraft(course: course.id, name: "Payız axını", startDate: today.advanced(by: -10))
        ).run(in: &scope, as: context).cohort
        _ = try GenerateSchedule(cohort: cohort.id).run(in: &scope, as: context)
        for student in students {
            _ = try EnrollInCohort(cohort: cohort.id, student: student)
                .run(in: &scope, as: context)
        }
    }

    /// Two groups with marks and payments.
    private mutating func meet<T: WriteTransaction & ~Copyable>(
        _ scope: inout WriteScope<T>,
        _ context: Context
    ) throws(ServiceError) {
        let members = [Array(students.prefix(2)), Array(students.suffix(1))]
        for (number, members) in members.enumerated() {
            var draft = GroupDraft(name: "Qrup \(number + 1)")
            draft.teacherID = teachers[0]
            draft.monthlyFee = Money(hundredths: 5_000)
            let group = try CreateGroup(draft).run(in: &scope, as: context)
            groups.append(group.id)
            let since = Timestamp(startOf: today.advanced(by: -60))
            _ = try AddStudents(to: group.id, members, enrolledAt: since)
                .run(in: &scope, as: context)
            for back in stride(from: 14, through: 2, by: -2) {
                let items = members.enumerated().map { index, student in
                    let statuses: [AttendanceStatus] = [.present, .late, .present, .absent]
                    return MarkItem(
                        student,
                        on: today.advanced(by: -back),
                        statuses[(index + back / 2) % statuses.count]
                    )
                }
                _ = try BulkSetAttendance(in: group.id, items).run(in: &scope, as: context)
            }
            for student in members {
                let row = Payment(
                    studentID: student,
                    groupID: group.id,
                    paymentDate: today.advanced(by: -5),
                    title: "Aylıq ödəniş",
                    amount: Money(hundredths: 5_000),
                    receiptNo: .missing
                )
                _ = try CreatePayment(row).run(in: &scope, as: context)
            }
        }
    }

    /// Coding tasks with cases and submissions, and a test with its key.
    private mutating func exercise<T: WriteTransaction & ~Copyable>(
        _ scope: inout WriteScope<T>,
        _ context: Context
    ) throws(ServiceError) {
        for (title, text) in [("Cəm", "İki ədədi toplayın"), ("Hasil", "İki ədədi vurun")] {
            let task = try CreateRow(CodingTask(title: title, description: text))
                .run(in: &scope, as: context)
            let isSum = title == "Cəm"
            _ = try SetTestCases(
                of: task.id,
                [
                    TestCaseDraft(input: "2 3", expected: isSum ? "5" : "6"),
                    TestCaseDraft(input: "4 4", expected: isSum ? "8" : "16", isSample: false),
                ]
            ).run(in: &scope, as: context)
            for (index, student) in students.enumerated() {
                var row = CodingSubmission(
                    taskID: task.id,
                    studentID: student,
                    submittedCode: "print(5)",
                    status: index == 0 ? .passed : .failed
                )
                (row.passedCount, row.failedCount) = index == 0 ? (2, 0) : (1, 1)
                _ = try CreateSubmission(row).run(in: &scope, as: context)
            }
        }
        let test = try CreateRow(SchoolTest(title: "Sınaq 1")).run(in: &scope, as: context)
        _ = try SetAnswerKey(
            of: test.id,
            choices: AnswerMap([1: "A", 2: "C", 3: "B"]),
            numbers: AnswerMap([4: "25"])
        ).run(in: &scope, as: context)
        _ = try AssignTest(test.id, groups: [groups[0]]).run(in: &scope, as: context)
    }
}
