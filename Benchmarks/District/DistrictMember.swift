public import Records

/// A row of a cohort's roster; name and e-mail are those of the user.
public struct DistrictMember: Hashable, Sendable {
    public enum Status: UInt8, Sendable { case active, paused, completed, dropped }

    public var id: UInt64
    public var cohort: UInt64
    public var course: UInt64
    public var student: UInt64
    public var status: Status
    public var enrolledAt: Timestamp
    /// Set for the dropped ones.
    public var leftAt: Timestamp?
    public var lastActivityAt: Timestamp?
    public var completedLessons: Int
    public var totalLessons: Int
    public var discussionPosts: Int
    public var forumPosts: Int
}
