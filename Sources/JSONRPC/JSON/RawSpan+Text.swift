extension RawSpan {
    /// Whether the bytes are exactly `text`.
    @inlinable @inline(__always)
    public func isEqual(to text: StaticString) -> Bool {
        // Nearly all that are different have different lengths.
        byteCount == text.utf8CodeUnitCount && hasBytes(of: text)
    }

    @usableFromInline func hasBytes(of text: StaticString) -> Bool {
        let count = byteCount
        // Safe: both have that many bytes, and no load goes beyond them. The last load overlaps.
        let other = unsafe UnsafeRawPointer(text.utf8Start)
        if count >= 8 {
            var offset = 0
            while offset < count {
                let place = min(offset, count - 8)
                let left = unsafe unsafeLoadUnaligned(
                    fromUncheckedByteOffset: place,
                    as: UInt64.self
                )
                let right = unsafe other.loadUnaligned(fromByteOffset: place, as: UInt64.self)
                if left != right { return false }
                offset += 8
            }
            return true
        }
        if count >= 4 {
            let last = count - 4
            let first = unsafe unsafeLoadUnaligned(fromUncheckedByteOffset: 0, as: UInt32.self)
            let second = unsafe unsafeLoadUnaligned(fromUncheckedByteOffset: last, as: UInt32.self)
            return unsafe first == other.loadUnaligned(as: UInt32.self)
                && second == other.loadUnaligned(fromByteOffset: last, as: UInt32.self)
        }
        for offset in 0..<count {
            let byte = unsafe unsafeLoad(fromUncheckedByteOffset: offset, as: UInt8.self)
            let wanted = unsafe other.load(fromByteOffset: offset, as: UInt8.self)
            if byte != wanted { return false }
        }
        return true
    }
}

extension StaticString {
    /// At most seven bytes as a word, like `JSONValue.shortText`: a constant where the text is one.
    @inline(__always) var word: UInt64 {
        precondition(utf8CodeUnitCount < 8, "a word has seven bytes and their number")
        var word: UInt64 = 0
        unsafe withUnsafeMutableBytes(of: &word) { bytes in
            unsafe bytes.copyMemory(
                from: UnsafeRawBufferPointer(start: utf8Start, count: utf8CodeUnitCount)
            )
        }
        return UInt64(littleEndian: word) | UInt64(utf8CodeUnitCount) &<< 56
    }

    /// Whether two literals read alike; they need not stand at the same place.
    func isSame(as other: StaticString) -> Bool {
        guard utf8CodeUnitCount == other.utf8CodeUnitCount else { return false }
        if unsafe utf8Start == other.utf8Start { return true }
        for offset in 0..<utf8CodeUnitCount
        where unsafe utf8Start[offset] != other.utf8Start[offset] {
            return false
        }
        return true
    }
}
