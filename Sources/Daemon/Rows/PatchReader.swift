internal import Records

/// Why a value was refused.
final class Refusal {
    var reason: (field: String, reason: String)?
}

/// Reads a stored row, with a client's values in place of some fields.
struct PatchReader: FieldReader, ~Copyable, ~Escapable {
    private var base: RowReader
    private let values: [String: FieldPatch.Value]
    private let refusal: Refusal

    /// Begins at the field count of the stored row.
    @_lifetime(copy content)
    init(
        _ content: RawSpan,
        _ values: [String: FieldPatch.Value],
        _ refusal: Refusal
    ) throws(RecordError) {
        base = try RowReader(content)
        self.values = values
        self.refusal = refusal
    }

    /// The client's value, else the stored one, else the field's default.
    @_lifetime(self: copy self)
    mutating func field<V: FieldValue>(
        _ name: StaticString,
        or missing: V
    ) throws(RecordError) -> V {
        let stored = try base.field(name, or: missing)
        guard let value = values["\(name)"] else { return stored }
        var bytes = ByteWriter()
        if let reason = value.write(as: V.fieldType[...], to: &bytes) {
            refusal.reason = ("\(name)", reason)
            throw .unknownCase(0)
        }
        let array = bytes.array
        var reader = ByteReader(array.rawSpan)
        return try V(from: &reader)
    }
}

extension FieldPatch.Value {
    /// Writes the stored form of a field of a type; a reason where the value is not of it.
    fileprivate func write(as type: Substring, to bytes: inout ByteWriter) -> String? {
        if type.hasSuffix("?") {
            guard self != .null else {
                bytes.byte(0)
                return nil
            }
            bytes.byte(1)
            return write(as: type.dropLast(), to: &bytes)
        }
        switch self {
        case .null: return "null"
        case .bool(let value) where type == "bool": value.write(to: &bytes)
        case .integer(let number): return write(number, as: type, to: &bytes)
        case .text(let text): return write(text, as: type, to: &bytes)
        case .numbers(let days) where type == "days":
            guard days.allSatisfy({ (1...7).contains($0) }) else { return "range" }
            bytes.byte(days.reduce(0) { $0 | 1 << UInt8($1 - 1) })
        case .json(let text) where type == "json": bytes.text(text)
        default: return "wrongType"
        }
        return nil
    }

    private func write(_ number: Int64, as type: Substring, to bytes: inout ByteWriter) -> String? {
        switch type {
        case "int": bytes.signed(number)
        case "id":
            guard number > 0, UInt64(number) <= ID<Never>.maximum else { return "range" }
            bytes.varint(UInt64(number))
        default: return "wrongType"
        }
        return nil
    }

    private func write(_ text: String, as type: Substring, to bytes: inout ByteWriter) -> String? {
        switch type {
        case "text": bytes.text(text)
        // The rules of the row fold it.
        case "folded": FoldedText(text: text, folded: text).write(to: &bytes)
        case "date":
            guard let day = Day(text) else { return "date" }
            day.write(to: &bytes)
        case "time":
            guard let time = TimeOfDay(text) else { return "time" }
            time.write(to: &bytes)
        case "ts":
            guard let instant = Timestamp(text) else { return "instant" }
            instant.write(to: &bytes)
        case "money":
            guard let money = Money(text) else { return "decimal" }
            money.write(to: &bytes)
        default:
            guard type.hasPrefix("enum(") else { return "wrongType" }
            let names = type.dropFirst(5).dropLast().split(separator: "|")
            guard let number = names.firstIndex(where: { $0 == text }) else { return "notOneOf" }
            bytes.byte(UInt8(number))
        }
        return nil
    }
}
