public import Engine
internal import Records
public import SchoolModel

extension TestResult: EditableRow {
    /// A student, a name, and a score that can be reached.
    public mutating func prepare<S: Snapshot & ~Copyable>(
        after old: TestResult?,
        in snapshot: borrowing S,
        by context: Context
    ) throws(ServiceError) {
        let table = Self.table
        try table.check(testName, "testName", 1...255)
        try table.check(maxScore, "maxScore", in: 1...1_000_000)
        try table.require((0...maxScore).contains(score), "score", "range 0...maxScore")
        try table.check(date, "date")
        if old == nil { _ = try snapshot.student(studentID) }
        try snapshot.requireTarget(groupID, of: "groupId")
    }
}
