extension JSONWriter {
    /// `2025-10-06`, without quotes.
    ///
    /// Only for `Day.writable`, like stored fields: of another day the bytes are no digits.
    @inlinable @inline(__always) @_lifetime(self: copy self)
    public mutating func date(_ date: Day) {
        let start = unsafe next
        literal("0000-00-00")
        unsafe Self.patch(CivilDate(date), at: start)
    }

    /// RFC 3339 in UTC with milliseconds, without quotes: `2025-10-06T09:13:22.123Z`.
    ///
    /// A template first, then digits in pairs: one check of the room, no position that moves. Only for
    /// `Timestamp.writable`.
    @inlinable @inline(__always) @_lifetime(self: copy self)
    public mutating func timestamp(milliseconds: Int64) {
        let start = unsafe next
        literal("0000-00-00T00:00:00.000Z")
        let shifted = UInt64(bitPattern: milliseconds) &+ UInt64(CivilDate.epoch) &* 86_400_000
        let day = shifted / 86_400_000
        let ofDay = UInt32(truncatingIfNeeded: shifted &- day &* 86_400_000)
        unsafe Self.patch(CivilDate(dayFromMarchZero: UInt32(truncatingIfNeeded: day)), at: start)
        let (seconds, fraction) = (ofDay / 1000, ofDay % 1000)
        unsafe Self.patch(seconds / 3600, at: start + 11)
        unsafe Self.patch(seconds / 60 % 60, at: start + 14)
        unsafe Self.patch(seconds % 60, at: start + 17)
        unsafe Self.patch(fraction / 10, at: start + 20)
        let lastDigit = UInt8(truncatingIfNeeded: 0x30 &+ fraction % 10)
        unsafe (start + 22).storeBytes(of: lastDigit, as: UInt8.self)
    }

    /// Two digits of a value below 100: hours, minutes, cents.
    @inlinable @_lifetime(self: copy self)
    public mutating func twoDigits(_ value: UInt32) {
        precondition(value < 100, "two digits hold 0 to 99")
        reserve(2)
        unsafe Self.patch(value, at: next)
        unsafe next += 2
    }

    @inlinable @inline(__always)
    static func patch(_ date: CivilDate, at start: UnsafeMutableRawPointer) {
        unsafe patch(date.year / 100, at: start)
        unsafe patch(date.year % 100, at: start + 2)
        unsafe patch(date.month, at: start + 5)
        unsafe patch(date.dayOfMonth, at: start + 8)
    }

    /// Two digits of a value below 100.
    @inlinable @inline(__always)
    static func patch(_ value: UInt32, at place: UnsafeMutableRawPointer) {
        let tens = (value &* 103) &>> 10
        let text = UInt16(truncatingIfNeeded: tens | (value &- tens &* 10) &<< 8) | 0x3030
        unsafe place.storeBytes(of: text.littleEndian, as: UInt16.self)
    }
}
