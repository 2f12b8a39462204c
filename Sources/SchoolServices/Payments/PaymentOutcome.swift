public import Records
public import SchoolModel

/// A payment, and what its student has now.
public struct PaymentOutcome: Equatable, Sendable {
    public var payment: Payment
    /// Nil for who sees the payment, and not what the student has.
    public var newBalance: Money?
}
