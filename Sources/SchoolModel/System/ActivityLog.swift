public import Records

/// What somebody did to a membership, a group or an enrollment.
///
/// Written by the store only, and never changed.
///
/// The row lies in the change that it tells of and has that change's sequence as its id: the order
/// of ids is the order of time. What it names are plain ids, since the trail outlives the rows.
public struct ActivityLog: Record, Equatable {
    /// The sequence of the change.
    public var id: ID<ActivityLog>
    public var groupID: ID<Group>?
    public var cohortID: ID<Cohort>?
    public var courseID: ID<Course>?
    public var organizationID: ID<Organization>?
    /// Whom it happened to, in any role.
    public var userID: ID<User>?
    public var studentID: ID<User>?
    public var action: String
    /// Who did it; nil for a service session.
    public var performedBy: ID<User>?
    public var metadata: JSONText
    public var createdAt: Timestamp

    public init(
        id: ID<ActivityLog> = 0,
        groupID: ID<Group>? = nil,
        cohortID: ID<Cohort>? = nil,
        courseID: ID<Course>? = nil,
        organizationID: ID<Organization>? = nil,
        userID: ID<User>? = nil,
        studentID: ID<User>? = nil,
        action: String,
        performedBy: ID<User>? = nil,
        metadata: JSONText = .empty,
        createdAt: Timestamp = .missing
    ) {
        self.id = id
        self.groupID = groupID
        self.cohortID = cohortID
        self.courseID = courseID
        self.organizationID = organizationID
        self.userID = userID
        self.studentID = studentID
        self.action = action
        self.performedBy = performedBy
        self.metadata = metadata
        self.createdAt = createdAt
    }
}

extension ActivityLog {
    public static let table = Table.activityLog
    @inlinable public static var place: Place { .activityLog }

    /// Never changed: it was last written when it was made.
    public var stamps: Stamps {
        get { Stamps(createdAt: createdAt, updatedAt: createdAt, version: 1) }
        set { createdAt = newValue.createdAt }
    }

    public func write<W: FieldWriter & ~Copyable>(to fields: inout W) {
        fields.field("id", id)
        fields.field("groupId", groupID)
        fields.field("cohortId", cohortID)
        fields.field("courseId", courseID)
        fields.field("organizationId", organizationID)
        fields.field("userId", userID)
        fields.field("studentId", studentID)
        fields.field("action", action)
        fields.field("performedBy", performedBy)
        fields.field("metadata", metadata)
        fields.field("createdAt", createdAt)
    }

    @_lifetime(fields: copy fields)
    public init<R: FieldReader & ~Copyable & ~Escapable>(from fields: inout R) throws(RecordError) {
        id = try fields.field("id")
        groupID = try fields.field("groupId")
        cohortID = try fields.field("cohortId")
        courseID = try fields.field("courseId")
        organizationID = try fields.field("organizationId")
        userID = try fields.field("userId")
        studentID = try fields.field("studentId")
        action = try fields.field("action")
        performedBy = try fields.field("performedBy")
        metadata = try fields.field("metadata")
        createdAt = try fields.field("createdAt")
    }
}

// MARK: - Indexes

extension ActivityLog {
    /// Serves the timeline of a cohort.
    public enum ByCohort: OwnerIndex {
        public typealias Row = ActivityLog
        public static let name: StaticString = "activityLog.cohort_id"
        @inlinable public static var place: Place { .cohortLog }

        public static func owner(of entry: ActivityLog) -> UInt64? { entry.cohortID?.rawValue }
    }

    /// Serves the timeline of a group.
    public enum ByGroup: OwnerIndex {
        public typealias Row = ActivityLog
        public static let name: StaticString = "activityLog.group_id"
        @inlinable public static var place: Place { .groupLog }

        public static func owner(of entry: ActivityLog) -> UInt64? { entry.groupID?.rawValue }
    }

    /// Serves the timeline of whom it happened to: a student, or a user of any other role.
    public enum ByStudent: OwnerIndex {
        public typealias Row = ActivityLog
        public static let name: StaticString = "activityLog.student_id"
        @inlinable public static var place: Place { .userLog }

        public static func owner(of entry: ActivityLog) -> UInt64? {
            (entry.studentID ?? entry.userID)?.rawValue
        }
    }

    /// Serves what a person has done.
    public enum ByPerformer: OwnerIndex {
        public typealias Row = ActivityLog
        public static let name: StaticString = "activityLog.performer_id"
        @inlinable public static var place: Place { .performerLog }

        public static func owner(of entry: ActivityLog) -> UInt64? { entry.performedBy?.rawValue }
    }
}

// MARK: - Parts

extension ActivityLog {
    public static func visitParts<V: PartVisitor & ~Copyable>(_ parts: inout V) throws(V.Failure)
    where V.Row == Self {
        try parts.index(ByCohort.self)
        try parts.index(ByGroup.self)
        try parts.index(ByStudent.self)
        try parts.index(ByPerformer.self)
    }
}
