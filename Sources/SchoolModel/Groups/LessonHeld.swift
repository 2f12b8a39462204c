public import Records

/// A lesson that took place: while it is final, its register is closed.
///
/// Group and date are unique together.
public struct LessonHeld: Record, Equatable {
    public var id: ID<LessonHeld>
    public var groupID: ID<Group>
    public var lessonDate: Day
    public var isFinalized: Bool
    /// How often charges were written for it.
    public var revision: Int
    /// Who closed it first.
    public var createdBy: ID<User>?
    public var stamps: Stamps

    public init(
        id: ID<LessonHeld> = 0,
        groupID: ID<Group>,
        lessonDate: Day,
        isFinalized: Bool = true,
        revision: Int = 0,
        createdBy: ID<User>? = nil,
        stamps: Stamps = .new
    ) {
        self.id = id
        self.groupID = groupID
        self.lessonDate = lessonDate
        self.isFinalized = isFinalized
        self.revision = revision
        self.createdBy = createdBy
        self.stamps = stamps
    }
}

extension LessonHeld {
    public static let table = Table.lessonHeld
    @inlinable public static var place: Place { .groupLessonsHeld }
    public static let hasNaturalKey = true

    public static func writeKey<K: KeyWriter & ~Copyable>(
        of lesson: LessonHeld,
        to key: inout K
    ) {
        key.begin(place, owner: lesson.groupID)
        key.append(lesson.lessonDate)
    }

    public func write<W: FieldWriter & ~Copyable>(to fields: inout W) {
        fields.field("id", id)
        fields.field("groupId", groupID)
        fields.field("lessonDate", lessonDate)
        fields.field("isFinalized", isFinalized)
        fields.field("revision", revision)
        fields.field("createdBy", createdBy)
        fields.stamps(stamps)
    }

    @_lifetime(fields: copy fields)
    public init<R: FieldReader & ~Copyable & ~Escapable>(from fields: inout R) throws(RecordError) {
        id = try fields.field("id")
        groupID = try fields.field("groupId")
        lessonDate = try fields.field("lessonDate")
        isFinalized = try fields.field("isFinalized", or: true)
        revision = try fields.field("revision")
        createdBy = try fields.field("createdBy")
        stamps = try fields.stamps()
    }
}

// MARK: - References

extension LessonHeld {
    /// It goes with the group.
    public enum ToGroup: OwnedReference {
        public static let field: StaticString = "groupId"
        public static let onDelete = DeleteRule.cascade

        public static func target(of lesson: LessonHeld) -> ID<Group>? {
            lesson.groupID
        }
    }
}

// MARK: - Parts

extension LessonHeld {
    public static func visitParts<V: PartVisitor & ~Copyable>(_ parts: inout V) throws(V.Failure)
    where V.Row == Self {
        try parts.reference(ToGroup.self)
    }
}
