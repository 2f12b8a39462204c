/// A text, and what RFC 8259 says about it.
public struct JSONCase: Sendable, CustomStringConvertible {
    /// What has to become of it.
    public enum Verdict: Sendable {
        /// It is JSON.
        case accepted
        /// It is not.
        case refused
        /// It is, but has a number that is larger than any that is taken here, which section 6 allows.
        case largeNumber
        /// It is, but has a name twice, which section 4 leaves open, and the protocol does not.
        case repeatedName
        /// It is, but is nested more deeply than 64 levels, which section 9 allows to refuse.
        case tooDeep
    }

    /// The text, which need not be UTF-8.
    public let bytes: [UInt8]
    /// What has to become of it.
    public let verdict: Verdict

    /// The text, as far as it can be shown.
    public var description: String {
        "\(String(decoding: bytes.prefix(60), as: UTF8.self)) \(verdict)"
    }

    /// Cases of every kind.
    public static let all: [JSONCase] =
        texts(JSONTexts.accepted, .accepted) + texts(JSONTexts.refused, .refused)
        + texts(JSONTexts.largeNumbers, .largeNumber)
        + texts(JSONTexts.repeatedNames, .repeatedName)
        + JSONTexts.malformedStrings.map { JSONCase(bytes: quoted($0), verdict: .refused) }
        + JSONTexts.wellFormedStrings.map { JSONCase(bytes: quoted($0), verdict: .accepted) }
        + controls + nested

    /// Each control character inside a string, raw and escaped, and each one outside.
    private static let controls: [JSONCase] = (UInt8(0)..<0x20).flatMap { byte in
        let digits = String(byte, radix: 16)
        let escape = [UInt8]("\\u00\(byte < 16 ? "0" : "")\(digits)".utf8)
        let isBlank = byte == 0x09 || byte == 0x0a || byte == 0x0d
        return [
            JSONCase(bytes: quoted([byte]), verdict: .refused),
            JSONCase(bytes: quoted(escape), verdict: .accepted),
            JSONCase(bytes: [0x5b, byte, 0x31, 0x5d], verdict: isBlank ? .accepted : .refused),
        ]
    }

    private static let nested: [JSONCase] = [
        nest("[", 64, "]", .accepted), nest("[", 65, "]", .tooDeep),
        nest("{\"a\":", 64, "}", .accepted, inside: "{}", levels: 63),
        nest("{\"a\":", 65, "}", .tooDeep, inside: "{}", levels: 64),
        nest("[{\"a\":", 32, "}]", .accepted, inside: "1"),
        nest("[{\"a\":", 33, "}]", .tooDeep, inside: "1"), nest("[", 10_000, "]", .tooDeep),
        nest("[", 60, "", .refused), nest("{\"a\":", 60, "", .refused),
    ]

    private static func nest(
        _ open: String,
        _ count: Int,
        _ close: String,
        _ verdict: Verdict,
        inside: String = "",
        levels: Int? = nil
    ) -> JSONCase {
        let levels = levels ?? count
        let text =
            String(repeating: open, count: levels) + inside
            + String(repeating: close, count: levels)
        return JSONCase(bytes: [UInt8](text.utf8), verdict: verdict)
    }

    private static func texts(_ texts: [String], _ verdict: Verdict) -> [JSONCase] {
        texts.map { JSONCase(bytes: [UInt8]($0.utf8), verdict: verdict) }
    }

    private static func quoted(_ bytes: [UInt8]) -> [UInt8] {
        [0x5b, 0x22] + bytes + [0x22, 0x5d]
    }
}
