/// Reads the fields of a key front to back.
@safe public struct KeyReader: ~Escapable, BitwiseCopyable {
    @usableFromInline var reader: ByteReader

    /// Begins in front of the first field.
    @inlinable @_lifetime(copy bytes)
    public init(_ bytes: RawSpan) { reader = ByteReader(bytes) }

    /// Whether every field has been read.
    @inlinable public var isAtEnd: Bool { reader.remaining == 0 }

    /// What has not been read yet, lent.
    public var rest: RawSpan { @inlinable @_lifetime(copy self) get { reader.rest } }

    /// One byte.
    @inlinable @_lifetime(self: copy self)
    public mutating func byte() throws(RecordError) -> UInt8 { try reader.byte() }

    /// An id as `append(id:)` writes it.
    @inlinable @_lifetime(self: copy self)
    public mutating func id() throws(RecordError) -> UInt64 {
        let width = try Int(reader.byte())
        guard width <= 7 else { throw .malformedKey }
        var value: UInt64 = 0
        for _ in 0..<width { value = try value &<< 8 | UInt64(reader.byte()) }
        // Only the significant bytes are written: a leading zero is another key for the same id.
        guard width == 0 || value &>> UInt64(8 &* (width &- 1)) != 0 else { throw .malformedKey }
        return value
    }

    /// An id of a known table.
    @inlinable @_lifetime(self: copy self)
    public mutating func id<E>(of type: E.Type) throws(RecordError) -> ID<E> { try ID(id()) }

    /// A day.
    @inlinable @_lifetime(self: copy self)
    public mutating func day() throws(RecordError) -> Day {
        let bits = try reader.integer(as: UInt32.self).byteSwapped
        return Day(Int32(bitPattern: bits ^ 0x8000_0000))
    }

    /// An instant, written so that later ones come first.
    @inlinable @_lifetime(self: copy self)
    public mutating func descendingTimestamp() throws(RecordError) -> Timestamp {
        let bits = try ~reader.integer(as: UInt64.self).byteSwapped
        return Timestamp(milliseconds: Int64(bitPattern: bits ^ 1 << 63))
    }

    /// Passes over fields of a known width.
    @inlinable @_lifetime(self: copy self)
    public mutating func skip(_ count: Int) throws(RecordError) { _ = try reader.bytes(count) }

    /// Passes over a text and its end.
    @inlinable @_lifetime(self: copy self)
    public mutating func skipText() throws(RecordError) {
        while true {
            let byte = try reader.byte()
            if byte == 0 { return }
            if byte == 0xff { try skip(8) }
        }
    }
}
