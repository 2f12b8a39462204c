/// A short piece of JSON, rendered once a sheet and copied into each of its rows.
///
/// Copied whole, whatever its count: a few wide moves cost less than a call of `memcpy`.
public struct Fragment<let capacity: Int>: ~Copyable {
    /// The rendered bytes and what is left of the room.
    public let storage: InlineArray<capacity, UInt8>
    /// How many bytes count.
    public let count: Int

    /// The rendered bytes.
    public var span: Span<UInt8> {
        @inlinable @_lifetime(borrow self) get { storage.span.extracting(0..<count) }
    }

    /// Renders with the same writer as rows are written with.
    @inlinable public init(_ render: (inout JSONWriter) -> Void) {
        var storage = InlineArray<capacity, UInt8>(repeating: 0)
        var count = 0
        var span = storage.mutableSpan
        unsafe span.withUnsafeMutableBytes { room in
            guard let start = room.baseAddress else { return }
            var writer = unsafe JSONWriter(next: start, limit: start + room.count)
            render(&writer)
            count = unsafe writer.next - start
        }
        self.storage = storage
        self.count = count
    }
}
