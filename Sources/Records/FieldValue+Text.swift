extension String: FieldValue {
    /// UTF-8.
    public static var fieldType: String { "text" }
    /// The empty text.
    public static var missing: String { "" }
    /// The length, then the bytes.
    public func write(to bytes: inout ByteWriter) { bytes.text(self) }
    /// The length, then the bytes.
    @_lifetime(reader: copy reader)
    public init(from reader: inout ByteReader) throws(RecordError) { self = try reader.text() }
    /// Six bytes for each byte, and two quotes.
    public var jsonByteBound: Int { JSONWriter.textBound(utf8.count) }
    /// A string.
    @_lifetime(json: copy json)
    public func writeJSON(to json: inout JSONWriter) {
        var copy = self
        copy.makeContiguousUTF8()
        unsafe json.text(copy.utf8Span.span.bytes)
    }
}

/// A JSON object that is stored as it came, and shown as it is.
public struct JSONText: FieldValue, Hashable {
    /// `{}`.
    public static let empty = JSONText(trusted: "{}")

    /// The text of the object.
    public var text: String

    /// Text that is known to be one valid JSON object.
    public init(trusted text: String) { self.text = text }

    /// UTF-8.
    public static var fieldType: String { "json" }
    /// The empty object.
    public static var missing: JSONText { .empty }
    /// The length, then the bytes.
    public func write(to bytes: inout ByteWriter) { bytes.text(text) }
    /// The length, then the bytes.
    @_lifetime(reader: copy reader)
    public init(from reader: inout ByteReader) throws(RecordError) { text = try reader.text() }
    /// The bytes themselves.
    public var jsonByteBound: Int { text.utf8.count }
    /// The object.
    @_lifetime(json: copy json)
    public func writeJSON(to json: inout JSONWriter) {
        var copy = text
        copy.makeContiguousUTF8()
        unsafe json.raw(copy.utf8Span.span.bytes)
    }
}

/// Text that is compared without regard to case: both forms are kept, since folding needs ICU.
public struct FoldedText: FieldValue, Hashable {
    /// As it was written, byte for byte.
    public var text: String
    /// As it is compared.
    public var folded: String

    /// Both forms; only the collation room folds.
    public init(text: String, folded: String) {
        self.text = text
        self.folded = folded
    }

    /// Text and folded text.
    public static var fieldType: String { "folded" }
    /// The empty text.
    public static var missing: FoldedText { FoldedText(text: "", folded: "") }
    /// The text, and the folded one where it differs.
    public func write(to bytes: inout ByteWriter) {
        bytes.text(text)
        let differs = !text.utf8.elementsEqual(folded.utf8)
        bytes.byte(differs ? 1 : 0)
        if differs { bytes.text(folded) }
    }
    /// The text, and the folded one where it differs.
    @_lifetime(reader: copy reader)
    public init(from reader: inout ByteReader) throws(RecordError) {
        text = try reader.text()
        folded = try Bool(from: &reader) ? reader.text() : text
    }
    /// As the text.
    public var jsonByteBound: Int { text.jsonByteBound }
    /// The text alone.
    @_lifetime(json: copy json)
    public func writeJSON(to json: inout JSONWriter) { text.writeJSON(to: &json) }
}

/// A name with the beginning of its sort key in the store's collation.
public struct CollatedText: FieldValue, Hashable {
    /// As it was written, byte for byte.
    public var text: String
    /// What it is sorted by.
    public var sortKey: SortKey

    /// Both; only the collation room makes sort keys.
    public init(text: String, sortKey: SortKey) {
        self.text = text
        self.sortKey = sortKey
    }

    /// Text and 18 bytes.
    public static var fieldType: String { "collated" }
    /// The empty text.
    public static var missing: CollatedText { CollatedText(text: "", sortKey: SortKey([])) }
    /// The text, then its sort key.
    public func write(to bytes: inout ByteWriter) {
        bytes.text(text)
        bytes.integer(sortKey.first.byteSwapped)
        bytes.integer(sortKey.second.byteSwapped)
        bytes.integer(sortKey.third.byteSwapped)
    }
    /// The text, then its sort key.
    @_lifetime(reader: copy reader)
    public init(from reader: inout ByteReader) throws(RecordError) {
        text = try reader.text()
        sortKey = SortKey(
            first: try reader.integer(as: UInt64.self).byteSwapped,
            second: try reader.integer(as: UInt64.self).byteSwapped,
            third: try reader.integer(as: UInt16.self).byteSwapped
        )
    }
    /// As the text.
    public var jsonByteBound: Int { text.jsonByteBound }
    /// The text alone.
    @_lifetime(json: copy json)
    public func writeJSON(to json: inout JSONWriter) { text.writeJSON(to: &json) }
}

/// A collated name whose sort key is a part of its row's key: the text alone is stored.
public struct KeyedText: FieldValue {
    /// The name; read back it has no sort key until the row takes it from its key.
    public var name: CollatedText

    /// A name with its sort key.
    public init(_ name: CollatedText) { self.name = name }

    /// The text.
    public static var fieldType: String { "text, collated in the key" }
    /// The empty text.
    public static var missing: KeyedText { KeyedText(.missing) }
    /// The text.
    public func write(to bytes: inout ByteWriter) { bytes.text(name.text) }
    /// The text.
    @_lifetime(reader: copy reader)
    public init(from reader: inout ByteReader) throws(RecordError) {
        name = try CollatedText(text: reader.text(), sortKey: SortKey([]))
    }
    /// As the text.
    public var jsonByteBound: Int { name.jsonByteBound }
    /// The text alone.
    @_lifetime(json: copy json)
    public func writeJSON(to json: inout JSONWriter) { name.writeJSON(to: &json) }
}

extension ByteReader {
    /// A signed number, zig-zag.
    @inlinable @_lifetime(self: copy self)
    public mutating func signed() throws(RecordError) -> Int64 {
        let bits = try varint()
        return Int64(bitPattern: bits &>> 1) ^ -Int64(bitPattern: bits & 1)
    }

    /// The bytes of a text, lent: the length as a varint, then UTF-8.
    @inlinable @inline(__always) @_lifetime(copy self) @_lifetime(self: copy self)
    public mutating func textBytes() throws(RecordError) -> RawSpan {
        let count = try varint()
        guard count <= UInt64(remaining) else { throw .truncated }
        return try bytes(Int(count))
    }

    /// A text, copied out.
    @_lifetime(self: copy self)
    public mutating func text() throws(RecordError) -> String {
        let utf8 = try textBytes()
        let text = unsafe utf8.withUnsafeBytes { unsafe String(validating: $0, as: UTF8.self) }
        guard let text else { throw .invalidText }
        return text
    }
}
