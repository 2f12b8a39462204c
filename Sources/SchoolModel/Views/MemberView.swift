public import Records

/// What a roster shows of a member, read in place.
public struct MemberView: ~Escapable, BitwiseCopyable {
    public let studentID: ID<User>
    public let enrolledAt: Timestamp
    @usableFromInline let lastActivityAtMilliseconds: Int64
    // Completed lessons, then discussion posts. Seven words, and no more fields than words: a value of
    // more is kept in memory by the compiler.
    @usableFromInline let counts: UInt64
    // Forum posts; the status; what lies between the two texts; how long the first one is.
    @usableFromInline let rest: UInt64
    // One reader over both texts, not one for each.
    @usableFromInline let texts: ByteReader

    @inlinable public var completedLessons: UInt32 { UInt32(truncatingIfNeeded: counts) }
    @inlinable public var discussionPosts: UInt32 { UInt32(truncatingIfNeeded: counts &>> 32) }
    @inlinable public var forumPosts: UInt32 { UInt32(truncatingIfNeeded: rest) }
    @inlinable public var status: CohortMember.Status {
        switch rest &>> 32 & 3 {
        case 0: .active
        case 1: .paused
        case 2: .completed
        default: .dropped
        }
    }
    /// Of the address's length.
    @inlinable var gapByteCount: Int { Int(rest &>> 40 & 0xff) }
    @inlinable var nameByteCount: Int { Int(rest &>> 48) }

    @inlinable public var lastActivityAt: Timestamp? {
        let milliseconds = lastActivityAtMilliseconds
        return milliseconds == .min ? nil : Timestamp(milliseconds: milliseconds)
    }

    /// UTF-8, lent.
    public var name: RawSpan {
        @inlinable @inline(__always) @_lifetime(copy self) get {
            texts.rest.extracting(0..<nameByteCount)
        }
    }

    /// UTF-8, lent.
    public var email: RawSpan {
        @inlinable @inline(__always) @_lifetime(copy self) get {
            texts.rest.extracting((nameByteCount &+ gapByteCount)...)
        }
    }

    /// Reads the first fields of the row.
    @inlinable @inline(__always) @_lifetime(copy content)
    public init(_ content: RawSpan) throws(RecordError) {
        var reader = ByteReader(content)
        try reader.fieldCount(atLeast: 9)
        studentID = try ID(reader.varint())
        let status = try CohortMember.Status(stored: reader.byte())
        enrolledAt = try Timestamp(milliseconds: reader.integer(as: Int64.self))
        lastActivityAtMilliseconds = try reader.optionalInstant()
        counts = try UInt64(reader.count()) | UInt64(reader.count()) &<< 32
        let forumPosts = try reader.count()
        let nameCount = try reader.varint()
        guard let nameByteCount = UInt16(exactly: nameCount) else { throw .truncated }
        var address = reader
        _ = try address.bytes(Int(nameByteCount))
        let lengthStart = address.remaining
        let emailCount = try address.varint()
        guard emailCount <= UInt64(address.remaining) else { throw .truncated }
        let gap = lengthStart &- address.remaining
        rest =
            UInt64(forumPosts) | UInt64(status.rawValue) &<< 32 | UInt64(gap) &<< 40
            | UInt64(nameByteCount) &<< 48
        texts = try reader.reader(Int(nameByteCount) &+ gap &+ Int(emailCount))
    }
}

extension CohortMember.Status {
    /// The case that a row's byte stands for.
    @inlinable @inline(__always) public init(stored byte: UInt8) throws(RecordError) {
        switch byte {
        case 0: self = .active
        case 1: self = .paused
        case 2: self = .completed
        case 3: self = .dropped
        default: throw .unknownCase(byte)
        }
    }
}
