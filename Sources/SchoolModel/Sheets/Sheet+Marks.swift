public import Records

extension Sheet {
    /// All marks in the order of their students.
    @inlinable @_lifetime(copy self)
    public func marks() -> Marks { Marks(self) }

    /// What every line of the register stores.
    public struct Mark: BitwiseCopyable {
        public let index: Int
        public let student: ID<User>
        public let status: AttendanceStatus

        @inlinable @inline(__always)
        init(index: Int, student: ID<User>, status: AttendanceStatus) {
            self.index = index
            self.student = student
            self.status = status
        }
    }

    /// Walks the ids and the statuses side by side.
    ///
    /// Exceptions are a second cursor: nothing ever takes the address of this one, so it lives in
    /// registers.
    public struct Marks: ~Escapable, BitwiseCopyable {
        @usableFromInline var ids: ByteReader
        @usableFromInline let statuses: ByteReader
        @usableFromInline let count: Int
        @usableFromInline var index = 0
        @usableFromInline var student: UInt64 = 0

        @inlinable @_lifetime(copy sheet)
        init(_ sheet: Sheet) {
            ids = sheet.ids
            statuses = sheet.statuses
            count = sheet.count
        }

        /// Advances to the next mark, or returns nil past the last.
        @inlinable @inline(__always) @_lifetime(self: copy self)
        public mutating func next() throws(RecordError) -> Mark? {
            guard index < count else { return nil }
            student &+= try ids.varint()
            let packed = statuses[index &>> 2] &>> UInt8(truncatingIfNeeded: (index & 3) &* 2)
            let status = AttendanceStatus(bits: packed)
            let mark = Mark(index: index, student: ID(student), status: status)
            index &+= 1
            return mark
        }
    }
}
