/// A type that a field of a row may have: its stored bytes and its JSON.
public protocol FieldValue: Sendable {
    /// The name of the stored form; a part of the schema's fingerprint.
    static var fieldType: String { get }

    /// What a row that was written before the field existed reads as.
    static var missing: Self { get }

    /// The stored form.
    func write(to bytes: inout ByteWriter)

    /// Reads the stored form back.
    @_lifetime(reader: copy reader)
    init(from reader: inout ByteReader) throws(RecordError)

    /// The room that `writeJSON` needs: a writer with less may trap, one with so much never does.
    var jsonByteBound: Int { get }

    /// The JSON value.
    @_lifetime(json: copy json)
    func writeJSON(to json: inout JSONWriter)
}

/// An enum stored as one byte and shown by its name.
public protocol FieldEnum: FieldValue, CaseIterable, Hashable, BitwiseCopyable, RawRepresentable
where RawValue == UInt8 {
    /// The name on the wire, e.g. `cohort_only`.
    var name: StaticString { get }
}

extension FieldEnum {
    /// An enum's cases are a part of its stored form.
    public static var fieldType: String {
        "enum(" + allCases.map { "\($0.name)" }.joined(separator: "|") + ")"
    }

    /// The first case.
    public static var missing: Self {
        guard let first = Self(rawValue: 0) else { preconditionFailure("an enum has a case 0") }
        return first
    }

    /// One byte.
    public func write(to bytes: inout ByteWriter) { bytes.byte(rawValue) }

    /// Refuses a number that no case has.
    @_lifetime(reader: copy reader)
    public init(from reader: inout ByteReader) throws(RecordError) {
        let number = try reader.byte()
        guard let value = Self(rawValue: number) else { throw .unknownCase(number) }
        self = value
    }

    /// The name and two quotes.
    public var jsonByteBound: Int { name.utf8CodeUnitCount + 2 }

    /// The name as a string.
    @_lifetime(json: copy json)
    public func writeJSON(to json: inout JSONWriter) {
        json.literal("\"")
        json.literal(name)
        json.literal("\"")
    }

    /// The case with this name, or nil.
    public init?(named text: String) {
        guard let value = Self.allCases.first(where: { "\($0.name)" == text }) else { return nil }
        self = value
    }
}

extension Optional: FieldValue where Wrapped: FieldValue {
    /// The wrapped type and a question mark.
    public static var fieldType: String { Wrapped.fieldType + "?" }

    /// Nothing.
    public static var missing: Wrapped? { nil }

    /// A flag, then the value.
    public func write(to bytes: inout ByteWriter) {
        switch self {
        case .none: bytes.byte(0)
        case .some(let value):
            bytes.byte(1)
            value.write(to: &bytes)
        }
    }

    /// A flag, then the value.
    @_lifetime(reader: copy reader)
    public init(from reader: inout ByteReader) throws(RecordError) {
        switch try reader.byte() {
        case 0: self = nil
        case 1: self = try Wrapped(from: &reader)
        case let flag: throw .unknownCase(flag)
        }
    }

    /// As the value, or `null`.
    public var jsonByteBound: Int { self?.jsonByteBound ?? 4 }

    /// The value, or `null`.
    @_lifetime(json: copy json)
    public func writeJSON(to json: inout JSONWriter) {
        if let self { self.writeJSON(to: &json) } else { json.literal("null") }
    }
}
