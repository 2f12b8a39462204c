internal import Glibc

extension RawSpan {
    /// Where the rows begin in a JSON array of objects that hold no other objects.
    ///
    /// `leastBytes` is a bound of the shortest row and its comma: so much is stepped over unread. What
    /// looks like a row's beginning inside a text is none: there a quotation mark has a backslash in front,
    /// and one that ends the text has no letter behind it.
    public func rowStarts(leastBytes: Int) -> [Int] {
        guard byteCount > 4, byte(1) == 0x7b else { return [] }
        var starts: [Int] = []
        starts.reserveCapacity(byteCount / leastBytes + 1)
        starts.append(1)
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

    /// The first opening brace from an offset on.
    private func firstBrace(from start: Int) -> Int? {
        guard start < byteCount else { return nil }
        return unsafe withUnsafeBytes { bytes in
            guard let base = bytes.baseAddress else { return nil }
            // The C library looks at 32 bytes at a time.
            let place = unsafe memchr(base + start, 0x7b, bytes.count - start)
            return unsafe place.map { unsafe UnsafeRawPointer($0) - base }
        }
    }

    private func byte(_ offset: Int) -> UInt8 {
        precondition(offset >= 0 && offset < byteCount, "an offset outside of the bytes")
        // Safe: it was looked at just now.
        return unsafe unsafeLoad(fromUncheckedByteOffset: offset, as: UInt8.self)
    }
}
