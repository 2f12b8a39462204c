/// A module of a course; its lessons have the ids `firstLesson` and the following.
public struct DistrictModule: Hashable, Sendable {
    public var id: UInt64
    public var course: UInt64
    public var title: String
    /// Counted from 0.
    public var orderIndex: Int
    public var firstLesson: UInt64
    public var lessonCount: Int
}
