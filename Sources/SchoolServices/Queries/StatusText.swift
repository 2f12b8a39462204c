public import Records
public import SchoolModel

/// The name of a status and the quotation mark behind it, in two words.
///
/// A branch on a row's status is mispredicted for every sixth row and costs more than the row's dates;
/// this becomes three small tables.
@usableFromInline struct StatusText: BitwiseCopyable {
    @usableFromInline let low: UInt64
    @usableFromInline let high: UInt64
    @usableFromInline let count: Int

    @inlinable @inline(__always) init(_ low: UInt64, _ high: UInt64, _ count: Int) {
        self.low = low
        self.high = high
        self.count = count
    }

    @inlinable static var active: StatusText { StatusText(0x22_6576_6974_6361, 0, 7) }
    @inlinable static var inactive: StatusText { StatusText(0x6576_6974_6361_6e69, 0x22, 9) }
    @inlinable static var paused: StatusText { StatusText(0x22_6465_7375_6170, 0, 7) }
    @inlinable static var completed: StatusText { StatusText(0x6574_656c_706d_6f63, 0x2264, 10) }
    @inlinable static var dropped: StatusText { StatusText(0x2264_6570_706f_7264, 0, 8) }
}

extension Enrollment.Status {
    /// The name as a JSON string, without the quotation mark in front.
    @inlinable var text: StatusText {
        switch self {
        case .active: .active
        case .inactive: .inactive
        case .paused: .paused
        case .completed: .completed
        case .dropped: .dropped
        }
    }
}

extension CohortMember.Status {
    /// The name as a JSON string, without the quotation mark in front.
    @inlinable var text: StatusText {
        switch self {
        case .active: .active
        case .paused: .paused
        case .completed: .completed
        case .dropped: .dropped
        }
    }
}

extension JSONRow {
    /// A status and its closing quotation mark.
    @inlinable @inline(__always) @_lifetime(self: copy self)
    mutating func status(_ text: StatusText) {
        words(text.low, text.high, count: text.count)
    }
}

extension JSONWriter {
    /// A status and its closing quotation mark.
    @inlinable @inline(__always) @_lifetime(self: copy self)
    mutating func status(_ text: StatusText) {
        words(text.low, text.high, count: text.count)
    }
}
