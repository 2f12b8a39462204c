public import Engine
public import Records
public import SchoolModel
internal import Storage

// The balance of a student is the sum of a ledger; both are written here and nowhere else.
extension WriteScope where Transaction: ~Copyable {
    /// Adds a line to a ledger, and its amount to the balance; answers the balance.
    ///
    /// It follows from a payment, or from a lesson: who may change those needs no right to the ledger.
    @discardableResult
    mutating func post(_ entry: BalanceEntry) throws(ServiceError) -> Money {
        var entry = entry
        let id = entry.studentID.cast(to: StudentProfile.self)
        guard let old = try found(id) else {
            throw .notFound(StudentProfile.table, id: id.rawValue)
        }
        try insertDerived(&entry)
        let (sum, isTooLarge) = old.balance.hundredths.addingReportingOverflow(
            entry.delta.hundredths
        )
        try BalanceEntry.table.require(!isTooLarge, "delta", "range")
        var profile = old
        profile.balance = Money(hundredths: sum)
        try updateDerived(old, to: &profile)
        return profile.balance
    }

    /// Writes the difference between what a payment counted and what it counts now.
    mutating func post(
        _ difference: Int64,
        of payment: Payment,
        on date: Day
    ) throws(ServiceError) -> Money {
        guard difference != 0 else { return try balance(of: payment.studentID) }
        var group = payment.groupID
        // A group that is hidden takes no new rows.
        if let id = group, try found(id)?.isDeleted == true { group = nil }
        return try post(
            BalanceEntry(
                studentID: payment.studentID,
                groupID: group,
                paymentID: payment.id,
                date: date,
                delta: Money(hundredths: difference),
                reason: difference > 0 ? .payment : .reversal
            )
        )
    }
}

extension Snapshot where Self: ~Copyable {
    /// What a student has, or owes.
    public borrowing func balance(of student: ID<User>) throws(ServiceError) -> Money {
        guard let profile = try found(student.cast(to: StudentProfile.self)) else {
            throw .notFound(StudentProfile.table, id: student.rawValue)
        }
        return profile.balance
    }

    /// The ledger of a student, in the order of dates.
    borrowing func ledger(of student: ID<User>) throws(ServiceError) -> [BalanceEntry] {
        try rows(of: BalanceEntry.self, under: Key(BalanceEntry.place, owner: student))
    }
}
