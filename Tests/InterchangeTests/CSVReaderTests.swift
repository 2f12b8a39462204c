import Interchange
import TestSupport
import Testing

@Suite("CSV files are read")
struct CSVReaderTests {
    private func rows(_ text: String) throws(TableError) -> [TableRow] {
        var reader = CSVReader()
        return try reader.read(text) + reader.finish()
    }

    private func cells(_ text: String) throws -> [[String?]] { try rows(text).map(\.cells) }

    @Test(
        "The separator is the one that the first line has most of",
        arguments: [
            ("a,b\n1,2\n", [["a", "b"], ["1", "2"]]),
            ("a;b\n1,5;2\n", [["a", "b"], ["1,5", "2"]]),
            ("a\tb\n1\t2", [["a", "b"], ["1", "2"]]),
            ("\"a,x\";b\n1;2\n", [["a,x", "b"], ["1", "2"]]),
            ("name\nA\n", [["name"], ["A"]]),
        ]
    )
    func separators(_ text: String, _ expected: [[String]]) throws {
        #expect(try cells(text) == expected)
    }

    @Test(
        "RFC 4180: quotes, and line breaks of every kind",
        arguments: [
            ("a,b\r\n\"x\"\"y\",\"1\r\n2\"\r\n", [["a", "b"], ["x\"y", "1\r\n2"]]),
            ("a,b\r1,2\r", [["a", "b"], ["1", "2"]]),
            ("a,b\n\n\r\n1,2", [["a", "b"], ["1", "2"]]),
            ("\u{feff}a,b\n1,2\n", [["a", "b"], ["1", "2"]]),
            ("a,b\n1\"2,3\n", [["a", "b"], ["1\"2", "3"]]),
        ]
    )
    func quotes(_ text: String, _ expected: [[String]]) throws {
        #expect(try cells(text) == expected)
    }

    @Test("Nothing is not the empty text")
    func nothing() throws {
        #expect(try cells("a,b,c\n,\"\",\n") == [["a", "b", "c"], [nil, "", nil]])
        #expect(try cells("").isEmpty)
    }

    @Test("Rows know the line that they begin in, whatever stands in quotes")
    func lines() throws {
        #expect(try rows("a\n\"1\n2\"\n\n3\r\n4").map(\.line) == [1, 2, 5, 6])
    }

    @Test("What is no table is refused by its line")
    func refusals() {
        #expect(throws: TableError.openQuote(line: 2)) { try rows("a\n\"x\ny\n") }
        #expect(throws: TableError.strayText(line: 2)) { try rows("a\n\"x\"y\n") }
        let wide = String(repeating: ",", count: CSVReader.widthMaximum + 1)
        #expect(throws: TableError.tooLarge(line: 2)) { try rows("a,b\n\(wide)\n") }
    }

    @Test(
        "Every text that is written comes back, and it does not matter where the file is cut",
        arguments: SplitMix64.seeds
    )
    func roundTrip(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let alphabet: [Character] = [
            "a", "ə", "'", "=", "+", "-", "@", "\t", ",", ";", "\"", "\n", "\r\n", "\r", " ", "1",
            "👩‍🏫",
        ]
        for _ in 0..<300 {
            let width = Int.random(in: 1...4, using: &random)
            let table = (0..<Int.random(in: 1...6, using: &random)).map { _ in
                (0..<width).map { _ -> String? in
                    if Int.random(in: 0..<6, using: &random) == 0 { return nil }
                    let count = Int.random(in: 0...5, using: &random)
                    return String(
                        (0..<count).map { _ in
                            alphabet[Int.random(in: 0..<alphabet.count, using: &random)]
                        }
                    )
                }
            }
            // The first line tells the separator; a line of nothing is none.
            let heading = (0...width).map { "c\($0)" as String? }
            let whole = [heading] + table.map { $0 + ["."] }
            let text = whole.map { $0.map(SeparatedValues.csv).joined(separator: ",") + "\n" }
                .joined()
            #expect(try cells(text) == whole)
            var reader = CSVReader()
            var rows: [TableRow] = []
            var rest = Array(text.unicodeScalars)[...]
            while !rest.isEmpty {
                let piece = rest.prefix(Int.random(in: 1...9, using: &random))
                rest = rest.dropFirst(piece.count)
                rows += try reader.read(String(String.UnicodeScalarView(piece)))
            }
            rows += try reader.finish()
            #expect(rows == (try self.rows(text)))
        }
    }
}
