public import Records

/// How many students a cohort has, and how many of them take a seat.
public struct CohortCounters: Aggregate, BitwiseCopyable, Hashable, Sendable {
    public static let name: StaticString = "cohort.counters"
    @inlinable public static var place: Place { .cohortCounters }
    public static let slots: [StaticString] = ["members", "seats"]

    public var members: Int
    /// Active or paused.
    public var seats: Int

    /// What the entry holds; nil where there is none.
    public init(_ content: RawSpan?) throws(RecordError) {
        let amounts = try Self.amounts(from: content)
        members = Int(amounts[0])
        seats = Int(amounts[1])
    }
}
