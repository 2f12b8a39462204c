public import Engine
public import Records
public import SchoolModel
public import Storage

/// Lets a student begin a test; who has begun and not handed in goes on.
public struct StartTest: WriteRequest {
    public var test: ID<SchoolTest>
    public var student: ID<User>
    /// Where it is taken.
    public var cohort: ID<Cohort>?

    public init(_ test: ID<SchoolTest>, student: ID<User>, cohort: ID<Cohort>? = nil) {
        self.test = test
        self.student = student
        self.cohort = cohort
    }

    /// Answers the attempt.
    public func run<T: WriteTransaction & ~Copyable>(
        in scope: inout WriteScope<T>,
        as context: Context
    ) throws(ServiceError) -> TestAttempt {
        let table = TestAttempt.table
        let student = try scope.student(student)
        let test = try scope.open(test)
        try table.require(test.isActive, "testId", "active")
        let assignments = try scope.assignments(of: student.id).filter { $0.testID == test.id }
        try table.require(!assignments.isEmpty, "testId", "assigned")
        let isOpen = assignments.contains { $0.isOpen(at: scope.now) }
        try table.require(isOpen, "testId", "inWindow")
        if let cohort { _ = try scope.knownMember(of: cohort, student: student.id) }
        let known = try scope.rows(
            through: TestAttempt.ByTestAndStudent.self,
            under: Key(TestAttempt.ByTestAndStudent.place, owner: test.id, student.id)
        )
        if let begun = known.first(where: { $0.status == .started }) { return begun }
        var row = TestAttempt(
            organizationID: student.organizationID,
            testID: test.id,
            studentID: student.id,
            startedAt: scope.now,
            cohortID: cohort
        )
        try scope.insertRow(&row)
        return row
    }
}
