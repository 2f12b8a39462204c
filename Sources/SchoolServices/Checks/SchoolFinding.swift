public import Records

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
    /// The day, where it is about a class register: the id is then its group's.
    public var lessonDate: Day?
    /// The student, where it is about one mark of a register.
    public var studentID: UInt64?

    public var description: String { "\(rule) \(entity) \(id) \(detail)" }
}
