extension RawSpan {
    /// Whether the bytes are exactly `text`.
    @inlinable
    public func isEqual(to text: StaticString) -> Bool {
        guard byteCount == text.utf8CodeUnitCount else { return false }
        for offset in 0..<byteCount {
            // Safe: both have that many bytes.
            let byte = unsafe unsafeLoad(fromUncheckedByteOffset: offset, as: UInt8.self)
            if unsafe byte != text.utf8Start[offset] { return false }
        }
        return true
    }
}

extension StaticString {
    /// Whether two literals read alike; they need not stand at the same place.
    func isSame(as other: StaticString) -> Bool {
        guard utf8CodeUnitCount == other.utf8CodeUnitCount else { return false }
        for offset in 0..<utf8CodeUnitCount
        where unsafe utf8Start[offset] != other.utf8Start[offset] {
            return false
        }
        return true
    }
}
