/// A course of twelve modules with five lessons each.
public struct DistrictCourse: Hashable, Sendable {
    public var id: UInt64
    public var name: String
    public var teacher: UInt64
    public var moduleCount: Int
    public var lessonCount: Int
}
