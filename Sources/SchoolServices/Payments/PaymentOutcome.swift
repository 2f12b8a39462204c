public import Records
public import SchoolModel

/// A payment, and what its student has now.
public struct PaymentOutcome: Equatable, Sendable {
    public var payment: Payment
    public var newBalance: Money
}
