public import Records

/// How many modules and lessons a course has: what a member's percentage is a part of.
public struct CourseCounters: Aggregate, BitwiseCopyable, Hashable, Sendable {
    public static let name: StaticString = "course.counters"
    @inlinable public static var place: Place { .courseCounters }
    public static let slots: [StaticString] = ["modules", "lessons"]

    public var modules: Int
    public var lessons: Int

    /// What the entry holds; nil where there is none.
    public init(_ content: RawSpan?) throws(RecordError) {
        let amounts = try Self.amounts(from: content)
        modules = Int(amounts[0])
        lessons = Int(amounts[1])
    }
}
