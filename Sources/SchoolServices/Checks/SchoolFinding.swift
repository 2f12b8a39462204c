/// One thing that breaks a rule of the school, named so that a person can look it up.
public struct SchoolFinding: Equatable, Sendable, CustomStringConvertible {
    /// The rule, such as `member.without_enrollment`.
    public var rule: String
    /// The table.
    public var entity: String
    /// The row's id; for a row without one, of the row that owns it.
    public var id: UInt64
    /// What was expected.
    public var detail: String

    public var description: String { "\(rule) \(entity) \(id) \(detail)" }
}
