public import Records

extension Sheet {
    /// Where a student is on the sheet, or nil.
    ///
    /// Only the ids in front are read.
    @inlinable
    public func index(of student: ID<User>) throws(RecordError) -> Int? {
        var reader = ids
        var id: UInt64 = 0
        for index in 0..<count {
            id &+= try reader.varint()
            if id >= student.rawValue { return id == student.rawValue ? index : nil }
        }
        return nil
    }

    /// The status at one place.
    @inlinable @inline(__always)
    public func status(at index: Int) -> AttendanceStatus {
        let packed = columns[Int(idByteCount) &+ index &>> 2]
        return AttendanceStatus(bits: packed &>> UInt8(truncatingIfNeeded: (index & 3) &* 2))
    }

    /// The detail at one place: its own, or that of the class.
    @inlinable @inline(__always) @_lifetime(copy self)
    public func detail(at index: Int) throws(RecordError) -> Detail {
        if exceptionByteCount == 0 { return Detail(sharedBy: self) }
        return try ownDetail(at: index)
    }

    @inline(never) @usableFromInline @_lifetime(copy self)
    func ownDetail(at index: Int) throws(RecordError) -> Detail {
        var exceptions = try exceptions()
        while exceptions.nextIndex < index { _ = try exceptions.next() }
        return exceptions.nextIndex == index ? try exceptions.next() : Detail(sharedBy: self)
    }
}
