public import Records

extension Sheet {
    /// The exceptions, to be read beside the marks.
    @inlinable @inline(__always) @_lifetime(copy self)
    public func exceptions() throws(RecordError) -> Exceptions { try Exceptions(self) }

    /// What a mark adds to its class: another marker, another time, a note.
    public struct Detail: ~Escapable, BitwiseCopyable {
        @usableFromInline var marker: UInt64
        @usableFromInline var markedAtMilliseconds: Int64
        @usableFromInline var createdAtMilliseconds: Int64
        @usableFromInline var updatedAtMilliseconds: Int64
        @usableFromInline var noteBytes: ByteReader
        @usableFromInline var kind: Kind

        @inlinable public var markedBy: ID<User>? { marker == 0 ? nil : ID(marker) }
        @inlinable public var markedAt: Timestamp? {
            markedAtMilliseconds == .min ? nil : Timestamp(milliseconds: markedAtMilliseconds)
        }
        @inlinable public var createdAt: Timestamp {
            Timestamp(milliseconds: createdAtMilliseconds)
        }
        @inlinable public var updatedAt: Timestamp {
            Timestamp(milliseconds: updatedAtMilliseconds)
        }
        @inlinable public var isDraft: Bool { kind.contains(.draft) }
        /// Whether there is a note at all: it may be empty.
        @inlinable public var hasNote: Bool { kind.contains(.note) }
        /// UTF-8, lent; empty where there is no note.
        public var note: RawSpan { @inlinable @_lifetime(copy self) get { noteBytes.rest } }

        /// The detail of a mark that shares all with its class.
        @inlinable @_lifetime(copy sheet)
        public init(sharedBy sheet: Sheet) {
            self.init(
                marker: sheet.marker,
                markedAt: sheet.markedAtMilliseconds,
                createdAt: sheet.createdAtMilliseconds,
                noteBytes: ByteReader(sheet.body.rest.extracting(0..<0))
            )
        }

        @inlinable @_lifetime(copy noteBytes)
        init(marker: UInt64, markedAt: Int64, createdAt: Int64, noteBytes: ByteReader) {
            self.marker = marker
            markedAtMilliseconds = markedAt
            createdAtMilliseconds = createdAt
            updatedAtMilliseconds = markedAt
            self.noteBytes = noteBytes
            kind = []
        }
    }

    /// The marks that differ from their class, in the order of the marks: merge by index.
    public struct Exceptions: ~Escapable, BitwiseCopyable {
        @usableFromInline let marker: UInt64
        @usableFromInline let markedAt: Int64
        @usableFromInline let createdAt: Int64
        @usableFromInline var reader: ByteReader
        /// The mark that the next exception is about; `Int.max` when there is none.
        public private(set) var nextIndex: Int

        @inline(__always) @_lifetime(copy sheet)
        @usableFromInline init(_ sheet: Sheet) throws(RecordError) {
            marker = sheet.marker
            markedAt = sheet.markedAtMilliseconds
            createdAt = sheet.createdAtMilliseconds
            var reader = sheet.exceptionBytes
            nextIndex = try Self.index(&reader)
            self.reader = reader
        }

        /// Reads the exception at `nextIndex`.
        ///
        /// Out of line: a few rows in a hundred.
        @inline(never) @_lifetime(copy self) @_lifetime(self: copy self)
        public mutating func next() throws(RecordError) -> Detail {
            let noNote = ByteReader(reader.rest.extracting(0..<0))
            var detail = Detail(
                marker: marker,
                markedAt: markedAt,
                createdAt: createdAt,
                noteBytes: noNote
            )
            let kind = try Kind(rawValue: reader.byte())
            guard kind.isSubset(of: .all) else { throw .unknownCase(kind.rawValue) }
            detail.kind = kind
            if kind.contains(.markedBy) { detail.marker = try reader.varint() }
            if kind.contains(.markedAt) {
                detail.markedAtMilliseconds = try reader.integer(as: Int64.self)
                detail.updatedAtMilliseconds = detail.markedAtMilliseconds
            }
            if kind.contains(.note) { detail.noteBytes = try ByteReader(reader.textBytes()) }
            if kind.contains(.createdAt) {
                detail.createdAtMilliseconds = try reader.integer(as: Int64.self)
            }
            if kind.contains(.updatedAt) {
                detail.updatedAtMilliseconds = try reader.integer(as: Int64.self)
            }
            nextIndex = try Self.index(&reader)
            return detail
        }

        /// Passes over the exception at `nextIndex`.
        @inline(__always) @_lifetime(self: copy self)
        mutating func skip() throws(RecordError) {
            let kind = try Kind(rawValue: reader.byte())
            guard kind.isSubset(of: .all) else { throw .unknownCase(kind.rawValue) }
            if kind.contains(.markedBy) { _ = try reader.varint() }
            if kind.contains(.markedAt) { _ = try reader.bytes(8) }
            if kind.contains(.note) { _ = try reader.textBytes() }
            let times = (kind.rawValue &>> 4 & 1) &+ (kind.rawValue &>> 5)
            _ = try reader.bytes(Int(times) &* 8)
            nextIndex = try Self.index(&reader)
        }

        @inline(__always) @_lifetime(reader: copy reader)
        private static func index(_ reader: inout ByteReader) throws(RecordError) -> Int {
            reader.remaining > 0 ? try Int(reader.integer(as: UInt16.self)) : Int.max
        }
    }

    /// Which fields an exception holds.
    @usableFromInline struct Kind: OptionSet, BitwiseCopyable {
        @usableFromInline let rawValue: UInt8
        @inlinable init(rawValue: UInt8) { self.rawValue = rawValue }

        @inlinable static var markedBy: Kind { Kind(rawValue: 1) }
        @inlinable static var markedAt: Kind { Kind(rawValue: 2) }
        @inlinable static var note: Kind { Kind(rawValue: 4) }
        @inlinable static var draft: Kind { Kind(rawValue: 8) }
        @inlinable static var createdAt: Kind { Kind(rawValue: 16) }
        @inlinable static var updatedAt: Kind { Kind(rawValue: 32) }
        @inlinable static var all: Kind { Kind(rawValue: 63) }
    }
}
