public import Engine
public import Records
public import SchoolModel
public import Storage

/// Hides a payment, and takes what it counted from the balance.
public struct DeletePayment: WriteRequest {
    public var id: ID<Payment>

    public init(_ id: ID<Payment>) { self.id = id }

    public func run<T: WriteTransaction & ~Copyable>(
        in scope: inout WriteScope<T>,
        as context: Context
    ) throws(ServiceError) -> PaymentOutcome {
        let counted = try scope.open(id).counted.hundredths
        let today = context.today(at: scope.now)
        // First: a hidden payment takes no new lines.
        let balance = try scope.post(-counted, of: scope.open(id), on: today)
        let row = try SoftDeleteRow(id).run(in: &scope, as: context)
        return PaymentOutcome(payment: row, newBalance: balance)
    }
}

/// Brings back a hidden payment, and what it counted.
public struct RestorePayment: WriteRequest {
    public var id: ID<Payment>

    public init(_ id: ID<Payment>) { self.id = id }

    public func run<T: WriteTransaction & ~Copyable>(
        in scope: inout WriteScope<T>,
        as context: Context
    ) throws(ServiceError) -> PaymentOutcome {
        let row = try RestoreRow(id).run(in: &scope, as: context)
        let today = context.today(at: scope.now)
        let balance = try scope.post(row.counted.hundredths, of: row, on: today)
        return PaymentOutcome(payment: row, newBalance: balance)
    }
}
