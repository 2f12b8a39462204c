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

    /// Howard Hinnant's `civil_from_days`: years begin in March, so that the leap day is the last one.
    @inlinable @inline(__always) init(dayFromMarchZero day: UInt32) {
        let era = day / 146_097
        let dayOfEra = day &- era &* 146_097
        let leapDays = dayOfEra / 1460 &- dayOfEra / 36_524 &+ dayOfEra / 146_096
        let yearOfEra = (dayOfEra &- leapDays) / 365
        let dayOfYear = dayOfEra &- (365 &* yearOfEra &+ yearOfEra / 4 &- yearOfEra / 100)
        let marchMonth = (5 &* dayOfYear &+ 2) / 153
        dayOfMonth = dayOfYear &- (153 &* marchMonth &+ 2) / 5 &+ 1
        month = marchMonth < 10 ? marchMonth &+ 3 : marchMonth &- 9
        year = yearOfEra &+ era &* 400 &- (month <= 2 ? 399 : 400)
    }
}
