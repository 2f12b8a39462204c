/// Turns the bytes of a file into UTF-8, piece by piece, and takes the byte order mark away.
///
/// A file is UTF-8 unless it begins with the mark of UTF-16. Anything else is refused: to guess would be
/// to write wrong names into a school.
public struct TextDecoder: Sendable {
    private enum Encoding { case utf8, utf16(isBig: Bool) }

    private var encoding: Encoding?
    /// What is not a whole character yet.
    private var rest: [UInt8] = []

    /// At the beginning of a file.
    public init() {}

    /// The characters that are complete with these bytes.
    public mutating func decode(_ bytes: some Sequence<UInt8>) throws(TableError) -> String {
        rest += bytes
        if encoding == nil {
            guard rest.count >= 3 else { return "" }
            sniff()
        }
        return try take(isLast: false)
    }

    /// What is left at the end of the file.
    public mutating func finish() throws(TableError) -> String {
        if encoding == nil { sniff() }
        return try take(isLast: true)
    }

    private mutating func sniff() {
        switch (rest.first, rest.dropFirst().first) {
        case (0xff, 0xfe): encoding = .utf16(isBig: false)
        case (0xfe, 0xff): encoding = .utf16(isBig: true)
        default: encoding = .utf8
        }
        if case .utf16 = encoding { rest.removeFirst(2) }
        if rest.starts(with: [0xef, 0xbb, 0xbf]) { rest.removeFirst(3) }
    }

    private mutating func take(isLast: Bool) throws(TableError) -> String {
        let text: String?
        switch encoding {
        case .utf16(let isBig): text = takeUTF16(isBig: isBig, isLast: isLast)
        default:
            let count = isLast ? rest.count : rest.completeUTF8Count
            text = String(validating: rest[..<count], as: UTF8.self)
            rest.removeFirst(count)
        }
        if let text { return text }
        throw .encoding(hint: "save it as UTF-8; from a spreadsheet, as \"CSV UTF-8\"")
    }

    private mutating func takeUTF16(isBig: Bool, isLast: Bool) -> String? {
        var units: [UInt16] = []
        units.reserveCapacity(rest.count / 2)
        for index in stride(from: 0, to: rest.count - 1, by: 2) {
            let (first, second) = (UInt16(rest[index]), UInt16(rest[index + 1]))
            units.append(isBig ? first << 8 | second : second << 8 | first)
        }
        // Half of a pair waits for the other half.
        if !isLast, let last = units.last, UTF16.isLeadSurrogate(last) { units.removeLast() }
        rest.removeFirst(units.count * 2)
        if isLast, !rest.isEmpty { return nil }
        return String(validating: units, as: UTF16.self)
    }
}

extension [UInt8] {
    /// How many bytes hold whole characters: the last one may be cut off.
    fileprivate var completeUTF8Count: Int {
        for length in 1...3 where length <= count {
            let byte = self[count - length]
            // Continuation bytes belong to what stands in front of them.
            if byte & 0xc0 == 0x80 { continue }
            let needed = byte < 0xc0 ? 1 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4
            return needed > length ? count - length : count
        }
        return count
    }
}
