public import Records

/// How many students a group has.
public struct GroupCounters: Aggregate, BitwiseCopyable, Hashable, Sendable {
    public static let name: StaticString = "group.counters"
    @inlinable public static var place: Place { .groupCounters }
    public static let slots: [StaticString] = ["students"]

    /// Those who are active and have not left.
    public var students: Int

    /// What the entry holds; nil where there is none.
    public init(_ content: RawSpan?) throws(RecordError) {
        students = try Int(Self.amounts(from: content)[0])
    }
}
