internal import CICU
public import Records

/// The order and the folding of names in one locale, by ICU.
///
/// One collator serves all threads: it is never changed after it was opened, and ICU's functions that
/// take a constant collator may run at once.
@safe public final class Collator: Sendable {
    /// The order of a store that was not told another: Azerbaijani.
    public static let defaultLocale = "az"

    /// Whose alphabet, such as `az`, `ru`, `en`.
    public let locale: String

    /// What stored sort keys and folded texts depend on: locale, rules and library.
    ///
    /// A store keeps it beside them, and makes them anew when it changes.
    public let version: String

    // Never changed between init and deinit, and ICU only reads it: threads may share it.
    private nonisolated(unsafe) let handle: OpaquePointer

    /// Opens ICU's collator of a locale.
    public init(locale: String = Collator.defaultLocale) throws(CollationError) {
        // C would read a name with a NUL as a shorter one.
        guard !locale.utf8.contains(0), unsafe cicu_has_locale(locale) else {
            throw .unknownLocale(locale)
        }
        guard let handle = unsafe cicu_open(locale) else { throw .unavailable }
        unsafe self.handle = handle
        self.locale = locale
        let rules = unsafe Self.dotted { version in unsafe cicu_rules_version(handle, version) }
        let library = unsafe Self.dotted { version in unsafe cicu_library_version(version) }
        version = "\(locale), rules \(rules), ICU \(library)"
    }

    deinit { unsafe cicu_close(handle) }

    /// The locale that a version begins with.
    public static func locale(of version: String) -> String {
        String(version.prefix { $0 != "," })
    }

    private static func dotted(_ fill: (UnsafeMutablePointer<UInt8>?) -> Void) -> String {
        var bytes: [UInt8] = [0, 0, 0, 0]
        unsafe bytes.withUnsafeMutableBufferPointer { buffer in unsafe fill(buffer.baseAddress) }
        return bytes.map(String.init).joined(separator: ".")
    }
}

// MARK: - Order

extension Collator {
    /// Which of two texts comes first.
    public enum Order: Sendable {
        /// The first one.
        case before
        /// Neither: they differ at most in what the alphabet does not tell apart.
        case same
        /// The second one.
        case after
    }

    /// Compares as readers of the locale expect; the order of `fullSortKey`.
    public func compare(_ left: String, _ right: String) -> Order {
        var (left, right) = (left, right)
        let result = left.withUTF8 { left in
            right.withUTF8 { right in
                unsafe left.withMemoryRebound(to: CChar.self) { left in
                    unsafe right.withMemoryRebound(to: CChar.self) { right in
                        unsafe cicu_compare(
                            handle,
                            left.baseAddress,
                            Int32(left.count),
                            right.baseAddress,
                            Int32(right.count)
                        )
                    }
                }
            }
        }
        return result < 0 ? .before : result > 0 ? .after : .same
    }

    /// Bytes whose order is the order of the texts; none of them is zero.
    public func fullSortKey(of text: String) -> [UInt8] {
        let units = Array(text.utf16)
        // Enough for most names: a second call is made only for the others.
        var capacity = units.count * 4 + 16
        while true {
            var needed = 0
            let key = unsafe [UInt8](unsafeUninitializedCapacity: capacity) { room, count in
                needed = Int(
                    unsafe cicu_sort_key(
                        handle,
                        units,
                        Int32(units.count),
                        room.baseAddress,
                        Int32(room.count)
                    )
                )
                precondition(needed > 0, "ICU makes a sort key of any text")
                // The final zero is left out: keys of fixed length are filled with zeros anyway.
                count = needed <= room.count ? needed - 1 : 0
            }
            if needed <= capacity { return key }
            capacity = needed
        }
    }

    /// The first bytes of the full key, which keys of rows hold.
    public func sortKey(of text: String) -> SortKey { SortKey(fullSortKey(of: text)) }

    /// A name with what it is sorted by.
    public func collated(_ text: String) -> CollatedText {
        CollatedText(text: text, sortKey: sortKey(of: text))
    }
}

// MARK: - Folding

extension Collator {
    /// Unicode's default case folding: `ß` is `ss`, `Σ` and `ς` are `σ`, `İ` is `i` and a dot, `ı` stays.
    ///
    /// The same in every locale, so that what is unique does not depend on the reader.
    public func fold(_ text: String) -> String {
        if text.utf8.allSatisfy({ $0 < 0x80 }) { return Self.foldASCII(text) }
        let units = Array(text.utf16)
        var capacity = units.count + 8
        while true {
            var needed = 0
            let folded = unsafe [UInt16](unsafeUninitializedCapacity: capacity) { room, count in
                needed = Int(
                    unsafe cicu_fold(
                        units,
                        Int32(units.count),
                        room.baseAddress,
                        Int32(room.count)
                    )
                )
                precondition(needed >= 0, "ICU folds any text")
                count = needed <= room.count ? needed : 0
            }
            if needed <= capacity { return String(decoding: folded, as: UTF16.self) }
            capacity = needed
        }
    }

    /// A text with its folded form; e-mails and codes are compared without the blanks around them.
    public func folded(_ text: String, trimming: Bool = false) -> FoldedText {
        FoldedText(text: text, folded: fold(trimming ? Self.trim(text) : text))
    }

    private static func foldASCII(_ text: String) -> String {
        guard text.utf8.contains(where: { (0x41...0x5a).contains($0) }) else { return text }
        let bytes = text.utf8.map { (0x41...0x5a).contains($0) ? $0 | 0x20 : $0 }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Without white space at both ends, as Unicode defines it.
    private static func trim(_ text: String) -> String {
        let scalars = text.unicodeScalars
        let isInk = { (scalar: Unicode.Scalar) in !scalar.properties.isWhitespace }
        guard let first = scalars.firstIndex(where: isInk),
            let last = scalars.lastIndex(where: isInk)
        else { return "" }
        return String(scalars[first...last])
    }
}
