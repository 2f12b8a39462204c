public import Engine
public import Records
public import SchoolModel
public import Storage

/// Gives a coding task these cases in this order, and no others.
public struct SetTestCases: WriteRequest {
    public var task: ID<CodingTask>
    public var cases: [TestCaseDraft]

    public init(of task: ID<CodingTask>, _ cases: [TestCaseDraft]) {
        self.task = task
        self.cases = cases
    }

    /// Answers the cases in their order.
    public func run<T: WriteTransaction & ~Copyable>(
        in scope: inout WriteScope<T>,
        as context: Context
    ) throws(ServiceError) -> [CodingTestCase] {
        try BulkOutcome.requireBound(cases.count)
        let task = try scope.open(task)
        let known = try scope.testCases(of: task.id)
        let kept = Set(cases.compactMap(\.id))
        let isOnceEach = kept.count == cases.count(where: { $0.id != nil })
        try CodingTestCase.table.require(isOnceEach, "cases", "onceEach")
        for row in known where !kept.contains(row.id) { try scope.deleteRow(row) }
        var rows: [CodingTestCase] = []
        for (index, draft) in cases.enumerated() {
            try draft.check()
            var row = draft.row(of: task.id, at: index)
            let old = known.first { $0.id == draft.id }
            if let id = draft.id, old == nil {
                throw .notFound(CodingTestCase.table, id: id.rawValue)
            }
            if let old { (row.id, row.stamps) = (old.id, old.stamps) }
            try scope.put(&row, after: old)
            rows.append(row)
        }
        return rows
    }
}

/// Deletes one case of a coding task.
public struct DeleteTestCase: WriteRequest {
    public var id: ID<CodingTestCase>

    public init(_ id: ID<CodingTestCase>) { self.id = id }

    /// Answers the case as it was.
    public func run<T: WriteTransaction & ~Copyable>(
        in scope: inout WriteScope<T>,
        as context: Context
    ) throws(ServiceError) -> CodingTestCase {
        let row = try scope.subject(id)
        try scope.deleteRow(row)
        return row
    }
}

/// Who asks: students see less.
public enum Audience: Sendable {
    case staff, student
}

extension Snapshot where Self: ~Copyable {
    /// The cases of a task in their order.
    borrowing func testCases(of task: ID<CodingTask>) throws(ServiceError) -> [CodingTestCase] {
        try rows(
            through: CodingTestCase.ByTaskAndOrder.self,
            under: Key(CodingTestCase.ByTaskAndOrder.place, owner: task)
        )
    }

    /// The cases of a task in their order; students see the samples.
    public borrowing func testCases(
        of task: ID<CodingTask>,
        for audience: Audience
    ) throws(ServiceError) -> [CodingTestCase] {
        _ = try subject(task)
        var cases: [CodingTestCase] = []
        for row in try testCases(of: task) where audience == .staff || row.isSample {
            if try isVisible(row) { cases.append(row) }
        }
        return cases
    }
}
