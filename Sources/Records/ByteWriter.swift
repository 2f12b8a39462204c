/// Builds the bytes of a value; kept and reused, so that writing a row allocates nothing.
public struct ByteWriter: ~Copyable {
    /// What has been written since the last `removeAll`.
    public private(set) var array: [UInt8] = []

    /// An empty writer.
    public init() {}

    /// How many bytes have been written.
    public var count: Int { array.count }

    /// The bytes written so far, lent.
    public var bytes: RawSpan {
        @_lifetime(borrow self) borrowing get { unsafe array.span.bytes }
    }

    /// Forgets the bytes and keeps the memory.
    public mutating func removeAll() { array.removeAll(keepingCapacity: true) }

    /// Drops what was written behind a place.
    public mutating func truncate(to count: Int) { array.removeLast(array.count - count) }

    /// One byte.
    public mutating func byte(_ value: UInt8) { array.append(value) }

    /// An integer of fixed width in little-endian order.
    public mutating func integer<T: FixedWidthInteger>(_ value: T) {
        var rest = value.littleEndian
        unsafe withUnsafeBytes(of: &rest) { bytes in unsafe array.append(contentsOf: bytes) }
    }

    /// Seven bits a byte, low bits first.
    public mutating func varint(_ value: UInt64) {
        var rest = value
        while rest >= 0x80 {
            array.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest &>>= 7
        }
        array.append(UInt8(truncatingIfNeeded: rest))
    }

    /// A signed number of any size: small magnitudes take few bytes.
    public mutating func signed(_ value: Int64) {
        varint(UInt64(bitPattern: value &<< 1 ^ value &>> 63))
    }

    /// The length as a varint, then the UTF-8.
    public mutating func text(_ value: String) {
        var value = value
        value.makeContiguousUTF8()
        varint(UInt64(value.utf8.count))
        array.append(contentsOf: value.utf8)
    }

    /// Bytes as they are.
    public mutating func append(_ bytes: RawSpan) {
        unsafe bytes.withUnsafeBytes { source in unsafe array.append(contentsOf: source) }
    }

    /// Bytes as they are.
    public mutating func append(_ bytes: [UInt8]) { array.append(contentsOf: bytes) }

    /// Replaces bytes that were written before, such as a length that is known later.
    public mutating func patch<T: FixedWidthInteger>(_ value: T, at offset: Int) {
        var rest = value.littleEndian
        unsafe withUnsafeBytes(of: &rest) { bytes in
            unsafe array.replaceSubrange(offset..<offset + bytes.count, with: bytes)
        }
    }
}
