import Interchange
import Testing

@Suite("Cells of files")
struct SeparatedValuesTests {
    @Test(
        "A cell of a CSV file is quoted where it must be",
        arguments: [
            ("plain", "plain"), ("a,b", "\"a,b\""), ("a\"b", "\"a\"\"b\""),
            ("a\r\nb", "\"a\r\nb\""),
            ("", "\"\""), (" a", "\" a\""),
        ]
    )
    func quoting(_ text: String, _ cell: String) { #expect(SeparatedValues.csv(text) == cell) }

    @Test(
        "What a spreadsheet would reckon with is made harmless",
        arguments: [
            ("=1+1", "'=1+1"), ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("-2+3", "'-2+3"), ("-12.50", "-12.50"), ("+994501234567", "+994501234567"),
            ("-", "'-"),
            ("\tx", "'\tx"), ("=A1,B1", "\"'=A1,B1\""),
        ]
    )
    func formulas(_ text: String, _ cell: String) { #expect(SeparatedValues.csv(text) == cell) }

    @Test("Null is nothing at all")
    func null() {
        #expect(SeparatedValues.csv(nil).isEmpty)
        #expect(SeparatedValues.tsv(nil).isEmpty)
    }

    @Test("A TSV file has one line for each row")
    func tsv() { #expect(SeparatedValues.tsv("a\tb\nc\\d\r\n") == "a\\tb\\nc\\\\d\\r\\n") }
}
