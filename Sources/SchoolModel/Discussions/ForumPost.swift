public import Records

/// A subject in a cohort's forum.
public struct ForumPost: Record, Equatable {
    public var id: ID<ForumPost>
    /// The cohort's.
    public var courseID: ID<Course>
    public var cohortID: ID<Cohort>
    public var userID: ID<User>
    public var title: String
    public var content: String
    public var isPinned: Bool
    /// Takes no more replies from students.
    public var isLocked: Bool
    public var stamps: Stamps

    public init(
        id: ID<ForumPost> = 0,
        courseID: ID<Course>,
        cohortID: ID<Cohort>,
        userID: ID<User>,
        title: String,
        content: String,
        isPinned: Bool = false,
        isLocked: Bool = false,
        stamps: Stamps = .new
    ) {
        self.id = id
        self.courseID = courseID
        self.cohortID = cohortID
        self.userID = userID
        self.title = title
        self.content = content
        self.isPinned = isPinned
        self.isLocked = isLocked
        self.stamps = stamps
    }
}

extension ForumPost {
    public static let table = Table.forumPost
    @inlinable public static var place: Place { .forumPost }

    public func write<W: FieldWriter & ~Copyable>(to fields: inout W) {
        fields.field("id", id)
        fields.field("courseId", courseID)
        fields.field("cohortId", cohortID)
        fields.field("userId", userID)
        fields.field("title", title)
        fields.field("content", content)
        fields.field("isPinned", isPinned)
        fields.field("isLocked", isLocked)
        fields.stamps(stamps)
    }

    @_lifetime(fields: copy fields)
    public init<R: FieldReader & ~Copyable & ~Escapable>(from fields: inout R) throws(RecordError) {
        id = try fields.field("id")
        courseID = try fields.field("courseId")
        cohortID = try fields.field("cohortId")
        userID = try fields.field("userId")
        title = try fields.field("title")
        content = try fields.field("content")
        isPinned = try fields.field("isPinned")
        isLocked = try fields.field("isLocked")
        stamps = try fields.stamps()
    }
}

// MARK: - Indexes

extension ForumPost {
    /// Serves a cohort's forum: pinned first, then latest first.
    public enum ByCohort: SecondaryIndex {
        public static let name: StaticString = "forumPost.cohort_pinned_created"
        @inlinable public static var place: Place { .cohortForum }

        public static func writeKey<K: KeyWriter & ~Copyable>(
            of post: ForumPost,
            to key: inout K
        ) -> Bool {
            key.begin(place, owner: post.cohortID)
            key.append(byte: post.isPinned ? 0 : 1)
            key.append(descending: post.stamps.createdAt)
            key.append(post.id)
            return true
        }
    }

    /// Serves a course's forum: pinned first, then latest first.
    public enum ByCourse: SecondaryIndex {
        public static let name: StaticString = "forumPost.course_pinned_created"
        @inlinable public static var place: Place { .courseForum }

        public static func writeKey<K: KeyWriter & ~Copyable>(
            of post: ForumPost,
            to key: inout K
        ) -> Bool {
            key.begin(place, owner: post.courseID)
            key.append(byte: post.isPinned ? 0 : 1)
            key.append(descending: post.stamps.createdAt)
            key.append(post.id)
            return true
        }
    }

    /// Serves what a person has begun in a cohort, and counts it.
    public enum ByUserAndCohort: SecondaryIndex {
        public static let name: StaticString = "forumPost.user_cohort"
        @inlinable public static var place: Place { .userForum }

        public static func writeKey<K: KeyWriter & ~Copyable>(
            of post: ForumPost,
            to key: inout K
        ) -> Bool {
            key.begin(place, owner: post.userID)
            key.append(post.cohortID)
            key.append(post.id)
            return true
        }
    }
}

// MARK: - References

extension ForumPost {
    /// A post goes with the course.
    public enum ToCourse: IndexedReference {
        public typealias Index = ByCourse
        public static let field: StaticString = "courseId"
        public static let onDelete = DeleteRule.cascade

        public static func target(of post: ForumPost) -> ID<Course>? {
            post.courseID
        }
    }

    /// A post goes with the cohort.
    public enum ToCohort: IndexedReference {
        public typealias Index = ByCohort
        public static let field: StaticString = "cohortId"
        public static let onDelete = DeleteRule.cascade

        public static func target(of post: ForumPost) -> ID<Cohort>? {
            post.cohortID
        }
    }

    /// A post goes with who wrote it.
    public enum ToUser: IndexedReference {
        public typealias Index = ByUserAndCohort
        public static let field: StaticString = "userId"
        public static let onDelete = DeleteRule.cascade

        public static func target(of post: ForumPost) -> ID<User>? {
            post.userID
        }
    }
}

// MARK: - Parts

extension ForumPost {
    public static func visitParts<V: PartVisitor & ~Copyable>(_ parts: inout V) throws(V.Failure)
    where V.Row == Self {
        try parts.index(ByCohort.self)
        try parts.index(ByCourse.self)
        try parts.index(ByUserAndCohort.self)
        try parts.reference(ToCourse.self)
        try parts.reference(ToCohort.self)
        try parts.reference(ToUser.self)
    }
}
