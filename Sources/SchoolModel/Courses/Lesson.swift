public import Records

/// One lesson of a module.
///
/// A slug is unique within the module.
public struct Lesson: Record, Equatable {
    public var id: ID<Lesson>
    public var moduleID: ID<Module>
    /// The module's, so that the course can count its lessons.
    public var courseID: ID<Course>
    public var title: String
    public var slug: String?
    public var orderIndex: Int
    public var durationMinutes: Int?
    public var isPreview: Bool
    public var stamps: Stamps

    public init(
        id: ID<Lesson> = 0,
        moduleID: ID<Module>,
        courseID: ID<Course>,
        title: String,
        slug: String? = nil,
        orderIndex: Int,
        durationMinutes: Int? = nil,
        isPreview: Bool = false,
        stamps: Stamps = .new
    ) {
        self.id = id
        self.moduleID = moduleID
        self.courseID = courseID
        self.title = title
        self.slug = slug
        self.orderIndex = orderIndex
        self.durationMinutes = durationMinutes
        self.isPreview = isPreview
        self.stamps = stamps
    }
}

extension Lesson {
    public static let table = Table.lesson
    @inlinable public static var place: Place { .lesson }

    public func write<W: FieldWriter & ~Copyable>(to fields: inout W) {
        fields.field("id", id)
        fields.field("moduleId", moduleID)
        fields.hidden("courseId", courseID)
        fields.field("title", title)
        fields.field("slug", slug)
        fields.field("orderIndex", orderIndex)
        fields.field("durationMinutes", durationMinutes)
        fields.field("isPreview", isPreview)
        fields.stamps(stamps)
    }

    @_lifetime(fields: copy fields)
    public init<R: FieldReader & ~Copyable & ~Escapable>(from fields: inout R) throws(RecordError) {
        id = try fields.field("id")
        moduleID = try fields.field("moduleId")
        courseID = try fields.field("courseId")
        title = try fields.field("title")
        slug = try fields.field("slug")
        orderIndex = try fields.field("orderIndex")
        durationMinutes = try fields.field("durationMinutes")
        isPreview = try fields.field("isPreview")
        stamps = try fields.stamps()
    }
}

// MARK: - Indexes

extension Lesson {
    /// Serves the tree of a course, and the lesson after this one.
    public enum ByModuleAndOrder: SecondaryIndex {
        public static let name: StaticString = "lesson.module_order"
        @inlinable public static var place: Place { .moduleLessons }

        public static func writeKey<K: KeyWriter & ~Copyable>(
            of lesson: Lesson,
            to key: inout K
        ) -> Bool {
            key.begin(place, owner: lesson.moduleID)
            key.append(order: lesson.orderIndex)
            key.append(lesson.id)
            return true
        }
    }

    /// Serves a lesson by its slug.
    public enum ByModuleAndSlug: SecondaryIndex {
        public static let name: StaticString = "lesson.module_slug"
        @inlinable public static var place: Place { .moduleLessonSlugs }
        public static let isUnique = true

        public static func writeKey<K: KeyWriter & ~Copyable>(
            of lesson: Lesson,
            to key: inout K
        ) -> Bool {
            guard let slug = lesson.slug else { return false }
            key.begin(place, owner: lesson.moduleID)
            key.append(text: slug)
            return true
        }
    }
}

// MARK: - References

extension Lesson {
    /// A lesson dies with its module.
    public enum ToModule: IndexedReference {
        public typealias Index = ByModuleAndOrder
        public static let field: StaticString = "moduleId"
        public static let onDelete = DeleteRule.cascade

        public static func target(of lesson: Lesson) -> ID<Module>? { lesson.moduleID }
    }
}

// MARK: - Contributions

extension Lesson {
    /// One more lesson of the course.
    public enum CourseCount: Contribution {
        public typealias Total = CourseCounters

        public static func owner(of lesson: Lesson) -> UInt64? { lesson.courseID.rawValue }
        public static func add(_ lesson: Lesson, to amounts: inout Amounts) { amounts[1] += 1 }
    }
}

// MARK: - Parts

extension Lesson {
    public static func visitParts<V: PartVisitor & ~Copyable>(_ parts: inout V) throws(V.Failure)
    where V.Row == Self {
        try parts.index(ByModuleAndOrder.self)
        try parts.index(ByModuleAndSlug.self)
        try parts.reference(ToModule.self)
        try parts.contribution(CourseCount.self)
    }
}
