public import Records

/// How far a student is with a task: follows from the submissions.
///
/// Together they are unique.
public struct CodingProgress: Record, Equatable {
    public var id: ID<CodingProgress>
    public var studentID: ID<User>
    public var taskID: ID<CodingTask>
    public var status: Status
    /// The best share of passed cases, in percent.
    public var score: Int?
    public var stamps: Stamps

    public init(
        id: ID<CodingProgress> = 0,
        studentID: ID<User>,
        taskID: ID<CodingTask>,
        status: Status = .notStarted,
        score: Int? = nil,
        stamps: Stamps = .new
    ) {
        self.id = id
        self.studentID = studentID
        self.taskID = taskID
        self.status = status
        self.score = score
        self.stamps = stamps
    }
}

extension CodingProgress {
    public static let table = Table.codingProgress
    @inlinable public static var place: Place { .studentCoding }
    public static let hasNaturalKey = true

    public static func writeKey<K: KeyWriter & ~Copyable>(
        of progress: CodingProgress,
        to key: inout K
    ) {
        key.begin(place, owner: progress.studentID)
        key.append(progress.taskID)
    }

    public func write<W: FieldWriter & ~Copyable>(to fields: inout W) {
        fields.field("id", id)
        fields.field("studentId", studentID)
        fields.field("taskId", taskID)
        fields.field("status", status)
        fields.field("score", score)
        fields.stamps(stamps)
    }

    @_lifetime(fields: copy fields)
    public init<R: FieldReader & ~Copyable & ~Escapable>(from fields: inout R) throws(RecordError) {
        id = try fields.field("id")
        studentID = try fields.field("studentId")
        taskID = try fields.field("taskId")
        status = try fields.field("status", or: .notStarted)
        score = try fields.field("score")
        stamps = try fields.stamps()
    }
}

// MARK: - Indexes

extension CodingProgress {
    /// Serves everybody who has tried a task, and how far they are.
    public enum ByTaskAndStudent: SecondaryIndex {
        public static let name: StaticString = "codingProgress.task_student"
        @inlinable public static var place: Place { .taskProgress }

        public static func writeKey<K: KeyWriter & ~Copyable>(
            of progress: CodingProgress,
            to key: inout K
        ) -> Bool {
            key.begin(place, owner: progress.taskID)
            key.append(progress.studentID)
            return true
        }

        public static func writeContent(of progress: CodingProgress, to content: inout ByteWriter) {
            content.byte(progress.status.rawValue)
        }

        public static func writeRowKey<K: KeyWriter & ~Copyable>(
            forKey entryKey: RawSpan,
            content: RawSpan,
            to key: inout K
        ) throws(RecordError) {
            var reader = KeyReader(entryKey)
            let task = try reader.owner()
            try key.begin(CodingProgress.place, owner: reader.id())
            key.append(id: task)
        }
    }
}

// MARK: - References

extension CodingProgress {
    /// Progress goes with the student.
    public enum ToStudent: OwnedReference {
        public static let field: StaticString = "studentId"
        public static let onDelete = DeleteRule.cascade

        public static func target(of progress: CodingProgress) -> ID<User>? {
            progress.studentID
        }
    }

    /// Progress goes with the task.
    public enum ToTask: IndexedReference {
        public typealias Index = ByTaskAndStudent
        public static let field: StaticString = "taskId"
        public static let onDelete = DeleteRule.cascade

        public static func target(of progress: CodingProgress) -> ID<CodingTask>? {
            progress.taskID
        }
    }
}

// MARK: - Parts

extension CodingProgress {
    public static func visitParts<V: PartVisitor & ~Copyable>(_ parts: inout V) throws(V.Failure)
    where V.Row == Self {
        try parts.index(ByTaskAndStudent.self)
        try parts.reference(ToStudent.self)
        try parts.reference(ToTask.self)
    }
}

// MARK: - Values

extension CodingProgress {
    /// How far.
    public enum Status: UInt8, FieldEnum {
        case notStarted, inProgress, completed

        @inlinable public var name: StaticString {
            switch self {
            case .notStarted: "not_started"
            case .inProgress: "in_progress"
            case .completed: "completed"
            }
        }
    }
}
