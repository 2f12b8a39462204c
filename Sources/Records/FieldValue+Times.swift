extension Day: FieldValue {
    /// Days since 1970-01-01.
    public static var fieldType: String { "date" }
    /// 1970-01-01.
    public static var missing: Day { Day(0) }
    /// Four bytes.
    public func write(to bytes: inout ByteWriter) { bytes.integer(number) }
    /// Four bytes.
    @_lifetime(reader: copy reader)
    public init(from reader: inout ByteReader) throws(RecordError) {
        self = try Day(reader.integer(as: Int32.self))
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
    public func write(to bytes: inout ByteWriter) { bytes.integer(milliseconds) }
    /// Eight bytes.
    @_lifetime(reader: copy reader)
    public init(from reader: inout ByteReader) throws(RecordError) {
        self = try Timestamp(milliseconds: reader.integer(as: Int64.self))
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
        guard let time = TimeOfDay(minutes: Int(minutes)) else { throw .unknownCase(0xff) }
        self = time
    }
    /// `"09:05"`, written through numbers.
    public var jsonByteBound: Int { 44 }
    /// Hours and minutes.
    @_lifetime(json: copy json)
    public func writeJSON(to json: inout JSONWriter) {
        json.literal(minutes / 60 < 10 ? "\"0" : "\"")
        json.number(UInt64(minutes / 60))
        json.literal(minutes % 60 < 10 ? ":0" : ":")
        json.number(UInt64(minutes % 60))
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
        self = try Weekdays(rawValue: reader.byte())
    }
    /// `[1,2,3,4,5,6,7]`, written through numbers.
    public var jsonByteBound: Int { 40 }
    /// A sorted array of numbers, 1 for Monday.
    @_lifetime(json: copy json)
    public func writeJSON(to json: inout JSONWriter) {
        var isFirst = true
        json.literal("[")
        for day in 1...7 where contains(weekday: day) {
            if !isFirst { json.literal(",") }
            json.number(UInt64(day))
            isFirst = false
        }
        json.literal("]")
    }
}
