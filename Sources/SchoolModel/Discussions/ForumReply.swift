public import Records

/// An answer in a forum.
public struct ForumReply: Record, Equatable {
    public var id: ID<ForumReply>
    public var forumPostID: ID<ForumPost>
    /// The post's.
    public var cohortID: ID<Cohort>
    public var userID: ID<User>
    public var content: String
    public var isTeacherResponse: Bool
    public var stamps: Stamps

    public init(
        id: ID<ForumReply> = 0,
        forumPostID: ID<ForumPost>,
        cohortID: ID<Cohort>,
        userID: ID<User>,
        content: String,
        isTeacherResponse: Bool = false,
        stamps: Stamps = .new
    ) {
        self.id = id
        self.forumPostID = forumPostID
        self.cohortID = cohortID
        self.userID = userID
        self.content = content
        self.isTeacherResponse = isTeacherResponse
        self.stamps = stamps
    }
}

extension ForumReply {
    public static let table = Table.forumReply
    @inlinable public static var place: Place { .forumReply }

    public func write<W: FieldWriter & ~Copyable>(to fields: inout W) {
        fields.field("id", id)
        fields.field("forumPostId", forumPostID)
        fields.hidden("cohortId", cohortID)
        fields.field("userId", userID)
        fields.field("content", content)
        fields.field("isTeacherResponse", isTeacherResponse)
        fields.stamps(stamps)
    }

    @_lifetime(fields: copy fields)
    public init<R: FieldReader & ~Copyable & ~Escapable>(from fields: inout R) throws(RecordError) {
        id = try fields.field("id")
        forumPostID = try fields.field("forumPostId")
        cohortID = try fields.field("cohortId")
        userID = try fields.field("userId")
        content = try fields.field("content")
        isTeacherResponse = try fields.field("isTeacherResponse")
        stamps = try fields.stamps()
    }
}

// MARK: - Indexes

extension ForumReply {
    /// Serves the replies to a post, in the order of time.
    public enum ByPost: SecondaryIndex {
        public static let name: StaticString = "forumReply.post_created"
        @inlinable public static var place: Place { .forumReplies }

        public static func writeKey<K: KeyWriter & ~Copyable>(
            of reply: ForumReply,
            to key: inout K
        ) -> Bool {
            key.begin(place, owner: reply.forumPostID)
            key.append(reply.stamps.createdAt)
            key.append(reply.id)
            return true
        }
    }

    /// Serves what a person has replied in a cohort, and counts it.
    public enum ByUserAndCohort: SecondaryIndex {
        public static let name: StaticString = "forumReply.user_cohort"
        @inlinable public static var place: Place { .userReplies }

        public static func writeKey<K: KeyWriter & ~Copyable>(
            of reply: ForumReply,
            to key: inout K
        ) -> Bool {
            key.begin(place, owner: reply.userID)
            key.append(reply.cohortID)
            key.append(reply.id)
            return true
        }
    }
}

// MARK: - References

extension ForumReply {
    /// A reply goes with the post.
    public enum ToPost: IndexedReference {
        public typealias Index = ByPost
        public static let field: StaticString = "forumPostId"
        public static let onDelete = DeleteRule.cascade

        public static func target(of reply: ForumReply) -> ID<ForumPost>? {
            reply.forumPostID
        }
    }

    /// A reply goes with who wrote it.
    public enum ToUser: IndexedReference {
        public typealias Index = ByUserAndCohort
        public static let field: StaticString = "userId"
        public static let onDelete = DeleteRule.cascade

        public static func target(of reply: ForumReply) -> ID<User>? {
            reply.userID
        }
    }
}

// MARK: - Contributions

extension ForumReply {
    /// One more reply to the post.
    public enum PostCount: Contribution {
        public typealias Total = ForumCounters

        public static func owner(of reply: ForumReply) -> UInt64? { reply.forumPostID.rawValue }
        public static func add(_ reply: ForumReply, to amounts: inout Amounts) { amounts[0] += 1 }
    }
}

// MARK: - Parts

extension ForumReply {
    public static func visitParts<V: PartVisitor & ~Copyable>(_ parts: inout V) throws(V.Failure)
    where V.Row == Self {
        try parts.index(ByPost.self)
        try parts.index(ByUserAndCohort.self)
        try parts.reference(ToPost.self)
        try parts.reference(ToUser.self)
        try parts.contribution(PostCount.self)
    }
}
