import JSONRPC
import Records
import Testing

@Suite("The rows of an array")
struct RowTests {
    private func starts(_ text: String, leastBytes: Int = 9) -> [Int] {
        [UInt8](text.utf8).rawSpan.rowStarts(leastBytes: leastBytes)
    }

    @Test("Each row is found where it begins")
    func plain() {
        #expect(starts("[]") == [])
        #expect(starts(#"[{"id":1}]"#) == [1])
        #expect(starts(#"[{"id":1},{"id":23},{"id":4}]"#) == [1, 10, 20])
    }

    @Test(
        "What looks like a row inside a text is none",
        arguments: ["},{", "},{\\\"", "}, {", "{", "}", "},{\\\"id\\\":7", "},{},{"]
    )
    func texts(name: String) {
        let row = "{\"id\":1,\"name\":\"\(name)\",\"to\":2}"
        let second = 2 + row.utf8.count
        #expect(starts("[\(row),\(row)]") == [1, second])
        let last = "{\"id\":1,\"name\":\"\(name)\"}"
        #expect(starts("[\(last),\(row)]") == [1, 2 + last.utf8.count])
    }
}
