/// Builds the bytes of a value; kept and reused, so that writing a row allocates nothing.
public struct ByteWriter: ~Copyable {
    /// What has been written since the last `removeAll`.
    @inlinable public var array: [UInt8] { storage }
    @usableFromInline var storage: [UInt8] = []

    /// An empty writer.
    @inlinable public init() {}

    /// An empty writer with room for so many bytes.
    @inlinable public init(reserving byteCount: Int) { storage.reserveCapacity(byteCount) }

    /// How many bytes have been written.
    @inlinable public var count: Int { storage.count }

    /// The bytes written so far, lent.
    @inlinable public var bytes: RawSpan {
        @_lifetime(borrow self) borrowing get { unsafe storage.span.bytes }
    }

    /// Forgets the bytes and keeps the memory.
    @inlinable public mutating func removeAll() { storage.removeAll(keepingCapacity: true) }

    /// Drops what was written behind a place.
    @inlinable public mutating func truncate(to count: Int) {
        storage.removeLast(storage.count - count)
    }

    /// One byte.
    @inlinable public mutating func byte(_ value: UInt8) { storage.append(value) }

    /// An integer of fixed width in little-endian order.
    @inlinable public mutating func integer<T: FixedWidthInteger>(_ value: T) {
        if MemoryLayout<T>.size == 2 {
            // Twice as fast as appending a piece; the offsets of a register are many.
            storage.append(UInt8(truncatingIfNeeded: value))
            return storage.append(UInt8(truncatingIfNeeded: value >> 8))
        }
        var rest = value.littleEndian
        unsafe withUnsafeBytes(of: &rest) { bytes in unsafe storage.append(contentsOf: bytes) }
    }

    /// Seven bits a byte, low bits first.
    @inlinable public mutating func varint(_ value: UInt64) {
        var rest = value
        while rest >= 0x80 {
            storage.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest &>>= 7
        }
        storage.append(UInt8(truncatingIfNeeded: rest))
    }

    /// A signed number of any size: small magnitudes take few bytes.
    @inlinable public mutating func signed(_ value: Int64) {
        varint(UInt64(bitPattern: value &<< 1 ^ value &>> 63))
    }

    /// The length as a varint, then the UTF-8.
    @inlinable public mutating func text(_ value: String) {
        var value = value
        value.makeContiguousUTF8()
        varint(UInt64(value.utf8.count))
        storage.append(contentsOf: value.utf8)
    }

    /// Bytes as they are.
    @inlinable public mutating func append(_ bytes: RawSpan) {
        unsafe bytes.withUnsafeBytes { source in unsafe storage.append(contentsOf: source) }
    }

    /// Bytes as they are.
    @inlinable public mutating func append(_ bytes: [UInt8]) { storage.append(contentsOf: bytes) }

    /// Replaces bytes that were written before, such as a length that is known later.
    @inlinable public mutating func patch<T: FixedWidthInteger>(_ value: T, at offset: Int) {
        var rest = value.littleEndian
        unsafe withUnsafeBytes(of: &rest) { bytes in
            unsafe storage.replaceSubrange(offset..<offset + bytes.count, with: bytes)
        }
    }
}
