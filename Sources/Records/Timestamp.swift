/// An instant in UTC with the precision that the wire shows: milliseconds.
public struct Timestamp: BitwiseCopyable, Hashable, Comparable, Sendable {
    /// Milliseconds since 1970-01-01T00:00:00Z; negative before.
    public var milliseconds: Int64

    /// The instant so many milliseconds after 1970-01-01T00:00:00Z.
    @inlinable public init(milliseconds: Int64) { self.milliseconds = milliseconds }

    /// The first instant of a day in UTC.
    @inlinable public init(startOf day: Day) {
        milliseconds = Int64(day.number) * 86_400_000
    }

    /// The instants that RFC 3339 can write: the years 0000 to 9999.
    public static let writable: ClosedRange<Timestamp> =
        Timestamp(
            startOf: Day.writable.lowerBound
        )...Timestamp(
            milliseconds: Timestamp(startOf: Day.writable.upperBound).milliseconds + 86_399_999
        )

    /// Earlier instants are smaller.
    @inlinable public static func < (left: Timestamp, right: Timestamp) -> Bool {
        left.milliseconds < right.milliseconds
    }

    /// The day in UTC that the instant lies in.
    @inlinable public var day: Day {
        let (quotient, rest) = milliseconds.quotientAndRemainder(dividingBy: 86_400_000)
        return Day(Int32(truncatingIfNeeded: rest < 0 ? quotient - 1 : quotient))
    }
}
