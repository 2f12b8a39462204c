internal import Collation
internal import Engine
internal import Records
internal import SchoolModel
internal import Storage

extension SchoolCheck {
    mutating func check<S: Snapshot & ~Copyable>(
        _ row: Payment,
        in snapshot: borrowing S
    ) throws(ServiceError) {
        checkFolded(row.receiptNo, "receiptNo", row, trimming: true)
        let holder = try snapshot.row(of: Payment.ByReceipt.self, like: row)?.id
        require(holder == row.id, "payment.receipt_duplicate", row)
        let paid = row.paidAmount ?? .missing
        let isPartial = paid > .missing && paid < row.amount
        let isSound = row.status == .partial ? isPartial : row.paidAmount == nil
        require(row.amount > .missing && isSound, "payment.amount", row)
        let owner = try snapshot.organization(ofGroup: row.groupID, orStudent: row.studentID)
        require(row.organizationID == owner, "org.mismatch", row)
        var prefix = Key()
        prefix.begin(BalanceEntry.ByPayment.place)
        prefix.append(row.id)
        let sum = try snapshot.rows(through: BalanceEntry.ByPayment.self, under: prefix).sum
        require(sum == row.counted.hundredths, "balance.payment", row, "\(sum)")
    }

    /// The balance is the sum of the ledger.
    mutating func checkBalance<S: Snapshot & ~Copyable>(
        of row: StudentProfile,
        in snapshot: borrowing S
    ) throws(ServiceError) {
        let sum = try snapshot.ledger(of: row.id.cast(to: User.self)).sum
        require(row.balance.hundredths == sum, "balance.mismatch", row, "\(sum)")
    }
}

extension [BalanceEntry] {
    /// What the lines come to, in hundredths.
    fileprivate var sum: Int64 { reduce(0) { $0 &+ $1.delta.hundredths } }
}
