public import Engine
internal import Records
public import SchoolModel
public import Storage

/// Notes a payment; what was paid is added to the student's balance.
public struct CreatePayment: WriteRequest {
    /// Without a receipt number one is made.
    public var row: Payment

    public init(_ row: Payment) { self.row = row }

    public func run<T: WriteTransaction & ~Copyable>(
        in scope: inout WriteScope<T>,
        as context: Context
    ) throws(ServiceError) -> PaymentOutcome {
        var row = row
        (row.id, row.stamps, row.deletedAt) = (0, .new, nil)
        if row.receiptNo.text.isEmpty {
            let last = scope.counters[Payment.table].lastID
            row.receiptNo.text = try scope.freeReceipt(after: last, by: context)
        }
        try row.complete(by: context)
        _ = try scope.student(row.studentID)
        if let group = row.groupID { _ = try scope.openTarget(group, of: "groupId") }
        row.organizationID = try scope.organization(
            ofGroup: row.groupID,
            orStudent: row.studentID
        )
        row.createdByID = context.performer
        try scope.requireFree(Payment.ByReceipt.self, for: row)
        try scope.insertRow(&row)
        let balance = try scope.post(row.counted.hundredths, of: row, on: row.paymentDate)
        return PaymentOutcome(payment: row, newBalance: balance)
    }
}
