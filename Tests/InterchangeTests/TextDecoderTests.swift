import Interchange
import TestSupport
import Testing

@Suite("Bytes of files become text")
struct TextDecoderTests {
    private func decode(_ bytes: [UInt8], by size: Int = .max) throws(TableError) -> String {
        var decoder = TextDecoder()
        var text = ""
        var rest = bytes[...]
        while !rest.isEmpty {
            text += try decoder.decode(rest.prefix(size))
            rest = rest.dropFirst(size)
        }
        return try text + decoder.finish()
    }

    private func utf16(_ text: String, isBig: Bool) -> [UInt8] {
        let mark: [UInt8] = isBig ? [0xfe, 0xff] : [0xff, 0xfe]
        return mark
            + text.utf16.flatMap { unit -> [UInt8] in
                let (high, low) = (UInt8(unit >> 8), UInt8(unit & 0xff))
                return isBig ? [high, low] : [low, high]
            }
    }

    @Test("UTF-8 and UTF-16 with a mark, cut anywhere", arguments: [1, 2, 3, 5, 64])
    func encodings(_ size: Int) throws {
        let text = "ad;soyad\nƏliyev;👩‍🏫 Иванов\n"
        #expect(try decode(Array(text.utf8), by: size) == text)
        #expect(try decode([0xef, 0xbb, 0xbf] + Array(text.utf8), by: size) == text)
        #expect(try decode(utf16(text, isBig: true), by: size) == text)
        #expect(try decode(utf16(text, isBig: false), by: size) == text)
        #expect(try decode([], by: size).isEmpty)
        #expect(try decode([0x61], by: size) == "a")
    }

    @Test(
        "What is neither is refused, and the hint says what to do",
        arguments: [
            [0xc4] as [UInt8], [0x61, 0xe9, 0x62], [0xff], [0xff, 0xfe, 0x61],
            [0xff, 0xfe, 0x00, 0xd8], [0xed, 0xa0, 0x80], [0xf5, 0x80, 0x80, 0x80],
        ]
    )
    func refusals(_ bytes: [UInt8]) {
        for size in 1...4 {
            let error = #expect(throws: TableError.self) { try decode(bytes, by: size) }
            #expect(error?.text.contains("CSV UTF-8") == true)
        }
    }

    @Test("Lines of JSON are cut at line feeds alone, and keep their numbers")
    func lines() {
        var lines = JSONLines()
        var found = lines.read("{\"a\":1}\r\n\n {\"b\"")
        found += lines.read(":2}\n{\"c\":3}")
        found += lines.finish()
        #expect(found.map(\.line) == [1, 3, 4])
        #expect(found.map(\.text) == ["{\"a\":1}", " {\"b\":2}", "{\"c\":3}"])
    }
}

@Suite("Columns and fields")
struct HeadingTests {
    private static let names = ["fullName": ["name"], "email": ["studentEmail"], "grade": []]

    private func heading(_ cells: [String?]) throws(TableError) -> Heading {
        try Heading(TableRow(line: 1, cells: cells), names: Self.names, mapping: ["Sinif": "grade"])
    }

    @Test("S4-53, H29: case, spaces, underscores and hyphens do not matter; other names do")
    func names() throws {
        let heading = try self.heading(["FULL name", "student_e-mail", "sinif", "Team", nil])
        #expect(heading.fields == ["fullName", "email", "grade", nil, nil])
        #expect(heading.ignored == ["Team"])
        let row = TableRow(line: 2, cells: [" Aysel ", "", "\u{a0}9a", "x"])
        #expect(heading.values(of: row) == ["fullName": "Aysel", "grade": "9a"])
        #expect(!heading.isExceeded(by: row))
        #expect(heading.isExceeded(by: TableRow(line: 3, cells: [nil, nil, nil, nil, nil, "x"])))
    }

    @Test("Two columns that mean the same are refused, and so is one too few")
    func refusals() throws {
        #expect(throws: TableError.columnTwice("fullName")) { try heading(["name", "fullname"]) }
        let only = try heading(["name"])
        try only.require(["email", "fullName"])
        #expect(throws: TableError.columnMissing("email or grade")) {
            try only.require(["email", "grade"])
        }
    }
}
