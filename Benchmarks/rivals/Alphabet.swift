/// A stand-in for the collator: Azerbaijani letters in their order, a byte each, 18 bytes.
enum Alphabet {
    static let letters = Dictionary(
        uniqueKeysWithValues: zip(" abcçdeəfgğhxıijkqlmnoöprsştuüvyz", UInt8(1)...)
    )

    static func key(_ name: String) -> [UInt8] {
        let known = name.lowercased().compactMap { letters[$0] }.prefix(18)
        return known + [UInt8](repeating: 0, count: 18 - known.count)
    }
}
