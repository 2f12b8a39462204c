import Records
import SchoolModel
import TestSupport

/// Gives every field a random value: whatever its type stores.
struct RandomReader: FieldReader {
    var random: SplitMix64

    mutating func field<V: FieldValue>(
        _ name: StaticString,
        or missing: V
    ) throws(RecordError) -> V {
        var bytes = ByteWriter()
        write(V.fieldType, to: &bytes)
        let array = bytes.array
        var reader = ByteReader(array.rawSpan)
        return try V(from: &reader)
    }

    private mutating func write(_ type: String, to bytes: inout ByteWriter) {
        if type.hasSuffix("?") {
            let isSet = random.next() % 2 == 0
            bytes.byte(isSet ? 1 : 0)
            if isSet { write(String(type.dropLast()), to: &bytes) }
            return
        }
        if type.hasPrefix("enum(") {
            let count = type.split(separator: "|").count
            // The roles of a group are the one enum that begins with 1.
            let first: UInt64 = type == GroupMembership.Role.fieldType ? 1 : 0
            return bytes.byte(UInt8(first + random.next() % UInt64(count)))
        }
        switch type {
        case "table":
            let kinds = EntityKind.allCases
            bytes.byte(kinds[Int(random.next() % UInt64(kinds.count))].rawValue)
        case "bool": bytes.byte(UInt8(random.next() % 2))
        case "id": bytes.varint(1 + random.next() >> (12 + random.next() % 51))
        case "int": bytes.signed(Int64(random.next() % 1 << (random.next() % 30)))
        case "money": bytes.signed(Int64(truncatingIfNeeded: random.next()))
        case "date": bytes.integer(Int32(truncatingIfNeeded: random.next() % 40_000))
        case "time": bytes.integer(UInt16(random.next() % 1440))
        case "days": bytes.byte(UInt8(random.next() % 128))
        case "ts": bytes.integer(Int64(random.next() % 4_000_000_000_000))
        case "text", "json", KeyedText.fieldType: bytes.text(random.name())
        case "folded": FoldedText(text: random.name(), folded: random.name()).write(to: &bytes)
        case "collated":
            let sortKey = SortKey((0..<18).map { _ in UInt8(truncatingIfNeeded: random.next()) })
            CollatedText(text: random.name(), sortKey: sortKey).write(to: &bytes)
        default: preconditionFailure("no random value of type \(type)")
        }
    }
}

extension SplitMix64 {
    /// A text of a length that needs one or two bytes, and that a key cuts now and then.
    mutating func name() -> String {
        let alphabet = Array("aəbcçöüIıİжщ中 .'")
        let count = Int(next() % (next() % 8 == 0 ? 300 : 30))
        return String((0..<count).map { _ in alphabet[Int(next() % UInt64(alphabet.count))] })
    }
}

extension Record {
    /// A row of nothing but random values.
    static func random(_ random: inout SplitMix64) throws -> Self {
        var reader = RandomReader(random: random)
        let row = try Self(from: &reader)
        random = reader.random
        return row
    }
}

extension AttendanceSheet {
    /// A register with as many marks; about one in eight differs from its class.
    static func random(_ random: inout SplitMix64, count: Int) -> AttendanceSheet {
        var student: UInt64 = 0
        func chance(_ one: UInt64) -> Bool { random.next() % one == 0 }
        let class0 = Timestamp(milliseconds: Int64(random.next() % 4_000_000_000_000))
        let classMarker: ID<User>? = chance(8) ? nil : ID(1 + random.next() % 9_000)
        let classTime: Timestamp? = chance(8) ? nil : class0
        var sheet = AttendanceSheet(
            groupID: ID(1 + random.next() % 1_000_000),
            lessonDate: Day(Int32(random.next() % 40_000))
        )
        for _ in 0..<count {
            student += 1 + random.next() % (chance(20) ? 1 << 36 : 300)
            let markedAt =
                chance(8) ? Timestamp(milliseconds: Int64(random.next() % 1 << 40)) : classTime
            sheet.marks.append(
                AttendanceMark(
                    studentID: ID(student),
                    status: AttendanceStatus.allCases[Int(random.next() % 4)],
                    markedByID: chance(8) ? ID(1 + random.next() % 1 << 40) : classMarker,
                    markedAt: markedAt,
                    note: chance(8) ? random.name() : nil,
                    entryState: chance(8) ? .draft : .confirmed,
                    createdAt: chance(8) ? Timestamp(milliseconds: 5) : class0,
                    updatedAt: chance(8) ? Timestamp(milliseconds: 6) : markedAt ?? class0
                )
            )
        }
        sheet.stamps = Stamps(
            createdAt: chance(4) ? Timestamp(milliseconds: 7) : class0,
            updatedAt: Timestamp(milliseconds: Int64(random.next() % 4_000_000_000_000)),
            version: Int(random.next() % 1 << 20)
        )
        return sheet
    }
}

/// The stored content of a row.
func content<E: Entity>(of row: E) -> [UInt8] {
    var bytes = ByteWriter()
    row.writeContent(to: &bytes)
    return bytes.array
}

/// The key of a row.
func key<E: Entity>(of row: E) -> [UInt8] {
    var key = KeyBuffer()
    E.writeKey(of: row, to: &key)
    return key.array
}

/// An index entry: its key, or nil where the row has none, and its content.
func entry<I: SecondaryIndex>(_ index: I.Type, of row: I.Row) -> (key: [UInt8], content: [UInt8])? {
    var key = KeyBuffer()
    guard I.writeKey(of: row, to: &key) else { return nil }
    var content = ByteWriter()
    I.writeContent(of: row, to: &content)
    return (key.array, content.array)
}

/// Bytes as two digits each.
func hex(_ bytes: some Sequence<UInt8>) -> String {
    bytes.map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
}
