/// What a seeded school is like.
public enum SeedProfile: String, CaseIterable, Sendable {
    /// A handful of everything, for whoever writes a program.
    case dev
    /// Groups that meet three times a week for three years, and pay.
    case school
    /// Classes of many programmes, and a large catalogue of courses.
    case university
    /// One course with many full cohorts, and a lesson that is much talked about.
    case platform
}

/// Numbers that look random and are the same for the same seed, everywhere.
struct SeedRandom: Sendable {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed &* 0x9e37_79b9_7f4a_7c15 &+ 0x1234_5678 }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }

    /// Below a bound.
    mutating func number(below bound: Int) -> Int { Int(next() % UInt64(bound)) }

    mutating func element<Element>(of list: [Element]) -> Element {
        list[number(below: list.count)]
    }
}
