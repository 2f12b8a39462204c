/// A calendar day without a time zone, counted from 1970-01-01.
public struct Day: BitwiseCopyable, Hashable, Comparable, Sendable {
    /// Days since 1970-01-01; negative before.
    public var number: Int32

    /// The day with this number.
    @inlinable public init(_ number: Int32) { self.number = number }

    /// Earlier days are smaller.
    @inlinable public static func < (left: Day, right: Day) -> Bool { left.number < right.number }

    /// The day so many days later, or earlier when negative; stops at the ends of its range.
    @inlinable public func advanced(by days: Int) -> Day {
        Day(Int32(clamping: Int(number) &+ Int(Int32(clamping: days))))
    }

    /// How many days lie between this day and a later one.
    @inlinable public func days(until other: Day) -> Int { Int(other.number) - Int(number) }

    /// 1 for Monday to 7 for Sunday.
    public var weekday: Int { (Int(number) % 7 + 10) % 7 + 1 }
}

extension Day {
    /// The days that RFC 3339 can write: 0000-01-01 to 9999-12-31.
    public static let writable: ClosedRange<Day> = Day(-719_528)...Day(2_932_896)

    /// The day of a date, or nil where the calendar has no such date.
    public init?(year: Int, month: Int, day: Int) {
        guard (0...9999).contains(year), (1...12).contains(month), day >= 1 else { return nil }
        let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        // Every other month has 31, and July and August both.
        let length = month == 2 ? leap ? 29 : 28 : 30 + (month + month / 8) % 2
        guard day <= length else { return nil }
        // Years begin in March, so that the leap day is the last one of its year.
        let marchYear = month <= 2 ? year - 1 : year
        let era = (marchYear >= 0 ? marchYear : marchYear - 399) / 400
        let yearOfEra = marchYear - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        self.init(Int32(era * 146_097 + dayOfEra - 719_468))
    }

    /// Reads `2025-10-06`, and nothing else.
    public init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count == 10, bytes[4] == 0x2d, bytes[7] == 0x2d,
            let year = Self.decimal(bytes[0..<4]),
            let month = Self.decimal(bytes[5..<7]),
            let day = Self.decimal(bytes[8..<10])
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    private static func decimal(_ digits: ArraySlice<UInt8>) -> Int? {
        var value = 0
        for digit in digits {
            guard (0x30...0x39).contains(digit) else { return nil }
            value = value * 10 + Int(digit - 0x30)
        }
        return value
    }
}
