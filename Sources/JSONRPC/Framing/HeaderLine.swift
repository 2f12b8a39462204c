/// One line of a header block, compared without regard to case.
struct HeaderLine: ~Escapable {
    private let bytes: Span<UInt8>

    @_lifetime(copy bytes)
    init(_ bytes: Span<UInt8>) { self.bytes = bytes }

    /// Whether it starts with `text`, given in lower case.
    func hasPrefix(_ text: StaticString) -> Bool { matches(text, at: 0) }

    /// Whether it contains `text`, given in lower case.
    func contains(_ text: StaticString) -> Bool {
        var start = 0
        while start + text.utf8CodeUnitCount <= bytes.count {
            if matches(text, at: start) { return true }
            start += 1
        }
        return false
    }

    /// The decimal number that is all there is behind `start`.
    func number(from start: Int) -> Int? {
        var value = 0
        var digits = 0
        var offset = start
        while offset < bytes.count, isSpace(bytes[offset]) { offset += 1 }
        while offset < bytes.count, case let digit = Int(bytes[offset]) - 0x30, 0...9 ~= digit {
            guard digits < 15 else { return nil }
            value = value * 10 + digit
            digits += 1
            offset += 1
        }
        while offset < bytes.count, isSpace(bytes[offset]) { offset += 1 }
        return offset == bytes.count && digits > 0 ? value : nil
    }

    /// The offset of the colon behind a name, or nil where it is not a name that stands there.
    ///
    /// A blank in front of the colon, or of the whole line, has let two servers read two lengths.
    var colon: Int? {
        for offset in bytes.indices {
            if bytes[offset] == UInt8(ascii: ":") { return offset > 0 ? offset : nil }
            guard 0x21...0x7e ~= bytes[offset] else { return nil }
        }
        return nil
    }

    /// Whether it holds a character that no header may hold, such as a CR that ends no line.
    var hasControls: Bool {
        bytes.indices.contains { bytes[$0] < 0x20 && bytes[$0] != 0x09 || bytes[$0] == 0x7f }
    }

    private func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

    private func matches(_ text: StaticString, at start: Int) -> Bool {
        guard start + text.utf8CodeUnitCount <= bytes.count else { return false }
        for index in 0..<text.utf8CodeUnitCount {
            // Safe: the text is that long.
            let wanted = unsafe text.utf8Start[index]
            if lowercase(bytes[start + index]) != wanted { return false }
        }
        return true
    }
}

func lowercase(_ byte: UInt8) -> UInt8 { 0x41...0x5a ~= byte ? byte | 0x20 : byte }
