public import Engine
public import Records
public import SchoolModel
public import Storage

/// Keeps what a student has answered so far.
public struct SaveAnswers: WriteRequest {
    public var attempt: ID<TestAttempt>
    public var answers: AnswerMap
    public var ifVersion: Int?

    public init(of attempt: ID<TestAttempt>, _ answers: AnswerMap, ifVersion: Int? = nil) {
        self.attempt = attempt
        self.answers = answers
        self.ifVersion = ifVersion
    }

    /// Answers the attempt.
    public func run<T: WriteTransaction & ~Copyable>(
        in scope: inout WriteScope<T>,
        as context: Context
    ) throws(ServiceError) -> TestAttempt {
        try answers.check(TestAttempt.table, "answers")
        let old = try scope.subject(attempt, ifVersion: ifVersion)
        try TestAttempt.table.require(old.status == .started, "status", "started")
        var row = old
        row.answers = answers.json
        try TestAttempt.table.check(row.answers)
        try scope.updateRow(old, to: &row)
        return row
    }
}

/// Hands a test in; where there is a key, what it can grade is graded.
public struct SubmitTest: WriteRequest {
    public var attempt: ID<TestAttempt>
    /// The last answers, or nil for those that were kept.
    public var answers: AnswerMap?

    public init(_ attempt: ID<TestAttempt>, _ answers: AnswerMap? = nil) {
        self.attempt = attempt
        self.answers = answers
    }

    /// Answers the attempt.
    public func run<T: WriteTransaction & ~Copyable>(
        in scope: inout WriteScope<T>,
        as context: Context
    ) throws(ServiceError) -> TestAttempt {
        if let answers { _ = try SaveAnswers(of: attempt, answers).run(in: &scope, as: context) }
        let old = try scope.subject(attempt)
        try TestAttempt.table.require(old.status == .started, "status", "started")
        var row = old
        row.status = .submitted
        row.submittedAt = max(scope.now, old.startedAt)
        // What is asked for is to hand in; the score follows from a key that the student never sees.
        try scope.judge?.check(from: old, to: row, in: scope)
        if let key = try scope.row(like: TestAnswerKey(testID: old.testID)) {
            row.score = key.score(of: AnswerMap(old.answers) ?? AnswerMap())
        }
        try scope.updateDerived(old, to: &row)
        return row
    }
}

/// Gives an attempt that was handed in its score.
public struct GradeTest: WriteRequest {
    public var attempt: ID<TestAttempt>
    public var score: Money
    public var ifVersion: Int?

    public init(_ attempt: ID<TestAttempt>, _ score: Money, ifVersion: Int? = nil) {
        self.attempt = attempt
        self.score = score
        self.ifVersion = ifVersion
    }

    /// Answers the attempt.
    public func run<T: WriteTransaction & ~Copyable>(
        in scope: inout WriteScope<T>,
        as context: Context
    ) throws(ServiceError) -> TestAttempt {
        let table = TestAttempt.table
        let old = try scope.subject(attempt, ifVersion: ifVersion)
        try table.require(old.status != .started, "status", "submitted")
        try table.require(
            (0...100_000_000).contains(score.hundredths),
            "score",
            "range 0...1000000"
        )
        var row = old
        (row.status, row.score) = (.graded, score)
        try scope.updateRow(old, to: &row)
        return row
    }
}
