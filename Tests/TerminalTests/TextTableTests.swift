import Terminal
import Testing

@Suite("Tables for people")
struct TextTableTests {
    private func table(_ rows: [[String]]) -> TextTable {
        TextTable(
            heading: ["name", "n"],
            rows: rows.map { [.init($0[0]), .init($0[1], isNumber: Int($0[1]) != nil)] }
        )
    }

    @Test("Columns are as wide as their widest cell, and numbers stand at the right")
    func alignment() {
        let lines = table([["漢字", "7"], ["Şəbnəm", "12"], ["Ö", "–"]]).lines()
        #expect(lines == ["name     n", "漢字     7", "Şəbnəm  12", "Ö        –"])
    }

    @Test("A line has no blanks at its end")
    func ends() {
        let lines = TextTable(heading: ["a", "note"], rows: [[.init("1"), .init("")]]).lines()
        #expect(lines.allSatisfy { $0.last != " " })
    }

    @Test("The widest columns give way on a narrow terminal", arguments: [8, 12, 20, 30])
    func narrow(_ width: Int) {
        let long = String(repeating: "ə", count: 40)
        let lines = TextTable(
            heading: ["id", "name", "email"],
            rows: [[.init("1", isNumber: true), .init(long), .init("a@b.az")]]
        ).lines(width: width)
        #expect(lines.allSatisfy { $0.displayWidth <= width })
        if width == 30 { #expect(lines[1].hasSuffix("…  a@b.az")) }
    }
}
