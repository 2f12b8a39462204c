public import Records

/// A program that a student has handed in, and what became of it.
///
/// Written once.
public struct CodingSubmission: Record, Equatable {
    public var id: ID<CodingSubmission>
    /// The student's.
    public var organizationID: ID<Organization>?
    public var taskID: ID<CodingTask>
    public var studentID: ID<User>
    public var submittedCode: String
    public var status: Status
    public var passedCount: Int?
    public var failedCount: Int?
    public var runtimeMs: Int?
    public var errorMessage: String?
    /// One more than the student's earlier ones for the task.
    public var attemptNo: Int
    public var runType: RunType
    public var stamps: Stamps

    public init(
        id: ID<CodingSubmission> = 0,
        organizationID: ID<Organization>? = nil,
        taskID: ID<CodingTask>,
        studentID: ID<User>,
        submittedCode: String,
        status: Status,
        passedCount: Int? = nil,
        failedCount: Int? = nil,
        runtimeMs: Int? = nil,
        errorMessage: String? = nil,
        attemptNo: Int = 0,
        runType: RunType = .submit,
        stamps: Stamps = .new
    ) {
        self.id = id
        self.organizationID = organizationID
        self.taskID = taskID
        self.studentID = studentID
        self.submittedCode = submittedCode
        self.status = status
        self.passedCount = passedCount
        self.failedCount = failedCount
        self.runtimeMs = runtimeMs
        self.errorMessage = errorMessage
        self.attemptNo = attemptNo
        self.runType = runType
        self.stamps = stamps
    }
}

extension CodingSubmission {
    public static let table = Table.codingSubmission
    @inlinable public static var place: Place { .codingSubmission }

    public func write<W: FieldWriter & ~Copyable>(to fields: inout W) {
        fields.field("id", id)
        fields.field("organizationId", organizationID)
        fields.field("taskId", taskID)
        fields.field("studentId", studentID)
        fields.field("submittedCode", submittedCode)
        fields.field("status", status)
        fields.field("passedCount", passedCount)
        fields.field("failedCount", failedCount)
        fields.field("runtimeMs", runtimeMs)
        fields.field("errorMessage", errorMessage)
        fields.field("attemptNo", attemptNo)
        fields.field("runType", runType)
        fields.stamps(stamps)
    }

    @_lifetime(fields: copy fields)
    public init<R: FieldReader & ~Copyable & ~Escapable>(from fields: inout R) throws(RecordError) {
        id = try fields.field("id")
        organizationID = try fields.field("organizationId")
        taskID = try fields.field("taskId")
        studentID = try fields.field("studentId")
        submittedCode = try fields.field("submittedCode")
        status = try fields.field("status")
        passedCount = try fields.field("passedCount")
        failedCount = try fields.field("failedCount")
        runtimeMs = try fields.field("runtimeMs")
        errorMessage = try fields.field("errorMessage")
        attemptNo = try fields.field("attemptNo")
        runType = try fields.field("runType", or: .submit)
        stamps = try fields.stamps()
    }
}

// MARK: - Indexes

extension CodingSubmission {
    /// Serves a student's attempts at a task, with how they ended.
    public enum ByTaskAndStudent: SecondaryIndex {
        public static let name: StaticString = "codingSubmission.task_student"
        @inlinable public static var place: Place { .taskSubmissions }

        public static func writeKey<K: KeyWriter & ~Copyable>(
            of submission: CodingSubmission,
            to key: inout K
        ) -> Bool {
            key.begin(place, owner: submission.taskID)
            key.append(submission.studentID)
            key.append(submission.id)
            return true
        }

        public static func writeContent(
            of submission: CodingSubmission,
            to content: inout ByteWriter
        ) {
            content.byte(submission.status.rawValue)
            content.byte(submission.runType.rawValue)
        }

        public static func writeRowKey<K: KeyWriter & ~Copyable>(
            forKey entryKey: RawSpan,
            content: RawSpan,
            to key: inout K
        ) throws(RecordError) {
            var reader = KeyReader(entryKey)
            _ = try reader.owner()
            _ = try reader.id()
            try CodingSubmission.writeKey(id: reader.id(of: CodingSubmission.self), to: &key)
        }
    }

    /// Serves a student's submissions, latest first, with what a ranking counts.
    public enum ByStudentAndTime: SecondaryIndex {
        public static let name: StaticString = "codingSubmission.student_created"
        @inlinable public static var place: Place { .studentSubmissions }

        public static func writeKey<K: KeyWriter & ~Copyable>(
            of submission: CodingSubmission,
            to key: inout K
        ) -> Bool {
            key.begin(place, owner: submission.studentID)
            key.append(descending: submission.stamps.createdAt)
            key.append(submission.id)
            return true
        }

        public static func writeContent(
            of submission: CodingSubmission,
            to content: inout ByteWriter
        ) {
            content.varint(submission.taskID.rawValue)
            content.byte(submission.status.rawValue)
            content.byte(submission.runType.rawValue)
        }

        public static func writeRowKey<K: KeyWriter & ~Copyable>(
            forKey entryKey: RawSpan,
            content: RawSpan,
            to key: inout K
        ) throws(RecordError) {
            var reader = KeyReader(entryKey)
            _ = try reader.owner()
            try reader.skip(8)
            try CodingSubmission.writeKey(id: reader.id(of: CodingSubmission.self), to: &key)
        }
    }

    /// Serves all submissions, latest first.
    public enum ByTime: SecondaryIndex {
        public static let name: StaticString = "codingSubmission.created_id"
        @inlinable public static var place: Place { .submissionTimes }

        public static func writeKey<K: KeyWriter & ~Copyable>(
            of submission: CodingSubmission,
            to key: inout K
        ) -> Bool {
            key.begin(place)
            key.append(descending: submission.stamps.createdAt)
            key.append(submission.id)
            return true
        }
    }
}

// MARK: - References

extension CodingSubmission {
    /// A submission goes with the task.
    public enum ToTask: IndexedReference {
        public typealias Index = ByTaskAndStudent
        public static let field: StaticString = "taskId"
        public static let onDelete = DeleteRule.cascade

        public static func target(of submission: CodingSubmission) -> ID<CodingTask>? {
            submission.taskID
        }
    }

    /// A submission goes with the student.
    public enum ToStudent: IndexedReference {
        public typealias Index = ByStudentAndTime
        public static let field: StaticString = "studentId"
        public static let onDelete = DeleteRule.cascade

        public static func target(of submission: CodingSubmission) -> ID<User>? {
            submission.studentID
        }
    }
}

// MARK: - Parts

extension CodingSubmission {
    public static func visitParts<V: PartVisitor & ~Copyable>(_ parts: inout V) throws(V.Failure)
    where V.Row == Self {
        try parts.index(ByTaskAndStudent.self)
        try parts.index(ByStudentAndTime.self)
        try parts.index(ByTime.self)
        try parts.reference(ToTask.self)
        try parts.reference(ToStudent.self)
    }
}

// MARK: - Values

extension CodingSubmission {
    /// What the judge said.
    public enum Status: UInt8, FieldEnum {
        case passed, failed, error, timeout

        @inlinable public var name: StaticString {
            switch self {
            case .passed: "passed"
            case .failed: "failed"
            case .error: "error"
            case .timeout: "timeout"
            }
        }
    }

    /// Whether it counts.
    public enum RunType: UInt8, FieldEnum {
        case submit, run

        @inlinable public var name: StaticString {
            switch self {
            case .submit: "submit"
            case .run: "run"
            }
        }
    }
}
