public import Records
public import SchoolModel

/// A case of a coding task as a caller gives it.
public struct TestCaseDraft: Equatable, Sendable {
    /// The case that it changes, or nil for a new one.
    public var id: ID<CodingTestCase>?
    public var input: String
    public var expected: String
    public var explanation: String?
    /// Whether students see it.
    public var isSample: Bool

    public init(
        id: ID<CodingTestCase>? = nil,
        input: String,
        expected: String,
        explanation: String? = nil,
        isSample: Bool = true
    ) {
        self.id = id
        self.input = input
        self.expected = expected
        self.explanation = explanation
        self.isSample = isSample
    }

    func check() throws(ServiceError) {
        let table = CodingTestCase.table
        try table.check(input, "input", 0...100_000)
        try table.check(expected, "expected", 0...100_000)
        try table.check(explanation, "explanation", 0...10_000)
    }

    func row(of task: ID<CodingTask>, at index: Int) -> CodingTestCase {
        CodingTestCase(
            taskID: task,
            input: input,
            expected: expected,
            explanation: explanation,
            orderIndex: index,
            isSample: isSample
        )
    }
}
