public import Records

extension ByteReader {
    /// The flag in front of an optional field.
    @inlinable @inline(__always) @_lifetime(self: copy self)
    mutating func flag() throws(RecordError) -> Bool {
        let flag = try byte()
        guard flag <= 1 else { throw .unknownCase(flag) }
        return flag == 1
    }

    /// An optional id; 0 for none.
    @inlinable @inline(__always) @_lifetime(self: copy self)
    mutating func optionalID() throws(RecordError) -> UInt64 { try flag() ? varint() : 0 }

    /// An optional instant; the smallest number for none.
    @inlinable @inline(__always) @_lifetime(self: copy self)
    mutating func optionalInstant() throws(RecordError) -> Int64 {
        try flag() ? integer(as: Int64.self) : .min
    }

    /// An optional day; the smallest number for none.
    @inlinable @inline(__always) @_lifetime(self: copy self)
    mutating func optionalDay() throws(RecordError) -> Int32 {
        try flag() ? integer(as: Int32.self) : .min
    }

    /// A count as an `Int` field stores it.
    @inlinable @inline(__always) @_lifetime(self: copy self)
    mutating func count() throws(RecordError) -> UInt32 {
        // Zig-zag: an odd number would be negative.
        let bits = try varint()
        guard bits & 1 == 0, bits < 1 << 33 else { throw .truncated }
        return UInt32(truncatingIfNeeded: bits &>> 1)
    }

    /// The field count in front of a row's fields; a view reads fields that every row has.
    @inlinable @inline(__always) @_lifetime(self: copy self)
    mutating func fieldCount(atLeast minimum: UInt8) throws(RecordError) {
        guard try byte() >= minimum else { throw .truncated }
    }
}
