public import Engine
public import Records
public import SchoolModel
public import Storage

/// Takes a student out of a group: as withdrawn, as inactive, or for good.
public struct RemoveStudent: WriteRequest {
    public var group: ID<Group>
    public var student: ID<User>
    public var manner: Manner
    /// What the trail says beside the fact.
    public var metadata: JSONText

    /// What stays of the membership.
    public enum Manner: String, Sendable {
        /// The row, withdrawn.
        case withdraw
        /// The row, inactive.
        case deactivate
        /// Nothing; refused while the student has marks in the group.
        case hard
    }

    public init(
        from group: ID<Group>,
        _ student: ID<User>,
        manner: Manner = .withdraw,
        metadata: JSONText = .empty
    ) {
        self.group = group
        self.student = student
        self.manner = manner
        self.metadata = metadata
    }

    /// Answers the membership as it is, or as it was.
    public func run<T: WriteTransaction & ~Copyable>(
        in scope: inout WriteScope<T>,
        as context: Context
    ) throws(ServiceError) -> GroupMembership {
        try ActivityLog.table.check(metadata)
        let group = try scope.openGroup(group)
        let known = try scope.knownMembership(of: student, in: group.id, as: .student)
        var (membership, facts) = (known, metadata)
        switch manner {
        case .withdraw: membership = try scope.leave(known, as: .withdrawn)
        case .deactivate: membership = try scope.leave(known, as: .inactive)
        case .hard:
            // Marks are of somebody who once was a member.
            if try scope.hasMarks(of: student, in: group.id) {
                throw .hasHistory(GroupMembership.table, id: known.id.rawValue)
            }
            try scope.deleteRow(known)
            facts = metadata.adding("hard", "true")
        }
        try scope.log(ActivityLog(.studentRemoved, membership, by: context, facts))
        return membership
    }
}
