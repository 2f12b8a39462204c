public import Engine
internal import Records
public import SchoolModel
public import Storage

/// Notes a program that a student has handed in; the student's progress follows.
public struct CreateSubmission: WriteRequest {
    public var row: CodingSubmission

    public init(_ row: CodingSubmission) { self.row = row }

    /// What is stored now.
    public struct Outcome: Equatable, Sendable {
        public var submission: CodingSubmission
        public var progress: CodingProgress
    }

    public func run<T: WriteTransaction & ~Copyable>(
        in scope: inout WriteScope<T>,
        as context: Context
    ) throws(ServiceError) -> Outcome {
        var row = row
        (row.id, row.stamps) = (0, .new)
        try check(row)
        let student = try scope.student(row.studentID)
        let task = try scope.openTarget(row.taskID, of: "taskId")
        try CodingSubmission.table.require(task.isActive, "taskId", "active")
        row.organizationID = student.organizationID
        row.attemptNo = try scope.lastAttempt(at: task.id, by: student.id) + 1
        try scope.insertRow(&row)
        let old = try scope.row(like: CodingProgress(studentID: student.id, taskID: task.id))
        var progress = old ?? CodingProgress(studentID: student.id, taskID: task.id)
        progress.note(row)
        // It follows from what was handed in.
        if let old {
            try scope.updateDerived(old, to: &progress)
        } else {
            try scope.insertDerived(&progress)
        }
        return Outcome(submission: row, progress: progress)
    }

    private func check(_ row: CodingSubmission) throws(ServiceError) {
        let table = CodingSubmission.table
        guard row.submittedCode.utf8.count <= Maximum.codeByteCount else {
            throw .tooLarge(limit: Maximum.codeByteCount)
        }
        try table.require(!row.submittedCode.utf8.contains(0), "submittedCode", "noNUL")
        try table.check(row.passedCount, "passedCount", in: 0...1_000_000)
        try table.check(row.failedCount, "failedCount", in: 0...1_000_000)
        try table.check(row.runtimeMs, "runtimeMs", in: 0...Int(Int32.max))
        try table.check(row.errorMessage, "errorMessage", 0...10_000)
        let isConsistent = row.status != .passed || (row.failedCount ?? 0) == 0
        try table.require(isConsistent, "failedCount", "zeroWhenPassed")
    }
}

extension CodingProgress {
    /// Follows one more submission: trial runs begin a task, and never complete it.
    mutating func note(_ submission: CodingSubmission) {
        if status == .notStarted { status = .inProgress }
        guard submission.runType == .submit else { return }
        if submission.status == .passed { status = .completed }
        score = max(score ?? 0, submission.percentage)
    }
}

extension CodingSubmission {
    /// The share of cases that passed, rounded down.
    var percentage: Int {
        if status == .passed { return 100 }
        let (passed, failed) = (passedCount ?? 0, failedCount ?? 0)
        return passed + failed == 0 ? 0 : 100 * passed / (passed + failed)
    }
}

extension Snapshot where Self: ~Copyable {
    /// The number of a student's latest attempt at a task, or 0.
    borrowing func lastAttempt(
        at task: ID<CodingTask>,
        by student: ID<User>
    ) throws(ServiceError) -> Int {
        var last = 0
        let prefix = Key(CodingSubmission.ByTaskAndStudent.place, owner: task, student)
        try forEachRow(
            through: CodingSubmission.ByTaskAndStudent.self,
            under: prefix.bytes,
            reversed: true
        ) { (row: CodingSubmission) throws(ServiceError) -> Bool in
            last = row.attemptNo
            return false
        }
        return last
    }

    /// A student's attempts at a task, in their order.
    borrowing func submissions(
        of student: ID<User>,
        at task: ID<CodingTask>
    ) throws(ServiceError) -> [CodingSubmission] {
        try rows(
            through: CodingSubmission.ByTaskAndStudent.self,
            under: Key(CodingSubmission.ByTaskAndStudent.place, owner: task, student)
        )
    }
}
