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
        @usableFromInline let columns: ByteReader
        @usableFromInline let base: UInt64
        @usableFromInline let statusStart: Int
        @usableFromInline let count: Int
        @usableFromInline var index = 0
        @usableFromInline let width: UInt8

        @inlinable @_lifetime(copy sheet)
        init(_ sheet: Sheet) {
            columns = ByteReader(sheet.body.rest.extracting(sheet.flags.timesByteCount...))
            base = sheet.base
            statusStart = sheet.statusStart &- sheet.flags.timesByteCount
            count = sheet.count
            width = sheet.flags.width
        }

        /// Advances to the next mark, or returns nil past the last.
        @inlinable @inline(__always) @_lifetime(self: copy self)
        public mutating func next() -> Mark? {
            guard index < count else { return nil }
            let student = base &+ columns.offset(at: index, width)
            let packed = columns[statusStart &+ index &>> 2]
            let status = AttendanceStatus(
                bits: packed &>> UInt8(truncatingIfNeeded: (index & 3) &* 2)
            )
            let mark = Mark(index: index, student: ID(student), status: status)
            index &+= 1
            return mark
        }
    }
}

extension ByteReader {
    /// How far a student is from the first one; this column is in front of the others.
    @inlinable @inline(__always) func offset(at index: Int, _ width: UInt8) -> UInt64 {
        guard width == 0 else { return wideOffset(at: index, width) }
        return UInt64(integer(at: index &* 2, as: UInt16.self))
    }

    /// Out of line: ids of one class are near each other.
    @inline(never) @usableFromInline func wideOffset(at index: Int, _ width: UInt8) -> UInt64 {
        width == 1
            ? UInt64(integer(at: index &* 4, as: UInt32.self))
            : integer(at: index &* 8, as: UInt64.self)
    }
}
