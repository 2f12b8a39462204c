import Collation
import Records
import TestSupport
import Testing

@Suite("Order of names")
struct OrderTests {
    /// The letters of an alphabet in their order.
    static let alphabets = [
        ("az", "a b c ç d e ə f g ğ h x ı i j k q l m n o ö p r s ş t u ü v y z"),
        ("ru", "а б в г д е ж з и й к л м н о п р с т у ф х ц ч ш щ ъ ы ь э ю я"),
        ("en", "a b c d e f g h i j k l m n o p q r s t u v w x y z"),
    ]

    @Test("Letters stand in the order of their alphabet", arguments: alphabets)
    func alphabet(locale: String, letters: String) throws {
        let collator = try Collator(locale: locale)
        let expected = letters.split(separator: " ").map(String.init)
        let sorted = expected.shuffled().sorted { collator.compare($0, $1) == .before }
        #expect(sorted == expected)
        // Names that begin with them, too: the first letter decides.
        for (left, right) in zip(expected, expected.dropFirst()) {
            #expect(collator.sortKey(of: left + "z") < collator.sortKey(of: right + "a"))
        }
    }

    @Test("Russian ё stands with е")
    func yo() throws {
        let collator = try Collator(locale: "ru")
        let names = ["Елена", "Ёлкин", "Емеля"]
        #expect(names.shuffled().sorted { collator.compare($0, $1) == .before } == names)
    }

    @Test("Azerbaijani capitals stand with their letters, dotted and dotless apart")
    func capitals() throws {
        let collator = try Collator()
        let names = [
            "Emin", "Əli", "əliyev", "Həsən", "Xəyal", "Işıq", "İlqar", "Kamran", "Qədir", "Lalə",
        ]
        #expect(names.shuffled().sorted { collator.compare($0, $1) == .before } == names)
        #expect(
            names.shuffled().sorted { collator.sortKey(of: $0) < collator.sortKey(of: $1) } == names
        )
    }

    @Test("Case decides only between names that are otherwise equal")
    func caseIsLast() throws {
        let collator = try Collator()
        #expect(collator.compare("lalə", "Lalə") == .before)
        #expect(collator.compare("Lalə", "laləb") == .before)
        #expect(collator.compare("Lalə", "Lalə") == .same)
    }

    @Test("A sort key is the beginning of the full key", arguments: SplitMix64.seeds)
    func prefix(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let collator = try Collator()
        for _ in 0..<500 {
            let text = random.text(upTo: 30)
            let full = collator.fullSortKey(of: text)
            #expect(collator.sortKey(of: text) == SortKey(full))
            #expect(collator.collated(text) == CollatedText(text: text, sortKey: SortKey(full)))
            #expect(!full.contains(0))
        }
    }

    @Test("Keys are in the order of the names", arguments: SplitMix64.seeds)
    func keyOrder(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let collator = try Collator()
        for _ in 0..<1000 {
            let (left, right) = (random.text(upTo: 12), random.text(upTo: 12))
            let (leftKey, rightKey) = (
                collator.fullSortKey(of: left), collator.fullSortKey(of: right)
            )
            let expected: Collator.Order =
                leftKey == rightKey
                ? .same : leftKey.lexicographicallyPrecedes(rightKey) ? .before : .after
            #expect(collator.compare(left, right) == expected)
            if collator.sortKey(of: left) < collator.sortKey(of: right) {
                #expect(expected == .before)
            }
        }
    }

    @Test("A long name has its whole key")
    func long() throws {
        let collator = try Collator()
        let name = String(repeating: "Ə中👩‍🎓", count: 500)
        #expect(collator.fullSortKey(of: name).count > 500)
        #expect(collator.compare(name, name + "a") == .before)
        #expect(collator.fullSortKey(of: "").allSatisfy { $0 == 1 })
    }

    @Test("One collator serves many threads at once")
    func threads() async throws {
        let collator = try Collator()
        let names = ["Əli", "Xəyal", "Işıq", "İlqar", "Qədir", "Lalə", "Жанна", "O'Neill"]
        let expected = names.map(collator.fullSortKey)
        await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    (0..<200).allSatisfy { _ in names.map(collator.fullSortKey) == expected }
                }
            }
            for await isSame in group { #expect(isSame) }
        }
    }

    @Test(
        "A locale that ICU has no order for is refused, not replaced",
        arguments: ["", "zz", "az\u{0}"]
    )
    func unknown(locale: String) {
        #expect(throws: CollationError.unknownLocale(locale)) { try Collator(locale: locale) }
    }

    @Test("The version names locale, rules and library")
    func version() throws {
        let version = try Collator(locale: "az").version
        #expect(version.hasPrefix("az, rules ") && version.contains(", ICU "))
        #expect(try Collator(locale: "ru").version != version)
        #expect(try Collator().version == version)
    }
}

@Suite("Folding")
struct FoldingTests {
    @Test(
        "Letters fold as Unicode says, the same in every locale",
        arguments: [
            ("İ", "i\u{307}"), ("I", "i"), ("ı", "ı"), ("i", "i"), ("ß", "ss"), ("ẞ", "ss"),
            ("ΣΑΣ", "σασ"), ("ς", "σ"), ("Ə", "ə"), ("Ж", "ж"), ("ﬁ", "fi"), ("", ""),
            ("ABC-Z@[`{", "abc-z@[`{"),
        ]
    )
    func letters(text: String, expected: String) throws {
        for locale in ["az", "ru", "en"] {
            let folded = try Collator(locale: locale).fold(text)
            #expect(Array(folded.utf8) == Array(expected.utf8))
        }
    }

    @Test("Folding twice changes nothing more", arguments: SplitMix64.seeds)
    func idempotent(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let collator = try Collator()
        for _ in 0..<500 {
            let folded = collator.fold(random.text(upTo: 40))
            #expect(Array(collator.fold(folded).utf8) == Array(folded.utf8))
        }
    }

    @Test("A text that grows is folded whole")
    func growth() throws {
        let text = String(repeating: "ΐ", count: 100)
        let folded = try Collator().fold(text)
        #expect(folded.unicodeScalars.count == 300)
    }

    @Test("Trimming is for what is compared: the text stays byte for byte")
    func trimming() throws {
        let collator = try Collator()
        let text = " \u{a0}\tEyyub@Example.AZ\u{2003}\n"
        let folded = collator.folded(text, trimming: true)
        #expect(folded == FoldedText(text: text, folded: "eyyub@example.az"))
        #expect(collator.folded(" A ").folded == " a ")
        #expect(collator.folded(" \n ", trimming: true).folded == "")
    }
}
