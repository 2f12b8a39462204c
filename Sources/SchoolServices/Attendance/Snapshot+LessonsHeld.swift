internal import Engine
internal import Records
internal import SchoolModel
internal import Storage

extension Snapshot where Self: ~Copyable {
    /// A lesson that took place, or nil.
    borrowing func lessonHeld(
        of group: ID<Group>,
        on date: Day
    ) throws(ServiceError) -> LessonHeld? {
        try row(like: LessonHeld(groupID: group, lessonDate: date))
    }

    /// Refuses a change of a register that is closed.
    borrowing func requireNotFinal(_ sheet: AttendanceSheet) throws(ServiceError) {
        guard let held = try lessonHeld(of: sheet.groupID, on: sheet.lessonDate), held.isFinalized
        else { return }
        throw .locked(LessonHeld.table, id: held.id.rawValue)
    }

    /// What has been charged for a lesson so far, less what was given back.
    borrowing func charges(
        of group: ID<Group>,
        on date: Day
    ) throws(ServiceError) -> [ID<User>: Int64] {
        var prefix = Key(BalanceEntry.ByGroup.place, owner: group)
        prefix.append(date)
        var sums: [ID<User>: Int64] = [:]
        for entry in try rows(through: BalanceEntry.ByGroup.self, under: prefix)
        where entry.isOfLesson {
            sums[entry.studentID, default: 0] += entry.delta.hundredths
        }
        return sums
    }

    /// What each student's balance must move by for a lesson: the fee of who was there, and back what
    /// was charged to who was not.
    borrowing func differences(
        of group: Group,
        on date: Day
    ) throws(ServiceError) -> [(student: ID<User>, difference: Int64)] {
        let charges = try charges(of: group.id, on: date)
        let marks = try sheet(of: group.id, on: date)?.marks ?? []
        var present: Set<ID<User>> = []
        for mark in marks where mark.status == .present || mark.status == .late {
            present.insert(mark.studentID)
        }
        var differences: [(student: ID<User>, difference: Int64)] = []
        for student in present.union(charges.keys).sorted() {
            let charged = charges[student] ?? 0
            var target: Int64 = 0
            if present.contains(student) {
                // Who was charged as a member stays charged after leaving.
                let membership = try membership(of: student, in: group.id, as: .student)
                let isMember = charged != 0 || membership?.isActive == true
                target = isMember ? -group.lessonFee : 0
            }
            guard target != charged,
                try found(student.cast(to: StudentProfile.self)) != nil
            else { continue }
            differences.append((student, target - charged))
        }
        return differences
    }
}

extension Group {
    /// What one lesson costs, rounded half up to a hundredth; nothing without a fee.
    var lessonFee: Int64 {
        guard let monthlyFee, monthlyLessonsCount > 0 else { return 0 }
        let count = Int64(monthlyLessonsCount)
        return (2 * monthlyFee.hundredths + count) / (2 * count)
    }
}
