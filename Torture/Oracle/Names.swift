package import Collation
package import Records

/// The texts that the school is made of: few enough to collide, and strange enough to matter.
package enum Names {
    /// Azerbaijani, as a store is by default.
    package static let collator: Collator = {
        do { return try Collator() } catch {
            preconditionFailure("ICU knows Azerbaijani: \(error)")
        }
    }()

    private static let families = [
        "Əliyev", "Çələbi", "Xəlilov", "Qasımov", "Öztürk", "Ibrahimova", "İsmayıl", "Ismayil",
        "Strauß", "STRAUSS", "O'Neill", "Nguyễn", "Зайцев", "Ёлкин", "王", "Müller-Lüdenscheidt",
    ]
    private static let givens = [
        "Ayşə", "Zəhra", "Leyla", "Çingiz", "Kamran Həsən oğlu", "Jalə", "Şəhla", "Ğ", "ı", "Q",
        "X", "Aysel Nərminə", "Aysel Nərminə B", "Aysel Nərminə A", "e\u{301}", "é", "👩🏽‍🎓",
    ]

    /// Persons' names: some share all 18 bytes of their sort keys.
    package static let persons: [String] = families.flatMap { family in
        givens.map { "\(family) \($0)" }
    }

    /// Names of courses, cohorts and groups: some are longer than what a key holds.
    package static let titles: [String] =
        (1...60).map { "Kurs \($0)" } + (1...20).map { "KURS \($0)" } + families
        + (0..<6).map { "\($0)" + String(repeating: "uzun ", count: 41 + $0) }
        + (0..<4).map { String(repeating: "ə", count: 120) + "\($0)" } + ["é", "e\u{301}"]

    /// The first 18 bytes of ICU's key of a person's name, filled with zeros.
    package static func sortKey(of person: String) -> [UInt8] {
        guard let key = sortKeys[Array(person.utf8)] else {
            preconditionFailure("names are from the list")
        }
        return key
    }

    // By bytes: texts that look the same are different names here, and equal as Swift compares them.
    private static let sortKeys: [[UInt8]: [UInt8]] = Dictionary(
        uniqueKeysWithValues: persons.map { person in
            let key = collator.fullSortKey(of: person).prefix(18)
            return (Array(person.utf8), Array(key) + Array(repeating: 0, count: 18 - key.count))
        }
    )

    private static let collated: [[UInt8]: CollatedText] = Dictionary(
        uniqueKeysWithValues: persons.map { (Array($0.utf8), collator.collated($0)) }
    )

    private static let folded: [[UInt8]: FoldedText] = Dictionary(
        (titles + persons).map { (Array($0.utf8), collator.folded($0)) }
    ) { first, _ in first }

    /// A person's name with its sort key.
    package static func collated(_ person: String) -> CollatedText {
        collated[Array(person.utf8)] ?? collator.collated(person)
    }

    /// A text with its folded form.
    package static func folded(_ text: String) -> FoldedText {
        folded[Array(text.utf8)] ?? collator.folded(text)
    }
}
