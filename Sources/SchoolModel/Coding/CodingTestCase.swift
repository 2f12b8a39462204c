public import Records

/// What a program is fed, and what it must answer.
public struct CodingTestCase: Record, Equatable {
    public var id: ID<CodingTestCase>
    public var taskID: ID<CodingTask>
    public var input: String
    public var expected: String
    public var explanation: String?
    public var orderIndex: Int?
    /// Students see samples only.
    public var isSample: Bool
    public var stamps: Stamps

    public init(
        id: ID<CodingTestCase> = 0,
        taskID: ID<CodingTask>,
        input: String,
        expected: String,
        explanation: String? = nil,
        orderIndex: Int? = nil,
        isSample: Bool = true,
        stamps: Stamps = .new
    ) {
        self.id = id
        self.taskID = taskID
        self.input = input
        self.expected = expected
        self.explanation = explanation
        self.orderIndex = orderIndex
        self.isSample = isSample
        self.stamps = stamps
    }
}

extension CodingTestCase {
    public static let table = Table.codingTestCase
    @inlinable public static var place: Place { .codingTestCase }

    public func write<W: FieldWriter & ~Copyable>(to fields: inout W) {
        fields.field("id", id)
        fields.field("taskId", taskID)
        fields.field("input", input)
        fields.field("expected", expected)
        fields.field("explanation", explanation)
        fields.field("orderIndex", orderIndex)
        fields.field("isSample", isSample)
        fields.stamps(stamps)
    }

    @_lifetime(fields: copy fields)
    public init<R: FieldReader & ~Copyable & ~Escapable>(from fields: inout R) throws(RecordError) {
        id = try fields.field("id")
        taskID = try fields.field("taskId")
        input = try fields.field("input")
        expected = try fields.field("expected")
        explanation = try fields.field("explanation")
        orderIndex = try fields.field("orderIndex")
        isSample = try fields.field("isSample", or: true)
        stamps = try fields.stamps()
    }
}

// MARK: - Indexes

extension CodingTestCase {
    /// Serves the cases of a task in their order.
    public enum ByTaskAndOrder: SecondaryIndex {
        public static let name: StaticString = "codingTestCase.task_order"
        @inlinable public static var place: Place { .taskCases }

        public static func writeKey<K: KeyWriter & ~Copyable>(
            of test: CodingTestCase,
            to key: inout K
        ) -> Bool {
            key.begin(place, owner: test.taskID)
            key.append(order: test.orderIndex ?? .max)
            key.append(test.id)
            return true
        }
    }
}

// MARK: - References

extension CodingTestCase {
    /// A case goes with its task.
    public enum ToTask: IndexedReference {
        public typealias Index = ByTaskAndOrder
        public static let field: StaticString = "taskId"
        public static let onDelete = DeleteRule.cascade

        public static func target(of test: CodingTestCase) -> ID<CodingTask>? {
            test.taskID
        }
    }
}

// MARK: - Parts

extension CodingTestCase {
    public static func visitParts<V: PartVisitor & ~Copyable>(_ parts: inout V) throws(V.Failure)
    where V.Row == Self {
        try parts.index(ByTaskAndOrder.self)
        try parts.reference(ToTask.self)
    }
}
