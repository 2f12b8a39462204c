internal import Engine
internal import Records
internal import SchoolModel
internal import Storage

// Groups that meet three times a week for three years, and pay each month.
extension SeedProgress {
    private static let groupSize = 12
    private static let years = 3
    private static let paymentsEach = 42

    mutating func makeSchool<T: WriteTransaction & ~Copyable>(
        _ scope: inout WriteScope<T>,
        _ context: Context
    ) throws(ServiceError) {
        let groupCount = sized(40)
        switch stage {
        case 0: try makeOrganization("Mərkəz məktəbi", &scope, context)
        case 1:
            try makePeople(
                students: groupCount * Self.groupSize,
                teachers: max(1, groupCount / 4),
                &scope,
                context
            )
        case 2:
            for number in range(of: groupCount, by: 10) { try meet(number, &scope, context) }
        case 3:
            for number in range(of: groupCount, by: 2) { try mark(number, &scope, context) }
        default:
            let total = students.count * Self.paymentsEach
            for number in range(of: total, by: 2_000) { try pay(number, &scope, context) }
            isDone = stage > 4
        }
    }

    /// The days of a group's lessons: Monday, Wednesday and Friday, or the days between.
    private static func weekdays(of group: Int) -> Weekdays {
        Weekdays(rawValue: group.isMultiple(of: 2) ? 0b001_0101 : 0b010_1010)
    }

    private mutating func meet<T: WriteTransaction & ~Copyable>(
        _ number: Int,
        _ scope: inout WriteScope<T>,
        _ context: Context
    ) throws(ServiceError) {
        var draft = GroupDraft(name: "Qrup \(number + 1)")
        draft.code = "Q\(number + 1)"
        draft.teacherID = teachers[number % teachers.count]
        draft.daysOfWeek = Self.weekdays(of: number)
        draft.startTime = TimeOfDay(minutes: 9 * 60 + number % 8 * 60)
        draft.monthlyFee = Money(hundredths: Int64(40 + number % 5 * 10) * 100)
        draft.sortOrder = number
        let group = try CreateGroup(draft).run(in: &scope, as: context)
        groups.append(group.id)
        let first = number * Self.groupSize
        _ = try AddStudents(
            to: group.id,
            Array(students[first..<first + Self.groupSize]),
            enrolledAt: Timestamp(startOf: today.advanced(by: -366 * Self.years))
        ).run(in: &scope, as: context)
    }

    /// All registers of one group.
    private mutating func mark<T: WriteTransaction & ~Copyable>(
        _ number: Int,
        _ scope: inout WriteScope<T>,
        _ context: Context
    ) throws(ServiceError) {
        let first = number * Self.groupSize
        let members = students[first..<first + Self.groupSize]
        let teacher = teachers[number % teachers.count]
        let days = Self.weekdays(of: number)
        var registers: [LoadAttendance.Register] = []
        for back in stride(from: 365 * Self.years, through: 1, by: -1) {
            let day = today.advanced(by: -back)
            guard days.contains(weekday: day.weekday) else { continue }
            var marks: [(student: ID<User>, status: AttendanceStatus)] = []
            for member in members {
                let dice = random.number(below: 100)
                let status: AttendanceStatus =
                    dice < 88 ? .present : dice < 93 ? .late : dice < 98 ? .absent : .excused
                marks.append((member, status))
            }
            let end = Timestamp(startOf: day).milliseconds + 64_800_000
            registers.append(
                LoadAttendance.Register(
                    on: day,
                    marks,
                    markedBy: teacher,
                    markedAt: Timestamp(milliseconds: end)
                )
            )
        }
        _ = try LoadAttendance(into: groups[number], registers).run(in: &scope, as: context)
    }

    private mutating func pay<T: WriteTransaction & ~Copyable>(
        _ number: Int,
        _ scope: inout WriteScope<T>,
        _ context: Context
    ) throws(ServiceError) {
        let (index, payment) = (number / Self.paymentsEach, number % Self.paymentsEach)
        let back = 365 * Self.years - payment * 365 * Self.years / Self.paymentsEach
        let amount = Int64(40 + index / Self.groupSize % 5 * 10) * 100
        var row = Payment(
            studentID: students[index],
            groupID: groups[index / Self.groupSize],
            paymentDate: today.advanced(by: -back),
            amount: Money(hundredths: amount),
            receiptNo: .missing
        )
        let dice = random.number(below: 20)
        row.method = dice < 12 ? .cash : dice < 17 ? .card : .bank
        if dice == 19 { (row.status, row.paidAmount) = (.partial, Money(hundredths: amount / 2)) }
        if dice == 18 { row.status = .unpaid }
        _ = try CreatePayment(row).run(in: &scope, as: context)
    }
}
