public import Records

extension Sheet {
    /// Where a student is on the sheet, or nil.
    ///
    /// The guess is looked at first: in the registers of one class a student mostly has one place.
    @inlinable @inline(__always)
    public func index(of student: ID<User>, guess: Int = 0) -> Int? {
        // Of a student in front of the first one the offset wraps around, and no offset is as large.
        let offset = student.rawValue &- base
        let ids = ByteReader(body.rest.extracting(flags.timesByteCount...))
        if guess < count, ids.offset(at: guess, flags.width) == offset { return guess }
        return Self.search(ids, count, flags.width, for: offset)
    }

    /// Halves what is left without a branch on an id, which would be mispredicted every second time.
    @inline(never) @usableFromInline
    static func search(
        _ ids: ByteReader,
        _ count: Int,
        _ width: UInt8,
        for offset: UInt64
    ) -> Int? {
        guard count > 0 else { return nil }
        var index = 0
        var rest = count
        while rest > 1 {
            let half = rest &>> 1
            let middle = index &+ half
            index = ids.offset(at: middle, width) <= offset ? middle : index
            rest &-= half
        }
        return ids.offset(at: index, width) == offset ? index : nil
    }

    /// The status at one place.
    @inlinable @inline(__always)
    public func status(at index: Int) -> AttendanceStatus {
        let packed = body[statusStart &+ index &>> 2]
        return AttendanceStatus(bits: packed &>> UInt8(truncatingIfNeeded: (index & 3) &* 2))
    }

    /// The detail at one place: its own, or that of the class.
    @inlinable @inline(__always) @_lifetime(copy self)
    public func detail(at index: Int) throws(RecordError) -> Detail {
        let start = Self.exceptionStart(count, flags)
        let byteCount = body.remaining &- start
        guard byteCount > 0 else { return Detail(sharedBy: self) }
        guard byteCount >= 2 else { throw .truncated }
        let first = body.integer(at: start, as: UInt16.self)
        return first > index ? Detail(sharedBy: self) : try ownDetail(at: index)
    }

    @inline(never) @usableFromInline @_lifetime(copy self)
    func ownDetail(at index: Int) throws(RecordError) -> Detail {
        var exceptions = try exceptions()
        while exceptions.nextIndex < index { try exceptions.skip() }
        return exceptions.nextIndex == index ? try exceptions.next() : Detail(sharedBy: self)
    }
}
