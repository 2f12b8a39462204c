import Collation
import JSONRPC
import Records
import SchoolModel
import SchoolServices
import Storage
import TestSupport
import Testing

@testable import Daemon

@Suite("Lines of an export")
struct ExportLineTests {
    @Test(
        "INV-57: any row of any entity is read back from its line, byte for byte",
        arguments: SplitMix64.seeds
    )
    func anyRow(seed: UInt64) throws {
        var visitor = LineVisitor(random: SplitMix64(seed: seed), collator: try Collator())
        SchoolSchema.visitEntities(&visitor)
        #expect(visitor.count > 800)
    }

    @Test("INV-47: what a row keeps secret is in no line, and is taken from none")
    func secrets() throws {
        var user = User(
            id: 1,
            email: FoldedText(text: "a", folded: "a"),
            fullName: .missing,
            foldedName: "",
            role: .admin,
            passwordHash: "$argon2id$secret"
        )
        var output = OutputBuffer(capacity: 64)
        output.append(whole: { fields in user.write(to: &fields) })
        let line = String(decoding: [UInt8](copying: output.bytes), as: UTF8.self)
        #expect(!line.contains("secret") && !line.contains("passwordHash"))
        // Whatever the store calls a secret is one here.
        let open = User.describeFields().filter { $0.hasPrefix("passwordHash:") }
        #expect(open == ["passwordHash:hidden text?"])
        user = user.withoutSecrets
        #expect(user.passwordHash == nil)
    }
}

/// Writes random rows of every entity as lines, and reads them.
private struct LineVisitor: EntityVisitor, ~Copyable {
    var random: SplitMix64
    let collator: Collator
    var count = 0

    mutating func visit<E: Entity>(_ entity: E.Type) throws(Never) {
        guard let type = E.self as? any Record.Type else { return }
        for _ in 0..<20 { compare(type) }
    }

    private mutating func compare<Row: Record>(_ type: Row.Type) {
        var reader = WildReader(random: random, collator: collator)
        guard var row = try? Row(from: &reader) else {
            Issue.record("no random row of \(Row.table.name)")
            return
        }
        random = reader.random
        count += 1
        if let keeper = row as? any SecretKeeping, let open = keeper.withoutSecrets as? Row {
            row = open
        }
        var output = OutputBuffer(capacity: 64)
        output.append(whole: { fields in row.write(to: &fields) })
        let line = [UInt8](copying: output.bytes)
        #expect(!line.contains(0x0a))
        let buffer = InputBuffer(copying: line.span)
        var parser = JSONParser(capacity: line.count + 1)
        do {
            let document = try parser.parse(buffer.padded)
            let terms = CellTerms(collator: collator, isLenient: false)
            let other = try terms.read(Cells(document.root)) { reader throws(RecordError) in
                try Row(from: &reader)
            }
            let same = content(of: other) == content(of: row)
            #expect(same, "\(String(decoding: line, as: UTF8.self))")
        } catch { Issue.record("\(Row.table.name): \(error)") }
    }

    private func content<Row: Record>(of row: Row) -> [UInt8] {
        var bytes = ByteWriter()
        row.writeContent(to: &bytes)
        return bytes.array
    }
}

/// Gives every field a random value that its row may have.
private struct WildReader: FieldReader {
    var random: SplitMix64
    let collator: Collator

    mutating func field<V: FieldValue>(
        _ name: StaticString,
        or missing: V
    ) throws(RecordError) -> V {
        var bytes = ByteWriter()
        write(V.fieldType, "\(name)", to: &bytes)
        let array = bytes.array
        var reader = ByteReader(array.rawSpan)
        return try V(from: &reader)
    }

    private mutating func write(_ type: String, _ name: String, to bytes: inout ByteWriter) {
        if type.hasSuffix("?") {
            let isSet = random.next() % 2 == 0
            bytes.byte(isSet ? 1 : 0)
            if isSet { write(String(type.dropLast()), name, to: &bytes) }
            return
        }
        if type.hasPrefix("enum(") {
            // The roles of a group are the one enum that begins with 1.
            let first: UInt64 = type == GroupMembership.Role.fieldType ? 1 : 0
            let count = UInt64(type.split(separator: "|").count)
            return bytes.byte(UInt8(first + random.next() % count))
        }
        switch type {
        case "table": any(EntityKind.allCases).write(to: &bytes)
        case "bool": bytes.byte(UInt8(random.next() % 2))
        case "id": bytes.varint(1 + random.next() >> (12 + random.next() % 51))
        case "int":
            bytes.signed(any([0, -1, .min, .max, Int64(truncatingIfNeeded: random.next())]))
        case "money": bytes.signed(any([0, -1, 100, .max, -.max, Int64(random.next() % 99_999)]))
        case "date": bytes.integer(any([0, -40_000, Int32(random.next() % 40_000)]))
        case "time": bytes.integer(UInt16(random.next() % 1440))
        case "days": bytes.byte(UInt8(random.next() % 128))
        case "ts": bytes.integer(any([0, -1, Int64(random.next() % 4_000_000_000_000)]))
        case "json": bytes.text(any(Self.objects))
        case "folded":
            collator.folded(text(), trimming: name != "name").write(to: &bytes)
        case "collated": collator.collated(text()).write(to: &bytes)
        default: bytes.text(text())
        }
    }

    private mutating func any<Value>(_ values: [Value]) -> Value {
        values[Int(random.next() % UInt64(values.count))]
    }

    private mutating func text() -> String {
        let alphabet =
            Array("əIıİiÇşğ жЫ中👩‍👧🇦🇿\"\\/\n\r\t\u{0}\u{1f}\u{2028}\u{feff} .'=") as [Character]
        let count = Int(random.next() % (random.next() % 8 == 0 ? 300 : 20))
        return String((0..<count).map { _ in any(alphabet) })
    }

    /// As this program writes them, and as others have.
    private static let objects = [
        "{}", "[]", #"{"a":1}"#, #"{ "a" : [1, 2.50, "ə\n"] }"#, "[1,2]", "{\n\"a\":null}",
        #"{"d":1e3,"u":18446744073709551615,"m":-0}"#, #"{"k":"\u0041\/","л":"🎒"}"#, "{\r}",
    ]
}
