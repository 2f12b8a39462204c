extension Bool: FieldValue {
    /// One byte.
    public static var fieldType: String { "bool" }
    /// False.
    public static var missing: Bool { false }
    /// One byte.
    public func write(to bytes: inout ByteWriter) { bytes.byte(self ? 1 : 0) }
    /// One byte, 0 or 1.
    @_lifetime(reader: copy reader)
    public init(from reader: inout ByteReader) throws(RecordError) {
        switch try reader.byte() {
        case 0: self = false
        case 1: self = true
        case let other: throw .unknownCase(other)
        }
    }
    /// `false`.
    public var jsonByteBound: Int { 5 }
    /// `true` or `false`.
    @_lifetime(json: copy json)
    public func writeJSON(to json: inout JSONWriter) {
        if self { json.literal("true") } else { json.literal("false") }
    }
}

extension Int: FieldValue {
    /// A signed number of any size.
    public static var fieldType: String { "int" }
    /// Zero.
    public static var missing: Int { 0 }
    /// Zig-zag, then seven bits a byte.
    public func write(to bytes: inout ByteWriter) { bytes.signed(Int64(self)) }
    /// Zig-zag, then seven bits a byte.
    @_lifetime(reader: copy reader)
    public init(from reader: inout ByteReader) throws(RecordError) {
        self = try Int(reader.signed())
    }
    /// A sign, and the room that a number asks for.
    public var jsonByteBound: Int { 1 + JSONWriter.numberBound }
    /// A decimal number.
    @_lifetime(json: copy json)
    public func writeJSON(to json: inout JSONWriter) {
        if self < 0 { json.literal("-") }
        json.number(UInt64(magnitude))
    }
}

extension ID: FieldValue {
    /// A number of a table.
    public static var fieldType: String { "id" }
    /// No row.
    public static var missing: ID { ID(0) }
    /// Seven bits a byte.
    public func write(to bytes: inout ByteWriter) { bytes.varint(rawValue) }
    /// Seven bits a byte.
    @_lifetime(reader: copy reader)
    public init(from reader: inout ByteReader) throws(RecordError) {
        let number = try reader.varint()
        guard number <= Self.maximum else { throw .numberOutOfRange }
        self.init(number)
    }
    /// The room that a number asks for.
    public var jsonByteBound: Int { JSONWriter.numberBound }
    /// A decimal number.
    @_lifetime(json: copy json)
    public func writeJSON(to json: inout JSONWriter) { json.number(rawValue) }
}

extension Money: FieldValue {
    /// Hundredths, zig-zag.
    public static var fieldType: String { "money" }
    /// Nothing.
    public static var missing: Money { Money(hundredths: 0) }
    /// Zig-zag, then seven bits a byte.
    public func write(to bytes: inout ByteWriter) { bytes.signed(hundredths) }
    /// Zig-zag, then seven bits a byte.
    @_lifetime(reader: copy reader)
    public init(from reader: inout ByteReader) throws(RecordError) {
        self = try Money(hundredths: reader.signed())
    }
    /// A quote, a sign, seventeen digits, a point, two digits, a quote.
    public var jsonByteBound: Int { 23 }
    /// A string with two decimals, such as `"12.50"`.
    @_lifetime(json: copy json)
    public func writeJSON(to json: inout JSONWriter) {
        json.literal(hundredths < 0 ? "\"-" : "\"")
        let (units, cents) = hundredths.magnitude.quotientAndRemainder(dividingBy: 100)
        json.number(units)
        json.literal(".")
        json.twoDigits(UInt32(cents))
        json.literal("\"")
    }
}
