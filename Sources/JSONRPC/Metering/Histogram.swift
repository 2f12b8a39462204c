/// How times are sorted into buckets: eight to each doubling, so that a figure is off by an eighth at most.
enum Histogram {
    /// Times below this share the first bucket: 256 ns.
    private static let firstExponent = 8
    /// Times of a minute and more share the last one.
    private static let doublings = 28
    private static let perDoubling = 8

    static let bucketCount = 1 + doublings * perDoubling

    /// The bucket of a time.
    static func bucket(ofNanoseconds time: UInt64) -> Int {
        let exponent = 63 - max(time, 1).leadingZeroBitCount
        guard exponent >= firstExponent else { return 0 }
        let part = Int(truncatingIfNeeded: time >> UInt64(exponent - 3)) & (perDoubling - 1)
        return min(bucketCount - 1, 1 + (exponent - firstExponent) * perDoubling + part)
    }

    /// The longest time of a bucket.
    static func nanoseconds(of bucket: Int) -> UInt64 {
        guard bucket > 0 else { return (1 << UInt64(firstExponent)) - 1 }
        let exponent = firstExponent + (bucket - 1) / perDoubling
        let part = (bucket - 1) % perDoubling
        return (UInt64(perDoubling + part + 1) << UInt64(exponent - 3)) - 1
    }
}
