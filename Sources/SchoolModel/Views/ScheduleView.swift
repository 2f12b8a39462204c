public import Records

/// What a cohort's schedule shows of a module, read in place.
public struct ScheduleView: ~Escapable, BitwiseCopyable {
    public let moduleID: ID<Module>
    public let courseID: ID<Course>
    public let unlockDate: Day
    @usableFromInline let lockDay: Int32
    public let orderIndex: UInt32
    @usableFromInline let text: ByteReader

    @inlinable public var lockDate: Day? { lockDay == .min ? nil : Day(lockDay) }

    /// The module's title: UTF-8, lent.
    public var title: RawSpan {
        @inlinable @inline(__always) @_lifetime(copy self) get { text.rest }
    }

    /// Whether the module is open on a day.
    @inlinable @inline(__always) public func isUnlocked(on day: Day) -> Bool {
        unlockDate <= day && (lockDay == .min || day.number < lockDay)
    }

    /// Reads the first fields of the row.
    @inlinable @inline(__always) @_lifetime(copy content)
    public init(_ content: RawSpan) throws(RecordError) {
        var reader = ByteReader(content)
        try reader.fieldCount(atLeast: 6)
        moduleID = try ID(reader.varint())
        unlockDate = try Day(reader.integer(as: Int32.self))
        lockDay = try reader.optionalDay()
        orderIndex = try reader.count()
        courseID = try ID(reader.varint())
        text = try ByteReader(reader.textBytes())
    }
}
