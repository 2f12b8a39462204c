public import Engine
public import Records
public import SchoolModel
public import Storage

/// Changes a payment; the balance moves by exactly what that changes.
public struct UpdatePayment: WriteRequest {
    public var id: ID<Payment>
    public var ifVersion: Int?
    public var edit: Edit<Payment>

    public init(_ id: ID<Payment>, ifVersion: Int? = nil, edit: @escaping Edit<Payment>) {
        self.id = id
        self.ifVersion = ifVersion
        self.edit = edit
    }

    public func run<T: WriteTransaction & ~Copyable>(
        in scope: inout WriteScope<T>,
        as context: Context
    ) throws(ServiceError) -> PaymentOutcome {
        let old = try scope.open(id)
        try old.requireVersion(ifVersion)
        var row = old
        try edit(&row)
        (row.id, row.stamps, row.deletedAt) = (old.id, old.stamps, nil)
        let isSameStudent = row.studentID == old.studentID
        try Payment.table.require(isSameStudent, "studentId", "cannotChange")
        try row.complete(by: context)
        if let group = row.groupID, group != old.groupID {
            _ = try scope.openTarget(group, of: "groupId")
        }
        row.organizationID = try scope.organization(
            ofGroup: row.groupID,
            orStudent: row.studentID
        )
        try scope.requireFree(Payment.ByReceipt.self, for: row)
        try scope.updateRow(old, to: &row)
        let difference = row.counted.hundredths - old.counted.hundredths
        let today = context.today(at: scope.now)
        let balance = try scope.post(difference, of: row, on: today)
        return PaymentOutcome(payment: row, newBalance: balance)
    }
}
