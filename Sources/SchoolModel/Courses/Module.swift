public import Records

/// A part of a course: the unit that a cohort's schedule unlocks.
public struct Module: Record, Equatable {
    public var id: ID<Module>
    public var courseID: ID<Course>
    public var title: String
    public var description: String?
    public var orderIndex: Int
    public var stamps: Stamps

    public init(
        id: ID<Module> = 0,
        courseID: ID<Course>,
        title: String,
        description: String? = nil,
        orderIndex: Int,
        stamps: Stamps = .new
    ) {
        self.id = id
        self.courseID = courseID
        self.title = title
        self.description = description
        self.orderIndex = orderIndex
        self.stamps = stamps
    }
}

extension Module {
    public static let table = Table.module
    @inlinable public static var place: Place { .module }

    public func write<W: FieldWriter & ~Copyable>(to fields: inout W) {
        fields.field("id", id)
        fields.field("courseId", courseID)
        fields.field("title", title)
        fields.field("description", description)
        fields.field("orderIndex", orderIndex)
        fields.stamps(stamps)
    }

    @_lifetime(fields: copy fields)
    public init<R: FieldReader & ~Copyable & ~Escapable>(from fields: inout R) throws(RecordError) {
        id = try fields.field("id")
        courseID = try fields.field("courseId")
        title = try fields.field("title")
        description = try fields.field("description")
        orderIndex = try fields.field("orderIndex")
        stamps = try fields.stamps()
    }
}

// MARK: - Indexes

extension Module {
    /// Serves the tree of a course.
    public enum ByCourseAndOrder: SecondaryIndex {
        public static let name: StaticString = "module.course_order"
        @inlinable public static var place: Place { .courseModules }

        public static func writeKey<K: KeyWriter & ~Copyable>(
            of module: Module,
            to key: inout K
        ) -> Bool {
            key.begin(place, owner: module.courseID)
            key.append(order: module.orderIndex)
            key.append(module.id)
            return true
        }
    }
}

// MARK: - References

extension Module {
    /// A module dies with its course.
    public enum ToCourse: IndexedReference {
        public typealias Index = ByCourseAndOrder
        public static let field: StaticString = "courseId"
        public static let onDelete = DeleteRule.cascade

        public static func target(of module: Module) -> ID<Course>? { module.courseID }
    }
}

// MARK: - Contributions

extension Module {
    /// One more module of the course.
    public enum CourseCount: Contribution {
        public typealias Total = CourseCounters

        public static func owner(of module: Module) -> UInt64? { module.courseID.rawValue }
        public static func add(_ module: Module, to amounts: inout Amounts) { amounts[0] += 1 }
    }
}

// MARK: - Parts

extension Module {
    public static func visitParts<V: PartVisitor & ~Copyable>(_ parts: inout V) throws(V.Failure)
    where V.Row == Self {
        try parts.index(ByCourseAndOrder.self)
        try parts.reference(ToCourse.self)
        try parts.contribution(CourseCount.self)
    }
}
