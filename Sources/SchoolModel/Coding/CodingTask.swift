public import Records

/// A program to write.
///
/// Deleted softly: what was submitted for it stays.
public struct CodingTask: Record, Equatable {
    public var id: ID<CodingTask>
    public var organizationID: ID<Organization>?
    public var topicID: ID<CodingTopic>?
    /// Another system's name for the topic.
    public var topicName: String?
    public var title: String
    public var description: String
    public var starterCode: String
    public var difficulty: Difficulty
    public var points: Int?
    public var orderIndex: Int?
    public var isActive: Bool
    public var createdByID: ID<User>?
    public var deletedAt: Timestamp?
    public var stamps: Stamps

    public init(
        id: ID<CodingTask> = 0,
        organizationID: ID<Organization>? = nil,
        topicID: ID<CodingTopic>? = nil,
        topicName: String? = nil,
        title: String,
        description: String,
        starterCode: String = "",
        difficulty: Difficulty = .easy,
        points: Int? = nil,
        orderIndex: Int? = nil,
        isActive: Bool = true,
        createdByID: ID<User>? = nil,
        deletedAt: Timestamp? = nil,
        stamps: Stamps = .new
    ) {
        self.id = id
        self.organizationID = organizationID
        self.topicID = topicID
        self.topicName = topicName
        self.title = title
        self.description = description
        self.starterCode = starterCode
        self.difficulty = difficulty
        self.points = points
        self.orderIndex = orderIndex
        self.isActive = isActive
        self.createdByID = createdByID
        self.deletedAt = deletedAt
        self.stamps = stamps
    }
}

extension CodingTask {
    public static let table = Table.codingTask
    @inlinable public static var place: Place { .codingTask }
    public static let hasSoftDelete = true
    public var isDeleted: Bool { deletedAt != nil }

    public func write<W: FieldWriter & ~Copyable>(to fields: inout W) {
        fields.field("id", id)
        fields.field("organizationId", organizationID)
        fields.field("topicId", topicID)
        fields.field("topicName", topicName)
        fields.field("title", title)
        fields.field("description", description)
        fields.field("starterCode", starterCode)
        fields.field("difficulty", difficulty)
        fields.field("points", points)
        fields.field("orderIndex", orderIndex)
        fields.field("isActive", isActive)
        fields.field("createdById", createdByID)
        fields.field("deletedAt", deletedAt)
        fields.stamps(stamps)
    }

    @_lifetime(fields: copy fields)
    public init<R: FieldReader & ~Copyable & ~Escapable>(from fields: inout R) throws(RecordError) {
        id = try fields.field("id")
        organizationID = try fields.field("organizationId")
        topicID = try fields.field("topicId")
        topicName = try fields.field("topicName")
        title = try fields.field("title")
        description = try fields.field("description")
        starterCode = try fields.field("starterCode")
        difficulty = try fields.field("difficulty", or: .easy)
        points = try fields.field("points")
        orderIndex = try fields.field("orderIndex")
        isActive = try fields.field("isActive", or: true)
        createdByID = try fields.field("createdById")
        deletedAt = try fields.field("deletedAt")
        stamps = try fields.stamps()
    }
}

// MARK: - Indexes

extension CodingTask {
    /// Serves the tasks of a topic in their order; of none, too.
    public enum ByTopicAndOrder: SecondaryIndex {
        public static let name: StaticString = "codingTask.topic_order"
        @inlinable public static var place: Place { .topicTasks }

        public static func writeKey<K: KeyWriter & ~Copyable>(
            of task: CodingTask,
            to key: inout K
        ) -> Bool {
            key.begin(place)
            key.append(task.topicID)
            key.append(order: task.orderIndex ?? .max)
            key.append(task.id)
            return true
        }
    }

    /// Serves the tasks of an organisation.
    public enum ByOrganization: OwnerIndex {
        public typealias Row = CodingTask
        public static let name: StaticString = "codingTask.organization_id"
        @inlinable public static var place: Place { .organizationTasks }

        public static func owner(of task: CodingTask) -> UInt64? {
            task.organizationID?.rawValue ?? 0
        }
    }
}

// MARK: - References

extension CodingTask {
    /// An organisation with tasks stays.
    public enum ToOrganization: IndexedReference {
        public typealias Index = ByOrganization
        public static let field: StaticString = "organizationId"
        public static let onDelete = DeleteRule.restrict

        public static func target(of task: CodingTask) -> ID<Organization>? {
            task.organizationID
        }
    }

    /// A task outlives its topic.
    public enum ToTopic: IndexedReference {
        public typealias Index = ByTopicAndOrder
        public static let field: StaticString = "topicId"
        public static let onDelete = DeleteRule.setNull

        public static func target(of task: CodingTask) -> ID<CodingTopic>? {
            task.topicID
        }
        public static func clear(_ task: inout CodingTask) { task.topicID = nil }
    }
}

// MARK: - Parts

extension CodingTask {
    public static func visitParts<V: PartVisitor & ~Copyable>(_ parts: inout V) throws(V.Failure)
    where V.Row == Self {
        try parts.index(ByTopicAndOrder.self)
        try parts.index(ByOrganization.self)
        try parts.reference(ToOrganization.self)
        try parts.reference(ToTopic.self)
    }
}

// MARK: - Values

extension CodingTask {
    /// How hard it is.
    public enum Difficulty: UInt8, FieldEnum {
        case easy, medium, hard

        @inlinable public var name: StaticString {
            switch self {
            case .easy: "easy"
            case .medium: "medium"
            case .hard: "hard"
            }
        }
    }
}
