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

    /// A signed number of four bytes: a place in an order.
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

    /// Text, ended by a zero byte.
    ///
    /// Text beyond its maximum is cut, and text with a NUL ends in front of it, since a zero byte means
    /// the end: behind `ff` stands then a hash of the whole. Services refuse NUL; a key stays unambiguous
    /// even where one did not.
    public mutating func append(text: String) {
        var text = text
        text.makeContiguousUTF8()
        let bytes = unsafe text.utf8Span.span.bytes
        let end = wholeTextByteCount(text)
        append(bytes.extracting(0..<end))
        if end < bytes.byteCount {
            // `ff` does not occur in UTF-8: no whole text has the key of a cut one.
            append(byte: 0xff)
            append(word: textHash(text), count: 8)
        }
        append(byte: 0)
    }
}

/// How much of a text a key holds: LMDB's keys have at most 511 bytes, and some hold two texts.
public let maximumTextByteCount = 200

/// How many bytes of a text stand in a key as they are: whole scalars, no NUL, at most the maximum.
private func wholeTextByteCount(_ text: String) -> Int {
    var count = 0
    for scalar in text.unicodeScalars {
        let width = UTF8.width(scalar)
        if scalar.value == 0 || count + width > maximumTextByteCount { return count }
        count += width
    }
    return count
}

/// FNV-1a with 64 bits: only texts that are cut have a hash, so it need not be fast.
private func textHash(_ text: String) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
    return hash
}
