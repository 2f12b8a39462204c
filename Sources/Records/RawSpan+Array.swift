extension [UInt8] {
    /// A copy of lent bytes.
    public init(copying span: RawSpan) {
        self = unsafe span.withUnsafeBytes { unsafe [UInt8]($0) }
    }
}

extension RawSpan {
    /// Whether two pieces hold the same bytes.
    public func elementsEqual(_ other: RawSpan) -> Bool {
        unsafe withUnsafeBytes { left in
            unsafe other.withUnsafeBytes { right in unsafe left.elementsEqual(right) }
        }
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
