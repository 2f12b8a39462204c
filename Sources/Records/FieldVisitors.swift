/// Visits the fields of a row in their stored order, for writing.
public protocol FieldWriter: ~Copyable {
    /// A field that is stored and shown.
    mutating func field<V: FieldValue>(_ name: StaticString, _ value: V)

    /// A field that is stored and never shown: a password's hash, a copy kept for speed.
    mutating func hidden<V: FieldValue>(_ name: StaticString, _ value: V)
}

/// Visits the fields of a row in the same order, for reading.
public protocol FieldReader: ~Copyable, ~Escapable {
    /// The value of the next field, or `missing` where the row is older than the field.
    @_lifetime(self: copy self)
    mutating func field<V: FieldValue>(_ name: StaticString, or missing: V) throws(RecordError) -> V
}

extension FieldReader where Self: ~Copyable & ~Escapable {
    /// The value of the next field, or the type's own default where the row is older than the field.
    @inlinable @_lifetime(self: copy self)
    public mutating func field<V: FieldValue>(_ name: StaticString) throws(RecordError) -> V {
        try field(name, or: V.missing)
    }
}

/// Writes the stored form: a count, then the fields.
public struct RowWriter: FieldWriter, ~Copyable {
    private var bytes: ByteWriter
    private let start: Int
    private var fieldCount = 0

    /// Appends to what is in `bytes` already.
    public init(appendingTo bytes: consuming ByteWriter) {
        start = bytes.count
        self.bytes = bytes
        self.bytes.byte(0)
    }

    /// The next field.
    public mutating func field<V: FieldValue>(_ name: StaticString, _ value: V) {
        fieldCount += 1
        value.write(to: &bytes)
    }

    /// The next field: stored like the others.
    public mutating func hidden<V: FieldValue>(_ name: StaticString, _ value: V) {
        field(name, value)
    }

    /// Puts the count in front of the fields and gives the writer back.
    public consuming func finish() -> ByteWriter {
        precondition(fieldCount <= UInt8.max, "a row has at most 255 fields")
        bytes.patch(UInt8(fieldCount), at: start)
        return bytes
    }
}

/// Reads the stored form.
public struct RowReader: FieldReader, ~Copyable, ~Escapable {
    var reader: ByteReader
    var left: UInt8

    /// Begins at the field count.
    @_lifetime(copy content)
    public init(_ content: RawSpan) throws(RecordError) {
        var reader = ByteReader(content)
        left = try reader.byte()
        self.reader = reader
    }

    /// The next field, or `missing` past the fields that the row was written with.
    @_lifetime(self: copy self)
    public mutating func field<V: FieldValue>(
        _ name: StaticString,
        or missing: V
    ) throws(RecordError) -> V {
        guard left > 0 else { return missing }
        left -= 1
        return try V(from: &reader)
    }

    /// Refuses a row that holds more than was asked for: writing it again would lose what is left.
    @_lifetime(self: copy self)
    public mutating func finish() throws(RecordError) {
        guard left == 0, reader.remaining == 0 else { throw .unknownFormat(left) }
    }
}

/// Gives every field its default: a row of an entity without any stored bytes.
public struct EmptyReader: FieldReader, ~Copyable {
    /// Reads nothing.
    public init() {}

    /// The default.
    public mutating func field<V: FieldValue>(
        _ name: StaticString,
        or missing: V
    ) throws(RecordError) -> V { missing }
}

/// Lists names and types, for the fingerprint.
public struct FieldLister: FieldWriter, ~Copyable {
    /// `name:type` of each field.
    public private(set) var lines: [String] = []

    /// An empty list.
    public init() {}

    /// The next field.
    public mutating func field<V: FieldValue>(_ name: StaticString, _ value: V) {
        lines.append("\(name):\(V.fieldType)")
    }

    /// The next field.
    public mutating func hidden<V: FieldValue>(_ name: StaticString, _ value: V) {
        lines.append("\(name):hidden \(V.fieldType)")
    }
}
