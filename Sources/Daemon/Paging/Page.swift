internal import JSONRPC
internal import Records

/// Which rows of a list a client asks for.
struct Page {
    /// How many rows at most.
    let limit: Int
    /// How many rows stand before them.
    var offset = 0
    /// The identity of the row in front of them, which counts for more than how many there are.
    var lastKey: [UInt8] = []
    /// The number of the page, where one was given.
    var number: Int?
    var withCount = false
    /// Names the list and its filters: a cursor is of no use for another one.
    ///
    /// Asked for only where there is a cursor: most lists are short.
    let list: () -> String

    /// What a cursor remembers of its list.
    var fingerprint: UInt32 { [UInt8](list().utf8).rawSpan.crc32c }

    /// Whether it begins with the first row.
    var isFirst: Bool { offset == 0 && lastKey.isEmpty }
}

extension Parameters {
    /// Reads `limit`, `cursor`, `page` and `withCount`; `list` names the list and what it is filtered by.
    func page(
        of list: @escaping @autoclosure () -> String,
        default usual: Int = 50,
        atMost maximum: Int = 500
    ) throws(RPCError) -> Page {
        let limit = try countIfPresent("limit", in: 1...maximum) ?? usual
        var page = Page(limit: limit, list: list)
        page.withCount = try bool("withCount", default: false)
        page.number = try countIfPresent("page", in: 1...1_000_000)
        if let number = page.number {
            guard !has("cursor") else { throw invalid("page", "conflict", hint: "or a cursor") }
            page.offset = (number - 1) * limit
        }
        if let cursor = try stringIfPresent("cursor") { try page.resume(cursor) }
        return page
    }
}

/// The name of a list with what it is filtered by.
func filtered(_ list: StaticString, _ filters: Any?...) -> String {
    filters.reduce("\(list)") { $0 + " " + String(describing: $1) }
}

extension Page {
    /// What leads to the rows behind a row.
    func cursor(behind count: Int, _ key: [UInt8]) -> String {
        Base64.encode([UInt8]("\(fingerprint) \(count) ".utf8) + key)
    }

    fileprivate mutating func resume(_ cursor: String) throws(RPCError) {
        let parts = (Base64.decode(cursor) ?? [])
            .split(separator: 0x20, maxSplits: 2, omittingEmptySubsequences: false)
            .map { String(decoding: $0, as: UTF8.self) }
        guard parts.count == 3, UInt32(parts[0]) == fingerprint, let count = Int(parts[1]),
            count > 0
        else { throw RPCError(.badCursor) }
        offset = count
        lastKey = [UInt8](parts[2].utf8)
    }
}

/// Base 64 with the alphabet of URLs, without padding.
enum Base64 {
    private static let alphabet = [UInt8](
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8
    )

    static func encode(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        var (bits, count) = (UInt32(0), UInt32(0))
        for byte in bytes {
            (bits, count) = (bits << 8 | UInt32(byte), count + 8)
            while count >= 6 {
                count -= 6
                text.append(alphabet[Int(bits >> count & 63)])
            }
            bits &= 63
        }
        if count > 0 { text.append(alphabet[Int(bits << (6 - count) & 63)]) }
        return String(decoding: text, as: UTF8.self)
    }

    static func decode(_ text: String) -> [UInt8]? {
        var bytes: [UInt8] = []
        var (bits, count) = (UInt32(0), UInt32(0))
        for letter in text.utf8 {
            guard let value = alphabet.firstIndex(of: letter) else { return nil }
            (bits, count) = ((bits & 63) << 6 | UInt32(value), count + 6)
            if count >= 8 {
                count -= 8
                bytes.append(UInt8(truncatingIfNeeded: bits >> count))
            }
        }
        return bytes
    }
}
