/// Year, month and day of the Gregorian calendar, for the years 0 to 9999 that RFC 3339 can write.
public struct CivilDate: BitwiseCopyable, Equatable, Sendable {
    /// 0 to 9999.
    public var year: UInt32
    /// 1 to 12.
    public var month: UInt32
    /// 1 to 31.
    public var dayOfMonth: UInt32

    /// Days from March of the year -400 to 1970-01-01: added first, so that all the rest is unsigned.
    @inlinable static var epoch: UInt32 { 719_468 + 146_097 }

    /// The date of a day in `Day.writable`; of any other day it is meaningless, but harmless.
    @inlinable @inline(__always) public init(_ date: Day) {
        self.init(dayFromMarchZero: UInt32(bitPattern: date.number) &+ Self.epoch)
    }

    /// Neri and Schneider's division-free way: years begin in March, so that the leap day is the last one.
    @inlinable @inline(__always) init(dayFromMarchZero day: UInt32) {
        let quarters = 4 &* day &+ 3
        let century = quarters / 146_097
        let ofCentury = 4 &* ((quarters &- century &* 146_097) / 4) &+ 3
        let product = UInt64(ofCentury) &* 2_939_745
        let dayOfYear = UInt32(truncatingIfNeeded: product) / 2_939_745 / 4
        let marchMonth = 2141 &* dayOfYear &+ 197_913
        dayOfMonth = (marchMonth & 0xffff) / 2141 &+ 1
        // January and February belong to the calendar's next year.
        let isNextYear: UInt32 = dayOfYear >= 306 ? 1 : 0
        month = marchMonth &>> 16 &- 12 &* isNextYear
        year = 100 &* century &+ UInt32(truncatingIfNeeded: product &>> 32) &+ isNextYear &- 400
    }
}
