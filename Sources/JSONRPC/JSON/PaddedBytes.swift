/// Bytes that the parser may read past: only an `InputBuffer` can vouch for that, so only it lends them.
public struct PaddedBytes: ~Escapable {
    /// The bytes.
    public let span: Span<UInt8>

    @_lifetime(copy span)
    @unsafe init(unchecked span: Span<UInt8>) { self.span = span }

    /// A part; the bytes behind it are still readable.
    @_lifetime(copy self)
    public func extracting(_ range: Range<Int>) -> PaddedBytes {
        unsafe PaddedBytes(unchecked: span.extracting(range))
    }
}
