public import Engine
public import Records
public import SchoolModel
public import Storage

/// Adds a line to a ledger by hand.
public struct AdjustBalance: WriteRequest {
    public var student: ID<User>
    public var delta: Money
    public var note: String

    /// What is stored now.
    public struct Outcome: Equatable, Sendable {
        public var studentID: ID<User>
        public var delta: Money
        public var newBalance: Money
    }

    public init(of student: ID<User>, by delta: Money, note: String) {
        self.student = student
        self.delta = delta
        self.note = note
    }

    public func run<T: WriteTransaction & ~Copyable>(
        in scope: inout WriteScope<T>,
        as context: Context
    ) throws(ServiceError) -> Outcome {
        let table = BalanceEntry.table
        try table.check(note, "note", 1...2_000)
        let size = Int64(clamping: delta.hundredths.magnitude)
        try table.require(Maximum.amounts.contains(size), "delta", "range")
        _ = try scope.student(student)
        let entry = BalanceEntry(
            studentID: student,
            date: context.today(at: scope.now),
            delta: delta,
            reason: .manual,
            note: note
        )
        try scope.requireRight(toAdd: entry)
        let balance = try scope.post(entry)
        return Outcome(studentID: student, delta: delta, newBalance: balance)
    }
}
