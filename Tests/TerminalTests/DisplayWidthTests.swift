import Terminal
import Testing

@Suite("What a text takes on a terminal")
struct DisplayWidthTests {
    @Test(
        "Letters of every alphabet have their own width",
        arguments: [
            ("roster", 6), ("Şəbnəm İsmayılova", 17), ("Ирина", 5), ("漢字", 4), ("한국", 4),
            ("e\u{301}", 1), ("👩‍🎓", 2), ("🇦🇿", 2), ("☎\u{fe0f}", 2), ("", 0), ("ｶﾅ", 2),
            ("ＡＢ", 4), ("각", 2), ("a\u{ad}b", 3), ("a\u{200b}b", 2), ("–", 1), ("𠀀", 2),
        ]
    )
    func widths(_ text: String, _ width: Int) { #expect(text.displayWidth == width) }

    @Test("A text is cut at whole characters")
    func cut() {
        #expect("Məmmədova".cut(toWidth: 5) == "Məmm…")
        #expect("漢字漢字".cut(toWidth: 4) == "漢…")
        #expect("abc".cut(toWidth: 3) == "abc")
        #expect("abc".cut(toWidth: 0).isEmpty)
    }

    @Test("Nothing that a terminal would obey is left")
    func visible() {
        #expect("a\u{1b}[31mb\u{7f}\u{9b}".visible == "a␛[31mb␡\u{fffd}")
        #expect("two\nlines\tand".visible == "two lines and")
        #expect("\u{202e}abc".visible == "\u{fffd}abc")
        #expect("Aysel".visible == "Aysel")
    }
}
