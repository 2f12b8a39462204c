public import Engine
public import Records
public import SchoolModel
public import Storage

/// Puts students into a group; who left comes back as the same row.
public struct AddStudents: WriteRequest {
    public var group: ID<Group>
    public var students: [PersonName]
    /// Nil for now.
    public var enrolledAt: Timestamp?
    /// What the trail says beside the fact.
    public var metadata: JSONText
    /// Whether one refusal refuses all.
    public var isAtomic: Bool

    public init(
        to group: ID<Group>,
        named students: [PersonName],
        enrolledAt: Timestamp? = nil,
        metadata: JSONText = .empty,
        isAtomic: Bool = true
    ) {
        self.group = group
        self.students = students
        self.enrolledAt = enrolledAt
        self.metadata = metadata
        self.isAtomic = isAtomic
    }

    public init(
        to group: ID<Group>,
        _ students: [ID<User>],
        enrolledAt: Timestamp? = nil,
        metadata: JSONText = .empty,
        isAtomic: Bool = true
    ) {
        self.init(
            to: group,
            named: students.map { .id($0) },
            enrolledAt: enrolledAt,
            metadata: metadata,
            isAtomic: isAtomic
        )
    }

    public func run<T: WriteTransaction & ~Copyable>(
        in scope: inout WriteScope<T>,
        as context: Context
    ) throws(ServiceError) -> BulkOutcome {
        try BulkOutcome.requireBound(students.count)
        try ActivityLog.table.check(metadata)
        if let enrolledAt, enrolledAt > scope.now { throw .futureDate(context.day(enrolledAt)) }
        let group = try scope.openGroup(group)
        var outcome = BulkOutcome()
        for (index, name) in students.enumerated() {
            var student: ID<User>?
            do throws(ServiceError) {
                let user = try scope.person(scope.person(named: name, context), for: .student)
                student = user.id
                let joined = try scope.join(user, group, as: .student, since: enrolledAt)
                try scope.log(
                    ActivityLog(
                        joined.isReactivated ? .studentUpdated : .studentAdded,
                        joined.membership,
                        by: context,
                        metadata
                    )
                )
                if joined.isReactivated {
                    outcome.reactivated.append(user.id)
                } else {
                    outcome.created.append(user.id)
                }
            } catch {
                if case .alreadyEnrolled = error, let student {
                    outcome.already.append(student)
                    continue
                }
                try outcome.refuse(error, at: index, isAtomic: isAtomic)
            }
        }
        return outcome
    }
}
