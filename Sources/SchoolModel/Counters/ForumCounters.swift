public import Records

/// How many replies a forum post has.
public struct ForumCounters: Aggregate, BitwiseCopyable, Hashable, Sendable {
    public static let name: StaticString = "forumPost.counters"
    @inlinable public static var place: Place { .forumCounters }
    public static let slots: [StaticString] = ["replies"]

    public var replies: Int

    /// What the entry holds; nil where there is none.
    public init(_ content: RawSpan?) throws(RecordError) {
        replies = try Int(Self.amounts(from: content)[0])
    }
}
