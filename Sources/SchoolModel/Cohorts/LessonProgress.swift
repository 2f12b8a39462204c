public import Records

/// How far a person is in a lesson.
///
/// Together they are unique.
public struct LessonProgress: Record, Equatable {
    public var id: ID<LessonProgress>
    public var userID: ID<User>
    public var lessonID: ID<Lesson>
    /// Where it counts as a completed lesson.
    public var cohortID: ID<Cohort>?
    public var completed: Bool
    public var completedAt: Timestamp?
    public var videoPositionSeconds: Int
    public var timeSpentSeconds: Int
    public var watchCount: Int
    public var lastAccessedAt: Timestamp
    public var stamps: Stamps

    public init(
        id: ID<LessonProgress> = 0,
        userID: ID<User>,
        lessonID: ID<Lesson>,
        cohortID: ID<Cohort>? = nil,
        completed: Bool = false,
        completedAt: Timestamp? = nil,
        videoPositionSeconds: Int = 0,
        timeSpentSeconds: Int = 0,
        watchCount: Int = 1,
        lastAccessedAt: Timestamp,
        stamps: Stamps = .new
    ) {
        self.id = id
        self.userID = userID
        self.lessonID = lessonID
        self.cohortID = cohortID
        self.completed = completed
        self.completedAt = completedAt
        self.videoPositionSeconds = videoPositionSeconds
        self.timeSpentSeconds = timeSpentSeconds
        self.watchCount = watchCount
        self.lastAccessedAt = lastAccessedAt
        self.stamps = stamps
    }
}

extension LessonProgress {
    public static let table = Table.lessonProgress
    @inlinable public static var place: Place { .userProgress }
    public static let hasNaturalKey = true

    public static func writeKey<K: KeyWriter & ~Copyable>(
        of progress: LessonProgress,
        to key: inout K
    ) {
        key.begin(place, owner: progress.userID)
        key.append(progress.lessonID)
    }

    public func write<W: FieldWriter & ~Copyable>(to fields: inout W) {
        fields.field("id", id)
        fields.field("userId", userID)
        fields.field("lessonId", lessonID)
        fields.field("cohortId", cohortID)
        fields.field("completed", completed)
        fields.field("completedAt", completedAt)
        fields.field("videoPositionSeconds", videoPositionSeconds)
        fields.field("timeSpentSeconds", timeSpentSeconds)
        fields.field("watchCount", watchCount)
        fields.field("lastAccessedAt", lastAccessedAt)
        fields.stamps(stamps)
    }

    @_lifetime(fields: copy fields)
    public init<R: FieldReader & ~Copyable & ~Escapable>(from fields: inout R) throws(RecordError) {
        id = try fields.field("id")
        userID = try fields.field("userId")
        lessonID = try fields.field("lessonId")
        cohortID = try fields.field("cohortId")
        completed = try fields.field("completed")
        completedAt = try fields.field("completedAt")
        videoPositionSeconds = try fields.field("videoPositionSeconds")
        timeSpentSeconds = try fields.field("timeSpentSeconds")
        watchCount = try fields.field("watchCount", or: 1)
        lastAccessedAt = try fields.field("lastAccessedAt")
        stamps = try fields.stamps()
    }
}

// MARK: - Indexes

extension LessonProgress {
    /// Serves everybody who has opened a lesson.
    public enum ByLessonAndUser: SecondaryIndex {
        public static let name: StaticString = "lessonProgress.lesson_user"
        @inlinable public static var place: Place { .lessonProgress }

        public static func writeKey<K: KeyWriter & ~Copyable>(
            of progress: LessonProgress,
            to key: inout K
        ) -> Bool {
            key.begin(place, owner: progress.lessonID)
            key.append(progress.userID)
            return true
        }

        public static func writeContent(of progress: LessonProgress, to content: inout ByteWriter) {
        }

        public static func writeRowKey<K: KeyWriter & ~Copyable>(
            forKey entryKey: RawSpan,
            content: RawSpan,
            to key: inout K
        ) throws(RecordError) {
            var reader = KeyReader(entryKey)
            let lesson = try reader.owner()
            try key.begin(LessonProgress.place, owner: reader.id())
            key.append(id: lesson)
        }
    }

    /// Serves the progress of a cohort, and recounts a member's completed lessons.
    public enum ByCohortUserAndLesson: SecondaryIndex {
        public static let name: StaticString = "lessonProgress.cohort_user_lesson"
        @inlinable public static var place: Place { .cohortProgress }

        public static func writeKey<K: KeyWriter & ~Copyable>(
            of progress: LessonProgress,
            to key: inout K
        ) -> Bool {
            guard let cohort = progress.cohortID else { return false }
            key.begin(place, owner: cohort)
            key.append(progress.userID)
            key.append(progress.lessonID)
            return true
        }

        public static func writeContent(of progress: LessonProgress, to content: inout ByteWriter) {
            content.byte(progress.completed ? 1 : 0)
        }

        public static func writeRowKey<K: KeyWriter & ~Copyable>(
            forKey entryKey: RawSpan,
            content: RawSpan,
            to key: inout K
        ) throws(RecordError) {
            var reader = KeyReader(entryKey)
            _ = try reader.owner()
            try key.begin(LessonProgress.place, owner: reader.id())
            key.append(reader.rest)
        }
    }
}

// MARK: - References

extension LessonProgress {
    /// Progress dies with its user.
    public enum ToUser: OwnedReference {
        public static let field: StaticString = "userId"
        public static let onDelete = DeleteRule.cascade

        public static func target(of progress: LessonProgress) -> ID<User>? { progress.userID }
    }

    /// Progress dies with its lesson.
    public enum ToLesson: IndexedReference {
        public typealias Index = ByLessonAndUser
        public static let field: StaticString = "lessonId"
        public static let onDelete = DeleteRule.cascade

        public static func target(of progress: LessonProgress) -> ID<Lesson>? { progress.lessonID }
    }

    /// Progress outlives the cohort.
    public enum ToCohort: IndexedReference {
        public typealias Index = ByCohortUserAndLesson
        public static let field: StaticString = "cohortId"
        public static let onDelete = DeleteRule.setNull

        public static func target(of progress: LessonProgress) -> ID<Cohort>? { progress.cohortID }
        public static func clear(_ progress: inout LessonProgress) { progress.cohortID = nil }
    }
}

// MARK: - Parts

extension LessonProgress {
    public static func visitParts<V: PartVisitor & ~Copyable>(_ parts: inout V) throws(V.Failure)
    where V.Row == Self {
        try parts.index(ByLessonAndUser.self)
        try parts.index(ByCohortUserAndLesson.self)
        try parts.reference(ToUser.self)
        try parts.reference(ToLesson.self)
        try parts.reference(ToCohort.self)
    }
}
