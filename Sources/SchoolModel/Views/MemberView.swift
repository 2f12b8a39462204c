public import Records

/// What a roster shows of a member, read in place.
public struct MemberView: ~Escapable, BitwiseCopyable {
    public let studentID: ID<User>
    public let enrolledAt: Timestamp
    @usableFromInline let lastActivityAtMilliseconds: Int64
    public let completedLessons: UInt32
    public let discussionPosts: UInt32
    public let forumPosts: UInt32
    @usableFromInline let nameByteCount: UInt16
    // What lies between the name and the address: a sort key and the address's length.
    @usableFromInline let gapByteCount: UInt8
    public let status: CohortMember.Status
    // One reader over both texts, not one for each: the whole stays at seven words.
    @usableFromInline let texts: ByteReader

    @inlinable public var lastActivityAt: Timestamp? {
        let milliseconds = lastActivityAtMilliseconds
        return milliseconds == .min ? nil : Timestamp(milliseconds: milliseconds)
    }

    /// UTF-8, lent.
    public var name: RawSpan {
        @inlinable @inline(__always) @_lifetime(copy self) get {
            texts.rest.extracting(0..<Int(nameByteCount))
        }
    }

    /// UTF-8, lent.
    public var email: RawSpan {
        @inlinable @inline(__always) @_lifetime(copy self) get {
            texts.rest.extracting((Int(nameByteCount) &+ Int(gapByteCount))...)
        }
    }

    /// Reads the first fields of the row.
    @inlinable @inline(__always) @_lifetime(copy content)
    public init(_ content: RawSpan) throws(RecordError) {
        var reader = ByteReader(content)
        try reader.fieldCount(atLeast: 9)
        studentID = try ID(reader.varint())
        status = try CohortMember.Status(stored: reader.byte())
        enrolledAt = try Timestamp(milliseconds: reader.integer(as: Int64.self))
        lastActivityAtMilliseconds = try reader.optionalInstant()
        completedLessons = try reader.count()
        discussionPosts = try reader.count()
        forumPosts = try reader.count()
        let nameCount = try reader.varint()
        guard let nameByteCount = UInt16(exactly: nameCount) else { throw .truncated }
        self.nameByteCount = nameByteCount
        var address = reader
        _ = try address.bytes(Int(nameByteCount) &+ SortKey.byteCount)
        let lengthStart = address.remaining
        let emailCount = try address.varint()
        guard emailCount <= UInt64(address.remaining) else { throw .truncated }
        let gap = SortKey.byteCount &+ lengthStart &- address.remaining
        gapByteCount = UInt8(truncatingIfNeeded: gap)
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
