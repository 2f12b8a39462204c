/// A time on the clock, in minutes after midnight.
public struct TimeOfDay: BitwiseCopyable, Hashable, Comparable, Sendable {
    /// 0 to 1,439.
    public let minutes: UInt16

    /// The time so many minutes after midnight, or nil past the day's end.
    public init?(minutes: Int) {
        guard (0..<1440).contains(minutes) else { return nil }
        self.minutes = UInt16(minutes)
    }

    /// Earlier times are smaller.
    @inlinable public static func < (left: TimeOfDay, right: TimeOfDay) -> Bool {
        left.minutes < right.minutes
    }
}

/// The days of a week on which a group meets; bit 0 is Monday.
public struct Weekdays: OptionSet, BitwiseCopyable, Hashable, Sendable {
    /// One bit a day, Monday first.
    public let rawValue: UInt8

    /// The days whose bits are set; bits above Sunday are dropped.
    public init(rawValue: UInt8) { self.rawValue = rawValue & 0x7f }

    /// Whether a weekday, 1 for Monday to 7 for Sunday, is among them.
    public func contains(weekday: Int) -> Bool {
        (1...7).contains(weekday) && rawValue >> UInt8(weekday - 1) & 1 == 1
    }
}
