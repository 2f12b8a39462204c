import Glibc
import Terminal
import Testing

@Suite("What a text takes on a terminal")
struct DisplayWidthTests {
    @Test(
        "Letters of every alphabet have their own width",
        arguments: [
            ("roster", 6), ("Şəbnəm İsmayılova", 17), ("Ирина", 5), ("漢字", 4), ("한국", 4),
            ("e\u{301}", 1), ("👩‍🎓", 2), ("🇦🇿", 2), ("☎\u{fe0f}", 2), ("", 0), ("ｶﾅ", 2),
        ]
    )
    func widths(_ text: String, _ width: Int) { #expect(text.displayWidth == width) }

    @Test("Most characters are as wide as the C library says")
    func agreesWithTheLibrary() throws {
        let locale = try #require(unsafe newlocale(LC_CTYPE_MASK, "C.UTF-8", nil))
        let before = unsafe uselocale(locale)
        defer {
            unsafe uselocale(before)
            unsafe freelocale(locale)
        }
        var others: [UInt32] = []
        var count = 0
        for value in UInt32(0x20)..<0x3_0000 {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let width = wcwidth(wchar_t(value))
            // What the library does not know, and parts of pictures, it leaves to us.
            guard width >= 0, scalar.properties.generalCategory != .unassigned else { continue }
            count += 1
            if String(scalar).displayWidth != Int(width) { others.append(value) }
        }
        let share = Double(others.count) / Double(count)
        #expect(share < 0.005, "\(others.count) of \(count): \(others.prefix(200))")
    }

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
