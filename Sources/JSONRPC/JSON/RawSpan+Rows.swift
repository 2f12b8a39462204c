extension RawSpan {
    /// Where the rows begin in a JSON array of objects that hold no other objects.
    ///
    /// `leastBytes` is a bound of the shortest row and its comma: so much is stepped over unread. What
    /// looks like a row's beginning inside a text is none: there a quotation mark has a backslash in front,
    /// and one that ends the text has no letter behind it.
    public func rowStarts(leastBytes: Int) -> [Int] {
        guard byteCount > 4, byte(1) == 0x7b else { return [] }
        var starts = [1]
        var offset = 1 + leastBytes
        while let brace = firstBrace(from: offset), brace + 2 < byteCount {
            let isStart =
                byte(brace - 2) == 0x7d && byte(brace - 1) == 0x2c && byte(brace + 1) == 0x22
                && 0x61...0x7a ~= byte(brace + 2)
            if isStart { starts.append(brace) }
            offset = brace + (isStart ? leastBytes : 1)
        }
        return starts
    }

    /// The first opening brace from an offset on, found eight bytes at a time.
    private func firstBrace(from start: Int) -> Int? {
        var offset = start
        while offset + 8 <= byteCount {
            // Safe: eight bytes are there.
            let word = unsafe unsafeLoadUnaligned(fromUncheckedByteOffset: offset, as: UInt64.self)
            let other = UInt64(littleEndian: word) ^ 0x7b7b_7b7b_7b7b_7b7b
            let zeros = (other &- 0x0101_0101_0101_0101) & ~other & 0x8080_8080_8080_8080
            if zeros != 0 { return offset + zeros.trailingZeroBitCount / 8 }
            offset += 8
        }
        while offset < byteCount {
            if byte(offset) == 0x7b { return offset }
            offset += 1
        }
        return nil
    }

    private func byte(_ offset: Int) -> UInt8 {
        precondition(offset >= 0 && offset < byteCount, "an offset outside of the bytes")
        // Safe: it was looked at just now.
        return unsafe unsafeLoad(fromUncheckedByteOffset: offset, as: UInt8.self)
    }
}
