public import Records

/// What one query asks for.
public struct DistrictQuestion: Hashable, Sendable {
    /// The student (q1, q1b, q3, q5b), the group (q2) or the cohort (q4, q5).
    public var subject: UInt64
    /// The course of a q1b.
    public var course: UInt64
    /// The first day of a q2 or q3, the day of a q5 or q5b.
    public var from: Day
    /// The last day of a q2 or q3, itself included.
    public var through: Day
}
