/// SplitMix64: a few operations a number, and every number is a function of its place in the row.
public struct DistrictRandom: RandomNumberGenerator, Sendable {
    var state: UInt64

    /// The row of numbers that belongs to this seed.
    public init(seed: UInt64) { state = seed }

    /// The next number of the row.
    public mutating func next() -> UInt64 {
        defer { state &+= 0x9e37_79b9_7f4a_7c15 }
        return Self.mix(state)
    }

    /// A number from 0 up to a bound.
    ///
    /// Not `Int.random`, whose way to a number may differ between compilers.
    public mutating func below(_ bound: Int) -> Int {
        Int(next().multipliedFullWidth(by: UInt64(bound)).high)
    }

    /// A number that looks like no other: the step of SplitMix64.
    static func mix(_ value: UInt64) -> UInt64 {
        var z = value &+ 0x9e37_79b9_7f4a_7c15
        z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
        return z ^ (z >> 31)
    }
}
