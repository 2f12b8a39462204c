extension [UInt8] {
    /// A copy of lent bytes.
    public init(copying span: RawSpan) {
        self = unsafe span.withUnsafeBytes { unsafe [UInt8]($0) }
    }

    /// Lent bytes behind those that are there.
    public mutating func append(_ span: RawSpan) {
        unsafe span.withUnsafeBytes { source in unsafe append(contentsOf: source) }
    }
}

extension RawSpan {
    /// Whether two pieces hold the same bytes.
    public func elementsEqual(_ other: RawSpan) -> Bool {
        guard byteCount == other.byteCount else { return false }
        var offset = 0
        while offset &+ 8 <= byteCount {
            let left = unsafe unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self)
            let right = unsafe other.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self)
            if left != right { return false }
            offset &+= 8
        }
        while offset < byteCount {
            let left = unsafe unsafeLoad(fromByteOffset: offset, as: UInt8.self)
            let right = unsafe other.unsafeLoad(fromByteOffset: offset, as: UInt8.self)
            if left != right { return false }
            offset &+= 1
        }
        return true
    }

    /// Whether the first bytes are those of another piece.
    public func starts(with prefix: RawSpan) -> Bool {
        byteCount >= prefix.byteCount
            && extracting(0..<prefix.byteCount).elementsEqual(prefix)
    }
}

extension [UInt8] {
    /// The bytes, lent: what `span.bytes` is for any element, and safe for this one.
    public var rawSpan: RawSpan {
        @_lifetime(borrow self) get { unsafe span.bytes }
    }
}
