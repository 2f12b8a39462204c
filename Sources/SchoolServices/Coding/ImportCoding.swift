public import Engine
public import Records
public import SchoolModel
public import Storage

/// Adds coding tasks with their cases: all of them, or none.
public struct ImportCoding: WriteRequest {
    public var tasks: [Item]
    /// What they are about, unless they name a topic themselves.
    public var topic: ID<CodingTopic>?

    /// One task.
    public struct Item: Equatable, Sendable {
        public var task: CodingTask
        public var cases: [TestCaseDraft]

        public init(_ task: CodingTask, _ cases: [TestCaseDraft]) {
            self.task = task
            self.cases = cases
        }
    }

    /// What was added.
    public struct Outcome: Equatable, Sendable {
        public var tasks: [CodingTask]
        public var testCases: Int
    }

    public init(_ tasks: [Item], topic: ID<CodingTopic>? = nil) {
        self.tasks = tasks
        self.topic = topic
    }

    public func run<T: WriteTransaction & ~Copyable>(
        in scope: inout WriteScope<T>,
        as context: Context
    ) throws(ServiceError) -> Outcome {
        try BulkOutcome.requireBound(tasks.reduce(tasks.count) { $0 + $1.cases.count })
        try scope.requireTarget(topic, of: "topicId")
        var outcome = Outcome(tasks: [], testCases: 0)
        for (index, item) in tasks.enumerated() {
            do throws(ServiceError) {
                var task = item.task
                task.topicID = task.topicID ?? topic
                let row = try CreateRow(task).run(in: &scope, as: context)
                let cases = try SetTestCases(of: row.id, item.cases).run(in: &scope, as: context)
                outcome.tasks.append(row)
                outcome.testCases += cases.count
            } catch {
                if case .store = error { throw error }
                throw .item(index: index, error)
            }
        }
        return outcome
    }
}

extension Snapshot where Self: ~Copyable {
    /// What an import would take: the tasks of a topic, or all, that are not deleted, with their cases.
    public borrowing func codingTasks(
        of topic: ID<CodingTopic>?
    ) throws(ServiceError) -> [ImportCoding.Item] {
        var prefix = Key()
        prefix.begin(CodingTask.ByTopicAndOrder.place)
        if let topic {
            _ = try subject(topic)
            prefix.append(topic)
        }
        var items: [ImportCoding.Item] = []
        for task in try rows(through: CodingTask.ByTopicAndOrder.self, under: prefix)
        where !task.isDeleted {
            guard try isVisible(task) else { continue }
            let cases = try testCases(of: task.id, for: .staff).map { row in
                TestCaseDraft(
                    input: row.input,
                    expected: row.expected,
                    explanation: row.explanation,
                    isSample: row.isSample
                )
            }
            items.append(ImportCoding.Item(task, cases))
        }
        return items
    }
}
