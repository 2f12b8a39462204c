/// What the loops of a server have done.
public struct MeterFigures: Sendable {
    /// The methods that were called, in the order of the table.
    public var methods: [MethodFigures] = []
    /// Bytes that came in.
    public var receivedBytes = 0
    /// Bytes that were sent.
    public var sentBytes = 0

    /// Nothing yet.
    public init() {}
}

/// How often a method was called, and how long that took, from its first step to its reply.
public struct MethodFigures: Sendable {
    /// The method.
    public let name: StaticString
    /// Requests that were answered.
    public var calls = 0
    /// Those of them that were answered with an error.
    public var failures = 0
    /// All of them together.
    public var totalNanoseconds: UInt64 = 0
    /// Half of them took no longer.
    public var medianNanoseconds: UInt64 = 0
    /// Nine of ten took no longer.
    public var p90Nanoseconds: UInt64 = 0
    /// Ninety-nine of a hundred took no longer.
    public var p99Nanoseconds: UInt64 = 0
    /// The longest one.
    public var longestNanoseconds: UInt64 = 0

    init(_ name: StaticString) { self.name = name }

    /// Takes the shares from the counts of the buckets.
    mutating func read(_ buckets: [UInt64]) {
        let count = buckets.reduce(0, +)
        calls = Int(count)
        func share(_ percent: UInt64) -> UInt64 {
            let wanted = (count * percent + 99) / 100
            var seen: UInt64 = 0
            for (bucket, count) in buckets.enumerated() {
                seen += count
                if seen >= wanted {
                    return min(Histogram.nanoseconds(of: bucket), longestNanoseconds)
                }
            }
            return longestNanoseconds
        }
        (medianNanoseconds, p90Nanoseconds, p99Nanoseconds) = (share(50), share(90), share(99))
    }
}
