extension JSONWriter {
    /// `2025-10-06`, without quotes.
    ///
    /// Only for `Day.writable`, like stored fields: of another day the bytes are no digits.
    @inlinable @inline(__always) @_lifetime(self: copy self)
    public mutating func date(_ date: Day) {
        reserve(10)
        let digits = dateDigits(CivilDate(date))
        unsafe next.storeBytes(of: yearAndMonth(digits).littleEndian, as: UInt64.self)
        let dayOfMonth = UInt16(truncatingIfNeeded: digits &>> 48)
        unsafe next.storeBytes(of: dayOfMonth.littleEndian, toByteOffset: 8, as: UInt16.self)
        unsafe next += 10
    }

    /// RFC 3339 in UTC with milliseconds, without quotes: `2025-10-06T09:13:22.123Z`.
    ///
    /// Three words put together in registers: one check of the room, no position that moves. Only for
    /// `Timestamp.writable`.
    @inlinable @inline(__always) @_lifetime(self: copy self)
    public mutating func timestamp(milliseconds: Int64) {
        reserve(24)
        let shifted = UInt64(bitPattern: milliseconds) &+ UInt64(CivilDate.epoch) &* 86_400_000
        let day = shifted / 86_400_000
        let ofDay = UInt32(truncatingIfNeeded: shifted &- day &* 86_400_000)
        let date = dateDigits(CivilDate(dayFromMarchZero: UInt32(truncatingIfNeeded: day)))
        let (seconds, minutes) = (ofDay / 1000, ofDay / 60_000)
        let (hours, thousandths) = (ofDay / 3_600_000, ofDay &- seconds &* 1000)
        let hundredths = thousandths / 10
        let clock = fourPairs(hours, minutes &- hours &* 60, seconds &- minutes &* 60, hundredths)
        let last = UInt64(0x30 &+ thousandths &- hundredths &* 10)
        // `06T09:13`, then `:22.123Z`.
        let middle =
            date &>> 48 | 0x54 &<< 16 | (clock & 0xffff) &<< 24 | 0x3a &<< 40
            | (clock &>> 16 & 0xffff) &<< 48
        let end =
            0x3a | (clock &>> 32 & 0xffff) &<< 8 | 0x2e &<< 24 | (clock &>> 48) &<< 32
            | last &<< 48 | 0x5a &<< 56
        unsafe next.storeBytes(of: yearAndMonth(date).littleEndian, as: UInt64.self)
        unsafe next.storeBytes(of: middle.littleEndian, toByteOffset: 8, as: UInt64.self)
        unsafe next.storeBytes(of: end.littleEndian, toByteOffset: 16, as: UInt64.self)
        unsafe next += 24
    }

    /// Two digits of a value below 100: hours, minutes, cents.
    @inlinable @_lifetime(self: copy self)
    public mutating func twoDigits(_ value: UInt32) {
        precondition(value < 100, "two digits hold 0 to 99")
        reserve(2)
        let tens = (value &* 103) &>> 10
        let text = UInt16(truncatingIfNeeded: tens | (value &- tens &* 10) &<< 8) | 0x3030
        unsafe next.storeBytes(of: text.littleEndian, as: UInt16.self)
        unsafe next += 2
    }
}

/// `20251006`, the first digit in the lowest byte.
@inlinable @inline(__always) func dateDigits(_ date: CivilDate) -> UInt64 {
    let century = date.year / 100
    return fourPairs(century, date.year &- century &* 100, date.month, date.dayOfMonth)
}

/// `2025-10-` of the digits of a date.
@inlinable @inline(__always) func yearAndMonth(_ digits: UInt64) -> UInt64 {
    digits & 0xffff_ffff | 0x2d &<< 32 | (digits &>> 32 & 0xffff) &<< 40 | 0x2d &<< 56
}

/// The digits of four numbers below 100, all lanes of one register together.
@inlinable @inline(__always)
func fourPairs(_ first: UInt32, _ second: UInt32, _ third: UInt32, _ fourth: UInt32) -> UInt64 {
    let pairs = UInt64(first) | UInt64(second) &<< 16 | UInt64(third) &<< 32 | UInt64(fourth) &<< 48
    let tens = ((pairs &* 103) &>> 10) & 0x000f_000f_000f_000f
    return tens | (pairs &- tens &* 10) &<< 8 | asciiZeros
}
