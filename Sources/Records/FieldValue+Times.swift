extension Day: FieldValue {
    /// Days since 1970-01-01.
    public static var fieldType: String { "date" }
    /// 1970-01-01.
    public static var missing: Day { Day(0) }
    /// Four bytes.
    public func write(to bytes: inout ByteWriter) {
        precondition(Self.writable.contains(self), "a stored day is one that can be shown")
        bytes.integer(number)
    }
    /// Four bytes.
    @_lifetime(reader: copy reader)
    public init(from reader: inout ByteReader) throws(RecordError) {
        let day = try Day(reader.integer(as: Int32.self))
        guard Self.writable.contains(day) else { throw .numberOutOfRange }
        self = day
    }
    /// `"2025-10-06"`.
    public var jsonByteBound: Int { 12 }
    /// A string of ten characters.
    @_lifetime(json: copy json)
    public func writeJSON(to json: inout JSONWriter) {
        json.literal("\"")
        json.date(self)
        json.literal("\"")
    }
}

extension Timestamp: FieldValue {
    /// Milliseconds since 1970-01-01T00:00:00Z.
    public static var fieldType: String { "ts" }
    /// 1970-01-01T00:00:00Z.
    public static var missing: Timestamp { Timestamp(milliseconds: 0) }
    /// Eight bytes.
    public func write(to bytes: inout ByteWriter) {
        precondition(Self.writable.contains(self), "a stored instant is one that can be shown")
        bytes.integer(milliseconds)
    }
    /// Eight bytes.
    @_lifetime(reader: copy reader)
    public init(from reader: inout ByteReader) throws(RecordError) {
        let instant = try Timestamp(milliseconds: reader.integer(as: Int64.self))
        guard Self.writable.contains(instant) else { throw .numberOutOfRange }
        self = instant
    }
    /// `"2025-10-06T09:13:22.123Z"`.
    public var jsonByteBound: Int { 26 }
    /// RFC 3339 in UTC with milliseconds.
    @_lifetime(json: copy json)
    public func writeJSON(to json: inout JSONWriter) {
        json.literal("\"")
        json.timestamp(milliseconds: milliseconds)
        json.literal("\"")
    }
}

extension TimeOfDay: FieldValue {
    /// Minutes after midnight.
    public static var fieldType: String { "time" }
    /// Midnight.
    public static var missing: TimeOfDay { TimeOfDay(trusted: 0) }
    /// Two bytes.
    public func write(to bytes: inout ByteWriter) { bytes.integer(minutes) }
    /// Two bytes.
    @_lifetime(reader: copy reader)
    public init(from reader: inout ByteReader) throws(RecordError) {
        let minutes = try reader.integer(as: UInt16.self)
        guard let time = TimeOfDay(minutes: Int(minutes)) else { throw .numberOutOfRange }
        self = time
    }
    /// `"09:05"`.
    public var jsonByteBound: Int { 7 }
    /// Hours and minutes.
    @_lifetime(json: copy json)
    public func writeJSON(to json: inout JSONWriter) {
        json.literal("\"")
        json.twoDigits(UInt32(minutes / 60))
        json.literal(":")
        json.twoDigits(UInt32(minutes % 60))
        json.literal("\"")
    }

    private init(trusted minutes: UInt16) { self.minutes = minutes }
}

extension Weekdays: FieldValue {
    /// Seven bits.
    public static var fieldType: String { "days" }
    /// No day.
    public static var missing: Weekdays { [] }
    /// One byte.
    public func write(to bytes: inout ByteWriter) { bytes.byte(rawValue) }
    /// One byte.
    @_lifetime(reader: copy reader)
    public init(from reader: inout ByteReader) throws(RecordError) {
        let bits = try reader.byte()
        guard bits < 0x80 else { throw .numberOutOfRange }
        self.init(rawValue: bits)
    }
    /// `[1,2,3,4,5,6,7]`.
    public var jsonByteBound: Int { 15 }
    /// A sorted array of numbers, 1 for Monday.
    @_lifetime(json: copy json)
    public func writeJSON(to json: inout JSONWriter) {
        var isFirst = true
        json.literal("[")
        for day in 1...7 where contains(weekday: day) {
            if !isFirst { json.literal(",") }
            json.byte(0x30 + UInt8(day))
            isFirst = false
        }
        json.literal("]")
    }
}
