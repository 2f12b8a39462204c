public import Engine
public import Records
public import SchoolModel
public import Storage

/// Closes a register, and charges the lesson to who was there.
///
/// Each student is charged once: closing again after a change writes the difference.
public struct FinalizeLesson: WriteRequest {
    public var group: ID<Group>
    public var date: Day

    /// What is stored now.
    public struct Outcome: Equatable, Sendable {
        public var held: LessonHeld
        /// The lines that were written now.
        public var charged: [Charge]
    }

    /// What one student's balance moved by.
    public struct Charge: Equatable, Sendable {
        public var studentID: ID<User>
        public var delta: Money
        /// Nil for who does not see what the student has.
        public var newBalance: Money?
    }

    public init(_ group: ID<Group>, on date: Day) {
        self.group = group
        self.date = date
    }

    public func run<T: WriteTransaction & ~Copyable>(
        in scope: inout WriteScope<T>,
        as context: Context
    ) throws(ServiceError) -> Outcome {
        let group = try scope.openGroup(group)
        guard date <= context.today(at: scope.now) else { throw .futureDate(date) }
        try LessonHeld.table.check(date, "date")
        let known = try scope.lessonHeld(of: group.id, on: date)
        if let known, known.isFinalized { return Outcome(held: known, charged: []) }
        var held =
            known
            ?? LessonHeld(groupID: group.id, lessonDate: date, createdBy: context.performer)
        held.isFinalized = true
        let differences = try scope.differences(of: group, on: date)
        if !differences.isEmpty { held.revision += 1 }
        try scope.put(&held, after: known)
        var charged: [Charge] = []
        for (student, difference) in differences {
            let delta = Money(hundredths: difference)
            let balance = try scope.post(
                BalanceEntry(
                    studentID: student,
                    groupID: group.id,
                    date: date,
                    delta: delta,
                    reason: difference < 0 ? .lessonCharge : .reversal,
                    revision: held.revision
                )
            )
            charged.append(Charge(studentID: student, delta: delta, newBalance: balance))
        }
        return Outcome(held: held, charged: charged)
    }
}

/// Opens a closed register again; nothing is charged or given back until it is closed.
public struct UnlockLesson: WriteRequest {
    public var group: ID<Group>
    public var date: Day

    public init(_ group: ID<Group>, on date: Day) {
        self.group = group
        self.date = date
    }

    /// Answers the lesson.
    public func run<T: WriteTransaction & ~Copyable>(
        in scope: inout WriteScope<T>,
        as context: Context
    ) throws(ServiceError) -> LessonHeld {
        let group = try scope.openGroup(group)
        guard let old = try scope.lessonHeld(of: group.id, on: date) else {
            throw .notFound(LessonHeld.table, id: 0)
        }
        var held = old
        held.isFinalized = false
        try scope.updateRow(old, to: &held)
        return held
    }
}
