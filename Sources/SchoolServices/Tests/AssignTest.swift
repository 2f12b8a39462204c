public import Engine
public import Records
public import SchoolModel
public import Storage

/// Lets groups and students take a test; who may already gets the new window.
public struct AssignTest: WriteRequest {
    public var test: ID<SchoolTest>
    public var groups: [ID<Group>]
    public var students: [ID<User>]
    public var from: Timestamp?
    /// The first instant at which it is too late.
    public var to: Timestamp?

    public init(
        _ test: ID<SchoolTest>,
        groups: [ID<Group>] = [],
        students: [ID<User>] = [],
        from: Timestamp? = nil,
        to: Timestamp? = nil
    ) {
        self.test = test
        self.groups = groups
        self.students = students
        self.from = from
        self.to = to
    }

    /// Answers the assignments, groups first.
    public func run<T: WriteTransaction & ~Copyable>(
        in scope: inout WriteScope<T>,
        as context: Context
    ) throws(ServiceError) -> [TestAssignment] {
        let table = TestAssignment.table
        try BulkOutcome.requireBound(groups.count + students.count)
        try table.require(!(groups.isEmpty && students.isEmpty), "groupIds", "target")
        if let from, let to { try table.require(to > from, "to", "after from") }
        let test = try scope.open(test)
        var rows: [TestAssignment] = []
        let known = try scope.assignments(of: test.id)
        for group in groups {
            _ = try scope.openTarget(group, of: "groupIds")
            let old =
                rows.first { $0.groupID == group }
                ?? known.first { $0.groupID == group && $0.studentID == nil }
            rows.append(try put(old, test, group: group, student: nil, &scope))
        }
        for student in students {
            _ = try scope.student(student)
            let old =
                rows.first { $0.studentID == student }
                ?? known.first { $0.studentID == student && $0.groupID == nil }
            rows.append(try put(old, test, group: nil, student: student, &scope))
        }
        return rows
    }

    private func put<T: WriteTransaction & ~Copyable>(
        _ old: TestAssignment?,
        _ test: SchoolTest,
        group: ID<Group>?,
        student: ID<User>?,
        _ scope: inout WriteScope<T>
    ) throws(ServiceError) -> TestAssignment {
        var row = old ?? TestAssignment(testID: test.id, groupID: group, studentID: student)
        row.organizationID = try scope.organization(ofGroup: group, orStudent: student)
        (row.availableFrom, row.availableTo) = (from, to)
        try scope.put(&row, after: old)
        return row
    }
}

/// Takes a test from groups and students.
public struct UnassignTest: WriteRequest {
    public var test: ID<SchoolTest>
    public var groups: [ID<Group>]
    public var students: [ID<User>]

    public init(
        _ test: ID<SchoolTest>,
        groups: [ID<Group>] = [],
        students: [ID<User>] = []
    ) {
        self.test = test
        self.groups = groups
        self.students = students
    }

    /// Answers how many assignments there were.
    public func run<T: WriteTransaction & ~Copyable>(
        in scope: inout WriteScope<T>,
        as context: Context
    ) throws(ServiceError) -> Int {
        let test = try scope.subject(test)
        let (groups, students) = (Set(groups), Set(students))
        var count = 0
        for row in try scope.assignments(of: test.id) {
            let isNamed =
                row.groupID.map(groups.contains) ?? false
                || row.studentID.map(students.contains) ?? false
            guard isNamed else { continue }
            try scope.deleteRow(row)
            count += 1
        }
        return count
    }
}

extension Snapshot where Self: ~Copyable {
    /// Who may take a test.
    borrowing func assignments(
        of test: ID<SchoolTest>
    ) throws(ServiceError) -> [TestAssignment] {
        try rows(
            through: TestAssignment.ByTest.self,
            under: Key(TestAssignment.ByTest.place, owner: test)
        )
    }

    /// What a student has been told to take: by name, or as an active member of a group.
    borrowing func assignments(
        of student: ID<User>,
        counting entries: EntryCount? = nil
    ) throws(ServiceError) -> [TestAssignment] {
        var found = try rows(
            through: TestAssignment.ByStudent.self,
            under: Key(TestAssignment.ByStudent.place, owner: student)
        )
        let memberships = try groupMemberships(of: student, as: .student)
        entries?.add(found.count + memberships.count)
        for membership in memberships where membership.isActive {
            guard let group = try self.found(membership.groupID), group.isActive, !group.isDeleted
            else { continue }
            let more = try rows(
                through: TestAssignment.ByGroup.self,
                under: Key(TestAssignment.ByGroup.place, owner: group.id)
            )
            entries?.add(more.count)
            found += more
        }
        return found
    }

    /// The tests that a student can begin now, each once, by id.
    public borrowing func testsAvailable(
        to student: ID<User>,
        at now: Timestamp,
        counting entries: EntryCount? = nil
    ) throws(ServiceError) -> [SchoolTest] {
        _ = try target(student, of: "studentId")
        var tests: [ID<SchoolTest>: SchoolTest] = [:]
        for assignment in try assignments(of: student, counting: entries)
        where assignment.isOpen(at: now) && tests[assignment.testID] == nil {
            guard let test = try found(assignment.testID), test.isActive, !test.isDeleted,
                try isVisible(test)
            else { continue }
            tests[test.id] = test
        }
        return tests.values.sorted { $0.id < $1.id }
    }
}

extension TestAssignment {
    /// Whether an instant lies in the window.
    func isOpen(at now: Timestamp) -> Bool {
        availableFrom.map { $0 <= now } ?? true && availableTo.map { now < $0 } ?? true
    }
}
