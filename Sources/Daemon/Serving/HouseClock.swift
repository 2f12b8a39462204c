public import Records
internal import Storage
internal import Synchronization

/// The daemon's clock; in test mode it stands still until it is moved.
public struct HouseClock: Sendable {
    private static let noon: Int64 = 43_200_000

    /// The time of a clock that stands.
    private final class Hands: Sendable {
        let milliseconds: Atomic<Int64>
        init(_ time: Timestamp) { milliseconds = Atomic(time.milliseconds) }
    }

    private let hands: Hands?

    /// The system's clock.
    public init() { hands = nil }

    /// Noon of a day, until it is moved.
    public init(standingAt day: Day) { hands = Hands(Self.noon(of: day)) }

    /// Noon of a day or an instant, until it is moved; nil where the text is neither.
    public init?(_ text: String) {
        guard let time = Self.time(text) else { return nil }
        hands = Hands(time)
    }

    /// What time it is.
    public var now: Timestamp {
        guard let hands else { return Timestamp.systemClock() }
        return Timestamp(milliseconds: hands.milliseconds.load(ordering: .relaxed))
    }

    /// Whether it stands, in test mode.
    var isStanding: Bool { hands != nil }

    /// Moves a clock that stands; false where that would be back, or where it goes by itself.
    func move(to time: Timestamp) -> Bool {
        guard let hands else { return false }
        let before = hands.milliseconds.max(time.milliseconds, ordering: .relaxed).oldValue
        return before <= time.milliseconds
    }

    /// Noon of a day, or an instant.
    static func time(_ text: String) -> Timestamp? {
        if let day = Day(text) { return noon(of: day) }
        return Timestamp(text)
    }

    private static func noon(of day: Day) -> Timestamp {
        Timestamp(milliseconds: Timestamp(startOf: day).milliseconds + noon)
    }
}
