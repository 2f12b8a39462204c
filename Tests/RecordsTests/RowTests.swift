import Records
import TestSupport
import Testing

/// A small entity: what it was when the first rows were written, and two fields that came later.
struct Pupil: Record, Equatable {
    static let table = Table(200, "pupil")
    static let place = Place(Tag(0x03, owner: .id), 0x7f)

    var id: ID<Pupil>
    var stamps: Stamps
    var name: String
    var secret: String = "s"
    var grade = 7
    var note: String?

    init(id: ID<Pupil>, name: String) {
        self.id = id
        self.name = name
        stamps = .new
    }

    func write<W: FieldWriter & ~Copyable>(to fields: inout W) {
        fields.field("id", id)
        fields.field("name", name)
        fields.stamps(stamps)
        fields.hidden("secret", secret)
        fields.field("grade", grade)
        fields.field("note", note)
    }

    @_lifetime(fields: copy fields)
    init<R: FieldReader & ~Copyable & ~Escapable>(from fields: inout R) throws(RecordError) {
        id = try fields.field("id")
        name = try fields.field("name")
        stamps = try fields.stamps()
        secret = try fields.field("secret", or: "none")
        grade = try fields.field("grade", or: 7)
        note = try fields.field("note")
    }

    static func visitParts<V: PartVisitor & ~Copyable>(_ parts: inout V) throws(V.Failure)
    where V.Row == Pupil {}
}

@Suite("Rows")
struct RowTests {
    static let content = """
        08 a006 034c616c 0100000000000000 0200000000000000 06 0173 10 01 026869
        """

    var pupil: Pupil {
        var pupil = Pupil(id: 800, name: "Lal")
        pupil.stamps = Stamps(
            createdAt: Timestamp(milliseconds: 1),
            updatedAt: Timestamp(milliseconds: 2),
            version: 3
        )
        pupil.grade = 8
        pupil.note = "hi"
        return pupil
    }

    func content(_ row: some Record) -> [UInt8] {
        var writer = ByteWriter()
        row.writeContent(to: &writer)
        return writer.array
    }

    @Test("A row is the count of its fields, then the fields in order")
    func stored() throws {
        let written = content(pupil)
        #expect(hex(written) == hex(bytes(Self.content)))
        let back = try Pupil(content: written.rawSpan)
        #expect(back == pupil)
    }

    @Test("A row goes behind what the writer holds already")
    func behind() {
        var writer = ByteWriter()
        writer.append([0xaa, 0xbb])
        pupil.writeContent(to: &writer)
        let written = writer.array
        #expect(hex(written) == "aabb" + hex(bytes(Self.content)))
    }

    @Test("A row that is older than a field reads as the entity's default")
    func old() throws {
        let old = bytes("05 a006 034c616c 0100000000000000 0200000000000000 06")
        let row = try Pupil(content: old.rawSpan)
        #expect(row.name == "Lal" && row.stamps.version == 3)
        #expect(row.secret == "none" && row.grade == 7 && row.note == nil)
    }

    @Test(
        "A row with more than its entity has is refused, since writing it would lose the rest",
        arguments: [
            "09 a006 034c616c 0100000000000000 0200000000000000 06 0173 10 01 026869 00",
            "08 a006 034c616c 0100000000000000 0200000000000000 06 0173 10 01 026869 00",
        ]
    )
    func newer(hex: String) {
        let newer = bytes(hex)
        #expect(throws: RecordError.unknownFormat(newer[0] - 8)) {
            try Pupil(content: newer.rawSpan)
        }
    }

    @Test("A cut row never traps")
    func cut() {
        let whole = bytes(Self.content)
        for count in whole.indices {
            let cut = Array(whole[..<count])
            #expect(throws: RecordError.truncated) { try Pupil(content: cut.rawSpan) }
        }
    }

    @Test("Bytes without meaning are a row or are refused", arguments: SplitMix64.seeds)
    func anyBytes(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        for _ in 0..<3000 {
            var damaged = bytes(Self.content)
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                damaged[Int.random(in: 0..<damaged.count, using: &random)] = random.bytes(1)[0]
            }
            guard let row = try? Pupil(content: damaged.rawSpan) else { continue }
            let again = content(row)
            let back = try Pupil(content: again.rawSpan)
            #expect(back == row)
            var output = OutputBuffer()
            row.writeJSON(to: &output)
        }
    }

    @Test("A row has at most 255 fields")
    func tooMany() async {
        await #expect(processExitsWith: .failure) {
            var writer = RowWriter(appendingTo: ByteWriter())
            for _ in 0..<256 { writer.field("f", true) }
            _ = writer.finish()
        }
    }

    @Test("The field list names types, and says what is hidden")
    func fields() {
        let lines = Pupil.describeFields()
        #expect(
            lines == [
                "id:id", "name:text", "createdAt:ts", "updatedAt:ts", "version:int",
                "secret:hidden text", "grade:int", "note:text?",
            ]
        )
    }

    @Test("A row's key is its place and its id")
    func rowKey() {
        #expect(hex(key { Pupil.writeKey(of: pupil, to: &$0) }) == hex(bytes("03 02 0320 7f")))
    }
}

@Suite("Rows as JSON")
struct JSONFieldsTests {
    @Test("Shown fields are members, hidden ones are not")
    func object() {
        var output = OutputBuffer(capacity: 1)
        let row = RowTests().pupil
        row.writeJSON(to: &output)
        let text = String(decoding: array(output.bytes), as: UTF8.self)
        let expected = """
            {"id":800,"name":"Lal","createdAt":"1970-01-01T00:00:00.001Z",\
            "updatedAt":"1970-01-01T00:00:00.002Z","version":3,"grade":8,"note":"hi"}
            """
        #expect(text == expected)
    }

    @Test("An object without fields is closed, also behind a comma")
    func empty() {
        var output = OutputBuffer(capacity: 1)
        do {
            var json = output.writer(atMost: 2)
            json.literal("1,")
        }
        output = JSONFields(appendingTo: output).finish()
        let text = String(decoding: array(output.bytes), as: UTF8.self)
        #expect(text == "1,{}")
    }
}
