public import Records

/// What somebody says about a lesson in a cohort, or answers to what was said.
public struct LessonDiscussion: Record, Equatable {
    public var id: ID<LessonDiscussion>
    public var lessonID: ID<Lesson>
    public var cohortID: ID<Cohort>
    public var userID: ID<User>
    /// Of the same lesson and cohort.
    public var parentID: ID<LessonDiscussion>?
    public var content: String
    public var isTeacherResponse: Bool
    public var isPinned: Bool
    public var stamps: Stamps

    public init(
        id: ID<LessonDiscussion> = 0,
        lessonID: ID<Lesson>,
        cohortID: ID<Cohort>,
        userID: ID<User>,
        parentID: ID<LessonDiscussion>? = nil,
        content: String,
        isTeacherResponse: Bool = false,
        isPinned: Bool = false,
        stamps: Stamps = .new
    ) {
        self.id = id
        self.lessonID = lessonID
        self.cohortID = cohortID
        self.userID = userID
        self.parentID = parentID
        self.content = content
        self.isTeacherResponse = isTeacherResponse
        self.isPinned = isPinned
        self.stamps = stamps
    }
}

extension LessonDiscussion {
    public static let table = Table.lessonDiscussion
    @inlinable public static var place: Place { .lessonDiscussion }

    /// Pinned posts stand before others, and answers behind both.
    var rank: UInt8 { parentID != nil ? 2 : isPinned ? 0 : 1 }

    public func write<W: FieldWriter & ~Copyable>(to fields: inout W) {
        fields.field("id", id)
        fields.field("lessonId", lessonID)
        fields.field("cohortId", cohortID)
        fields.field("userId", userID)
        fields.field("parentId", parentID)
        fields.field("content", content)
        fields.field("isTeacherResponse", isTeacherResponse)
        fields.field("isPinned", isPinned)
        fields.stamps(stamps)
    }

    @_lifetime(fields: copy fields)
    public init<R: FieldReader & ~Copyable & ~Escapable>(from fields: inout R) throws(RecordError) {
        id = try fields.field("id")
        lessonID = try fields.field("lessonId")
        cohortID = try fields.field("cohortId")
        userID = try fields.field("userId")
        parentID = try fields.field("parentId")
        content = try fields.field("content")
        isTeacherResponse = try fields.field("isTeacherResponse")
        isPinned = try fields.field("isPinned")
        stamps = try fields.stamps()
    }
}

// MARK: - Indexes

extension LessonDiscussion {
    /// Serves what is said about a lesson in a cohort: pinned, then latest first, and answers behind.
    public enum ByLessonAndCohort: SecondaryIndex {
        public static let name: StaticString = "lessonDiscussion.lesson_cohort"
        @inlinable public static var place: Place { .lessonDiscussions }

        public static func writeKey<K: KeyWriter & ~Copyable>(
            of post: LessonDiscussion,
            to key: inout K
        ) -> Bool {
            key.begin(place, owner: post.lessonID)
            key.append(post.cohortID)
            key.append(byte: post.rank)
            key.append(descending: post.stamps.createdAt)
            key.append(post.id)
            return true
        }
    }

    /// Serves the answers to a post, in the order of time.
    public enum ByParent: SecondaryIndex {
        public static let name: StaticString = "lessonDiscussion.parent_created"
        @inlinable public static var place: Place { .discussionAnswers }

        public static func writeKey<K: KeyWriter & ~Copyable>(
            of post: LessonDiscussion,
            to key: inout K
        ) -> Bool {
            guard let parent = post.parentID else { return false }
            key.begin(place)
            key.append(parent)
            key.append(post.stamps.createdAt)
            key.append(post.id)
            return true
        }
    }

    /// Serves what a person has said in a cohort, and counts it.
    public enum ByUserAndCohort: SecondaryIndex {
        public static let name: StaticString = "lessonDiscussion.user_cohort"
        @inlinable public static var place: Place { .userDiscussions }

        public static func writeKey<K: KeyWriter & ~Copyable>(
            of post: LessonDiscussion,
            to key: inout K
        ) -> Bool {
            key.begin(place, owner: post.userID)
            key.append(post.cohortID)
            key.append(post.id)
            return true
        }
    }

    /// Serves everything that is said in a cohort.
    public enum ByCohort: OwnerIndex {
        public typealias Row = LessonDiscussion
        public static let name: StaticString = "lessonDiscussion.cohort_id"
        @inlinable public static var place: Place { .cohortDiscussions }

        public static func owner(of post: LessonDiscussion) -> UInt64? {
            post.cohortID.rawValue
        }
    }
}

// MARK: - References

extension LessonDiscussion {
    /// A post goes with the lesson.
    public enum ToLesson: IndexedReference {
        public typealias Index = ByLessonAndCohort
        public static let field: StaticString = "lessonId"
        public static let onDelete = DeleteRule.cascade

        public static func target(of post: LessonDiscussion) -> ID<Lesson>? {
            post.lessonID
        }
    }

    /// A post goes with the cohort.
    public enum ToCohort: IndexedReference {
        public typealias Index = ByCohort
        public static let field: StaticString = "cohortId"
        public static let onDelete = DeleteRule.cascade

        public static func target(of post: LessonDiscussion) -> ID<Cohort>? {
            post.cohortID
        }
    }

    /// A post goes with who wrote it.
    public enum ToUser: IndexedReference {
        public typealias Index = ByUserAndCohort
        public static let field: StaticString = "userId"
        public static let onDelete = DeleteRule.cascade

        public static func target(of post: LessonDiscussion) -> ID<User>? {
            post.userID
        }
    }

    /// An answer goes with what it answers.
    public enum ToParent: IndexedReference {
        public typealias Index = ByParent
        public static let field: StaticString = "parentId"
        public static let onDelete = DeleteRule.cascade

        public static func target(of post: LessonDiscussion) -> ID<LessonDiscussion>? {
            post.parentID
        }
    }
}

// MARK: - Parts

extension LessonDiscussion {
    public static func visitParts<V: PartVisitor & ~Copyable>(_ parts: inout V) throws(V.Failure)
    where V.Row == Self {
        try parts.index(ByLessonAndCohort.self)
        try parts.index(ByParent.self)
        try parts.index(ByUserAndCohort.self)
        try parts.index(ByCohort.self)
        try parts.reference(ToLesson.self)
        try parts.reference(ToCohort.self)
        try parts.reference(ToUser.self)
        try parts.reference(ToParent.self)
    }
}
