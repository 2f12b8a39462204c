public import Records

/// A class register, read in place from verified content.
///
/// Three columns: ids, statuses, and the exceptions of a few. Nothing is allocated and nothing
/// outlives the snapshot. Six words: one of more than seven is kept in memory by the compiler.
public struct Sheet: ~Escapable, BitwiseCopyable {
    /// The first byte of every sheet.
    public static var format: UInt8 { @inlinable get { 1 } }
    /// The most marks that a sheet holds.
    public static var maximumCount: Int { @inlinable get { 4_000 } }
    /// The most bytes that a sheet takes, notes included.
    public static var maximumByteCount: Int { @inlinable get { 1 << 20 } }

    // Of the whole class; 0 and the smallest number stand for none.
    @usableFromInline let marker: UInt64
    @usableFromInline let markedAtMilliseconds: Int64
    /// What the offsets count from.
    @usableFromInline let base: UInt64
    // Version, count and flags: as many fields as words.
    @usableFromInline let head: UInt64
    /// The sheet's own times, if it has any, then the columns.
    @usableFromInline let body: ByteReader

    /// How often the sheet was written.
    @inlinable public var version: UInt32 { UInt32(truncatingIfNeeded: head &>> 32) }
    /// How many students are on the sheet.
    @inlinable public var count: Int { Int(head &>> 16 & 0xffff) }
    @usableFromInline var flags: Flags {
        @inlinable @inline(__always) get {
            Flags(rawValue: UInt8(truncatingIfNeeded: head &>> 8))
        }
    }
    /// Who marked the class, but for the exceptions.
    @inlinable public var markedBy: ID<User>? { marker == 0 ? nil : ID(marker) }
    /// When the class was marked, but for the exceptions.
    @inlinable public var markedAt: Timestamp? {
        markedAtMilliseconds == .min ? nil : Timestamp(milliseconds: markedAtMilliseconds)
    }
    /// When the first mark was made.
    @inlinable public var createdAt: Timestamp { Timestamp(milliseconds: createdAtMilliseconds) }

    @usableFromInline var createdAtMilliseconds: Int64 {
        @inlinable @inline(__always) get {
            flags.contains(.createdAt) ? body.integer(at: 0, as: Int64.self) : markedAtMilliseconds
        }
    }

    /// The smallest number where it is the latest of the marks.
    var updatedAtMilliseconds: Int64 {
        guard flags.contains(.updatedAt) else { return .min }
        return body.integer(at: flags.timesByteCount &- 8, as: Int64.self)
    }

    /// Finds the columns.
    @inlinable @inline(__always) @_lifetime(copy content)
    public init(_ content: RawSpan) throws(RecordError) {
        var reader = ByteReader(content)
        let head = try reader.integer(as: UInt32.self)
        let format = UInt8(truncatingIfNeeded: head)
        guard format == Self.format else { throw .unknownFormat(format) }
        let flags = Flags(rawValue: UInt8(truncatingIfNeeded: head &>> 8))
        guard flags.isKnown else { throw .unknownCase(flags.rawValue) }
        let count = Int(head &>> 16)
        markedAtMilliseconds = try reader.integer(as: Int64.self)
        marker = try reader.varint()
        self.head = try UInt64(head) | reader.varint() &<< 32
        base = try reader.varint()
        // From here on every place in the columns is within the content.
        guard reader.remaining >= Self.exceptionStart(count, flags) else { throw .truncated }
        body = reader
    }

    @inlinable @inline(__always)
    static func exceptionStart(_ count: Int, _ flags: Flags) -> Int {
        flags.timesByteCount &+ count &<< flags.widthShift &+ (count &+ 3) &>> 2
    }

    /// Where the statuses begin in the body: two bits each.
    @usableFromInline var statusStart: Int {
        @inlinable @inline(__always) get {
            flags.timesByteCount &+ count &<< flags.widthShift
        }
    }

    /// What a few marks add to their class.
    @usableFromInline var exceptionBytes: ByteReader {
        @inlinable @inline(__always) @_lifetime(copy self) get {
            ByteReader(body.rest.extracting(Self.exceptionStart(count, flags)...))
        }
    }

    /// How many bytes the exceptions take: notes are among them, so this bounds their text.
    @inlinable public var exceptionByteCount: Int { exceptionBytes.remaining }
}

extension Sheet {
    /// Which times the sheet holds itself, and how wide the offsets of its ids are.
    @usableFromInline struct Flags: OptionSet, BitwiseCopyable {
        @usableFromInline let rawValue: UInt8
        @inlinable @inline(__always) init(rawValue: UInt8) { self.rawValue = rawValue }

        @inlinable static var createdAt: Flags { Flags(rawValue: 1) }
        @inlinable static var updatedAt: Flags { Flags(rawValue: 2) }

        /// The narrowest offsets that reach from the first student to the last.
        init(spread: UInt64) {
            self.init(rawValue: spread <= 0xffff ? 0 : spread <= 0xffff_ffff ? 4 : 8)
        }

        /// Offsets of 2, 4 or 8 bytes are 0, 1 or 2; there is no 3.
        @inlinable var width: UInt8 { rawValue &>> 2 }
        @inlinable var widthShift: Int { Int(width) &+ 1 }
        @inlinable var isKnown: Bool { rawValue < 12 }
        @inlinable var timesByteCount: Int { Int((rawValue & 1) &+ (rawValue &>> 1 & 1)) &* 8 }
    }
}
