public import Engine
public import Records
public import SchoolModel
public import Storage

/// Says what the right answers of a test are.
public struct SetAnswerKey: WriteRequest {
    public var test: ID<SchoolTest>
    /// The letter of each question with choices.
    public var choices: AnswerMap
    /// The number of each question that asks for one.
    public var numbers: AnswerMap
    public var written: String?

    public init(
        of test: ID<SchoolTest>,
        choices: AnswerMap = AnswerMap(),
        numbers: AnswerMap = AnswerMap(),
        written: String? = nil
    ) {
        self.test = test
        self.choices = choices
        self.numbers = numbers
        self.written = written
    }

    /// Answers the row.
    public func run<T: WriteTransaction & ~Copyable>(
        in scope: inout WriteScope<T>,
        as context: Context
    ) throws(ServiceError) -> TestAnswerKey {
        let table = TestAnswerKey.table
        try choices.check(table, "mcq")
        try numbers.check(table, "numeric")
        let isOneKind = choices.answers.keys.allSatisfy { numbers.answers[$0] == nil }
        try table.require(isOneKind, "numeric", "eitherChoiceOrNumber")
        try table.check(written, "written", 0...10_000)
        let test = try scope.open(test)
        var row = TestAnswerKey(testID: test.id)
        let old = try scope.row(like: row)
        if let old { row = old }
        row.mcqAnswers = choices.json
        row.numericAnswers = numbers.json
        row.writtenInstructions = written
        try table.check(row.mcqAnswers)
        try table.check(row.numericAnswers)
        try scope.put(&row, after: old)
        return row
    }
}

extension Snapshot where Self: ~Copyable {
    /// The right answers of a test; students are told that there are none.
    public borrowing func answerKey(
        of test: ID<SchoolTest>,
        for audience: Audience
    ) throws(ServiceError) -> TestAnswerKey {
        _ = try subject(test)
        guard audience == .staff, let row = try row(like: TestAnswerKey(testID: test)),
            try isVisible(row)
        else { throw .notFound(TestAnswerKey.table, id: 0) }
        return row
    }
}
