/// A small generator whose seed is shown when a test fails, so that the failure can be repeated.
public struct SplitMix64: RandomNumberGenerator, Sendable {
    private var state: UInt64

    /// The same seed gives the same numbers.
    public init(seed: UInt64) { state = seed }

    /// Sebastiano Vigna's `splitmix64`.
    public mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ mixed &>> 30) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ mixed &>> 27) &* 0x94d0_49bb_1331_11eb
        return mixed ^ mixed &>> 31
    }

    /// Arguments for a property test: some that never change, and one that was never seen before.
    public static var seeds: [UInt64] { [1, 2, 3, .random(in: 0...UInt64(UInt32.max))] }
}

extension SplitMix64 {
    /// A number of any magnitude: each count of bits is as likely as another.
    public mutating func number() -> UInt64 {
        next() >> UInt64.random(in: 0..<64, using: &self)
    }

    /// Bytes without any meaning.
    public mutating func bytes(_ count: Int) -> [UInt8] {
        (0..<count).map { _ in UInt8(truncatingIfNeeded: next()) }
    }

    /// A text of mixed alphabets, quotes, control characters and emoji.
    public mutating func text(upTo count: Int) -> String {
        let alphabet = Array(
            "aaabcxyzAZ09 \"\\/\u{0}\u{1}\u{1f}\u{7f}\n\təğıİöşüçжя中\u{301}👩‍🎓".unicodeScalars
        )
        var text = ""
        for _ in 0..<Int.random(in: 0...count, using: &self) {
            text.unicodeScalars.append(alphabet[Int.random(in: 0..<alphabet.count, using: &self)])
        }
        return text
    }
}
