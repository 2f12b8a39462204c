/// What can still be learned from a text that the parser has refused, but for its values only.
///
/// A number beyond 64 bits, a level too many or a name given twice need not cost a client its reply.
struct RefusedText: ~Escapable {
    private let bytes: Span<UInt8>

    @_lifetime(copy bytes)
    init(_ bytes: Span<UInt8>) { self.bytes = bytes }

    /// The text of the id of an object, or nil if there is none that can be echoed, or two.
    var id: RawSpan? {
        @_lifetime(copy self)
        get {
            guard let range = member("id"), isIdentifier(range) else { return nil }
            return unsafe bytes.bytes.extracting(range)
        }
    }

    /// Where the member of that name lies in the object that is the text.
    func member(_ name: StaticString) -> Range<Int>? {
        var found: Range<Int>?
        var offset = skipBlanks(from: 0)
        guard byte(offset) == UInt8(ascii: "{") else { return nil }
        repeat {
            let key = value(from: skipBlanks(from: offset + 1))
            offset = skipBlanks(from: key.upperBound)
            guard byte(offset) == UInt8(ascii: ":") else { break }
            let member = value(from: skipBlanks(from: offset + 1))
            if isKey(key, name) {
                guard found == nil else { return nil }
                found = member
            }
            offset = skipBlanks(from: member.upperBound)
        } while byte(offset) == UInt8(ascii: ",")
        return found
    }

    /// Where the elements lie, or nothing where the text is no array.
    var elements: [Range<Int>] {
        var found: [Range<Int>] = []
        var offset = skipBlanks(from: 0)
        guard byte(offset) == UInt8(ascii: "[") else { return [] }
        repeat {
            let element = value(from: skipBlanks(from: offset + 1))
            if !element.isEmpty { found.append(element) }
            offset = skipBlanks(from: element.upperBound)
        } while byte(offset) == UInt8(ascii: ",")
        return found
    }

    /// Whether a number is not JSON, and not only larger than any that is taken.
    var hasMalformedNumber: Bool {
        var offset = 0
        while offset < bytes.count {
            switch byte(offset) {
            case UInt8(ascii: "-"), 0x30...0x39:
                let number = value(from: offset)
                if !isNumber(number) { return true }
                offset = number.upperBound
            case UInt8(ascii: "\""): offset = value(from: offset).upperBound
            default: offset += 1
            }
        }
        return false
    }

    // MARK: -

    private func byte(_ offset: Int) -> UInt8 { offset < bytes.count ? bytes[offset] : 0 }

    private func skipBlanks(from start: Int) -> Int {
        var offset = start
        while offset < bytes.count, isJSONBlank(bytes[offset]) { offset += 1 }
        return offset
    }

    private func value(from start: Int) -> Range<Int> {
        switch byte(start) {
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            var scanner = ValueScanner(at: start)
            guard case .complete(let end) = scanner.advance(in: bytes) else { break }
            return start..<end
        case UInt8(ascii: "\""):
            var end = start + 1
            while end < bytes.count, bytes[end] != UInt8(ascii: "\"") {
                end += bytes[end] == UInt8(ascii: "\\") ? 2 : 1
            }
            return start..<min(end + 1, bytes.count)
        default:
            var end = start
            while end < bytes.count, !isJSONBlank(bytes[end]), !isPunctuation(bytes[end]) {
                end += 1
            }
            return start..<end
        }
        return start..<bytes.count
    }

    /// What may stand between messages is more than what may stand inside of one.
    private func isJSONBlank(_ byte: UInt8) -> Bool {
        byte == 0x20 || 0x09...0x0a ~= byte || byte == 0x0d
    }

    private func isPunctuation(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: ","), UInt8(ascii: ":"), UInt8(ascii: "]"), UInt8(ascii: "}"): true
        default: false
        }
    }

    private func isKey(_ range: Range<Int>, _ name: StaticString) -> Bool {
        guard range.count == name.utf8CodeUnitCount + 2 else { return false }
        let inner = range.dropFirst().dropLast()
        return unsafe bytes.bytes.extracting(inner.startIndex..<inner.endIndex).isEqual(to: name)
    }

    // MARK: - Grammar

    /// Whether it can be echoed: what is not JSON must not get into a reply.
    private func isIdentifier(_ range: Range<Int>) -> Bool {
        switch byte(range.lowerBound) {
        case UInt8(ascii: "\""): isString(range)
        case UInt8(ascii: "n"): unsafe bytes.bytes.extracting(range).isEqual(to: "null")
        default: isNumber(range)
        }
    }

    private func isString(_ range: Range<Int>) -> Bool {
        guard range.count >= 2, bytes[range.upperBound - 1] == UInt8(ascii: "\"") else {
            return false
        }
        var offset = range.lowerBound + 1
        while offset < range.upperBound - 1 {
            if bytes[offset] < 0x20 { return false }
            guard bytes[offset] == UInt8(ascii: "\\") else {
                offset += 1
                continue
            }
            switch bytes[offset + 1] {
            case UInt8(ascii: "u"):
                for digit in offset + 2..<offset + 6 where !isHexDigit(byte(digit)) { return false }
                offset += 6
            case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"),
                UInt8(ascii: "f"), UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
                offset += 2
            default: return false
            }
        }
        return offset == range.upperBound - 1
    }

    private func isNumber(_ range: Range<Int>) -> Bool {
        var offset = range.lowerBound
        if byte(offset) == UInt8(ascii: "-") { offset += 1 }
        let startsWithZero = byte(offset) == UInt8(ascii: "0")
        let whole = skipDigits(from: offset)
        guard whole > offset, !startsWithZero || whole == offset + 1 else { return false }
        offset = whole
        if byte(offset) == UInt8(ascii: ".") {
            let fraction = skipDigits(from: offset + 1)
            guard fraction > offset + 1 else { return false }
            offset = fraction
        }
        if lowercase(byte(offset)) == UInt8(ascii: "e") {
            offset += 1
            if byte(offset) == UInt8(ascii: "+") || byte(offset) == UInt8(ascii: "-") {
                offset += 1
            }
            let exponent = skipDigits(from: offset)
            guard exponent > offset else { return false }
            offset = exponent
        }
        return offset == range.upperBound
    }

    private func skipDigits(from start: Int) -> Int {
        var offset = start
        while 0x30...0x39 ~= byte(offset) { offset += 1 }
        return offset
    }

    private func isHexDigit(_ byte: UInt8) -> Bool {
        0x30...0x39 ~= byte || 0x61...0x66 ~= lowercase(byte)
    }
}
