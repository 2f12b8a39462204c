extension KeyWriter where Self: ~Copyable {
    /// A tag, a section, an enum: one byte.
    @inlinable @inline(__always) public mutating func append(byte: UInt8) {
        append(word: UInt64(byte) &<< 56, count: 1)
    }

    /// One length byte and the significant bytes, so that short ids are short and order is kept.
    @inlinable @inline(__always) public mutating func append(id: UInt64) {
        precondition(id < 1 << 56, "an id has at most seven bytes")
        let width = (71 &- id.leadingZeroBitCount) &>> 3
        append(word: UInt64(width) &<< 56 | id &<< UInt64(56 &- 8 &* width), count: 1 &+ width)
    }

    /// An id of any table.
    @inlinable @inline(__always) public mutating func append<E>(_ id: ID<E>) {
        append(id: id.rawValue)
    }

    /// An id, or 0 where there is none: before all others.
    @inlinable public mutating func append<E>(_ id: ID<E>?) { append(id: id?.rawValue ?? 0) }

    /// Four bytes with the sign bit flipped, so that byte order is date order before 1970 too.
    @inlinable @inline(__always) public mutating func append(_ day: Day) {
        let flipped = UInt32(bitPattern: day.number) ^ 0x8000_0000
        append(word: UInt64(flipped) &<< 32, count: 4)
    }

    /// Later days first.
    @inlinable public mutating func append(descending day: Day) {
        append(word: ~(UInt64(UInt32(bitPattern: day.number) ^ 0x8000_0000) &<< 32), count: 4)
    }

    /// Eight bytes with the sign bit flipped.
    @inlinable public mutating func append(_ instant: Timestamp) {
        append(word: UInt64(bitPattern: instant.milliseconds) ^ 1 &<< 63, count: 8)
    }

    /// Later instants first.
    @inlinable public mutating func append(descending instant: Timestamp) {
        append(word: ~(UInt64(bitPattern: instant.milliseconds) ^ 1 &<< 63), count: 8)
    }

    /// A signed number of four bytes, e.g. a place in an order.
    @inlinable public mutating func append(order: Int) {
        let clamped = Int32(clamping: order)
        append(word: UInt64(UInt32(bitPattern: clamped) ^ 0x8000_0000) &<< 32, count: 4)
    }

    /// The first bytes of a collated name.
    @inlinable public mutating func append(_ key: SortKey) {
        append(word: key.first, count: 8)
        append(word: key.second, count: 8)
        append(word: UInt64(key.third) &<< 48, count: 2)
    }

    /// Text, ended by a zero byte. Beyond its maximum it is cut and a hash of the whole stands behind `ff`.
    public mutating func append(text: String) {
        var text = text
        text.makeContiguousUTF8()
        let bytes = text.utf8
        if bytes.count <= maximumTextByteCount {
            for byte in bytes { append(byte: byte) }
        } else {
            var end = text.utf8.index(bytes.startIndex, offsetBy: maximumTextByteCount)
            while bytes[end] & 0xc0 == 0x80 { end = bytes.index(before: end) }
            for byte in bytes[..<end] { append(byte: byte) }
            // `ff` does not occur in UTF-8: no whole text has the key of a cut one.
            append(byte: 0xff)
            append(word: textHash(text), count: 8)
        }
        append(byte: 0)
    }
}

/// How much of a text a key holds: LMDB's keys have at most 511 bytes, and some hold two texts.
public let maximumTextByteCount = 200

/// Two halves of CRC-32C with different beginnings: 64 bits that depend on every byte.
private func textHash(_ text: String) -> UInt64 {
    let bytes = Array(text.utf8)
    let first = unsafe bytes.span.bytes.crc32c
    let second = unsafe (Array("second".utf8) + bytes.reversed()).span.bytes.crc32c
    return UInt64(first) << 32 | UInt64(second)
}
