public import Records

/// A class register, read in place from verified content.
///
/// Three columns: ids, statuses, and the exceptions of a few. Nothing is allocated and nothing
/// outlives the snapshot. Seven words: a larger value is kept in memory by the compiler.
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
    @usableFromInline let createdAtMilliseconds: Int64
    @usableFromInline let updatedAtMilliseconds: Int64
    /// How often the sheet was written.
    public let version: UInt32
    @usableFromInline let markCount: UInt16
    @usableFromInline let idByteCount: UInt16
    @usableFromInline let columns: ByteReader

    /// How many students are on the sheet.
    @inlinable public var count: Int { Int(markCount) }
    /// Who marked the class, but for the exceptions.
    @inlinable public var markedBy: ID<User>? { marker == 0 ? nil : ID(marker) }
    /// When the class was marked, but for the exceptions.
    @inlinable public var markedAt: Timestamp? {
        markedAtMilliseconds == .min ? nil : Timestamp(milliseconds: markedAtMilliseconds)
    }
    /// When the first mark was made.
    @inlinable public var createdAt: Timestamp { Timestamp(milliseconds: createdAtMilliseconds) }

    /// Finds the columns.
    @inlinable @_lifetime(copy content)
    public init(_ content: RawSpan) throws(RecordError) {
        var reader = ByteReader(content)
        let head = try reader.integer(as: UInt32.self)
        let format = UInt8(truncatingIfNeeded: head)
        guard format == Self.format else { throw .unknownFormat(format) }
        let flags = UInt8(truncatingIfNeeded: head &>> 8)
        markCount = UInt16(truncatingIfNeeded: head &>> 16)
        idByteCount = try reader.integer(as: UInt16.self)
        let markedAt = try reader.integer(as: Int64.self)
        marker = try reader.varint()
        version = UInt32(truncatingIfNeeded: try reader.varint())
        var createdAt = markedAt
        var updatedAt = Int64.min
        if flags != 0 {
            guard flags <= 3 else { throw .unknownCase(flags) }
            if flags & 1 != 0 { createdAt = try reader.integer(as: Int64.self) }
            if flags & 2 != 0 { updatedAt = try reader.integer(as: Int64.self) }
        }
        markedAtMilliseconds = markedAt
        createdAtMilliseconds = createdAt
        updatedAtMilliseconds = updatedAt
        guard reader.remaining >= Self.exceptionOffset(markCount, idByteCount) else {
            throw .truncated
        }
        columns = reader
    }

    /// Where the exceptions begin.
    @inlinable @inline(__always)
    static func exceptionOffset(_ markCount: UInt16, _ idByteCount: UInt16) -> Int {
        Int(idByteCount) &+ (Int(markCount) &+ 3) / 4
    }

    /// The ids as differences.
    @usableFromInline var ids: ByteReader {
        @inlinable @_lifetime(copy self) get {
            ByteReader(columns.rest.extracting(0..<Int(idByteCount)))
        }
    }

    /// The statuses, two bits each.
    @usableFromInline var statuses: ByteReader {
        @inlinable @_lifetime(copy self) get {
            let end = Self.exceptionOffset(markCount, idByteCount)
            return ByteReader(columns.rest.extracting(Int(idByteCount)..<end))
        }
    }

    /// What a few marks add to their class.
    @usableFromInline var exceptionBytes: ByteReader {
        @inlinable @_lifetime(copy self) get {
            ByteReader(columns.rest.extracting(Self.exceptionOffset(markCount, idByteCount)...))
        }
    }

    /// How many bytes the exceptions take: notes are among them, so this bounds their text.
    @inlinable public var exceptionByteCount: Int { exceptionBytes.remaining }
}
