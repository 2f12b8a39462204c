public import Records

/// A student in a course.
public struct DistrictEnrollment: Hashable, Sendable {
    public enum Status: UInt8, Sendable { case active, inactive, paused, completed, dropped }

    public var id: UInt64
    public var course: UInt64
    public var student: UInt64
    /// The cohort through which the student takes the course; nil where there is none, or no longer.
    public var cohort: UInt64?
    public var status: Status
    public var enrolledAt: Timestamp
    public var completedAt: Timestamp?
    public var progressPercentage: Int
}
