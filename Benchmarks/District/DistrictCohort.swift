public import Records

/// A cohort of forty students that goes through one course.
public struct DistrictCohort: Hashable, Sendable {
    public enum Status: UInt8, Sendable { case upcoming, active, completed, archived }

    public var id: UInt64
    public var course: UInt64
    public var name: String
    /// Always active, so that everyone may be enrolled.
    public var status: Status
    public var startDate: Day
    public var endDate: Day
    public var maximumStudents: Int
    /// Rows of the roster, whatever their status.
    public var members: Int
    /// Active and paused members.
    public var seats: Int
    public var createdAt: Timestamp
}
