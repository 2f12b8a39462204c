public import Engine
public import Records
public import SchoolModel
public import Storage

/// Takes a teacher out of a group; the next active one owns it.
public struct RemoveTeacher: WriteRequest {
    public var group: ID<Group>
    public var teacher: ID<User>
    /// What the trail says beside the fact.
    public var metadata: JSONText

    public init(from group: ID<Group>, _ teacher: ID<User>, metadata: JSONText = .empty) {
        self.group = group
        self.teacher = teacher
        self.metadata = metadata
    }

    /// Answers the membership.
    public func run<T: WriteTransaction & ~Copyable>(
        in scope: inout WriteScope<T>,
        as context: Context
    ) throws(ServiceError) -> GroupMembership {
        try ActivityLog.table.check(metadata)
        let group = try scope.openGroup(group)
        let known = try scope.knownMembership(of: teacher, in: group.id, as: .teacher)
        let membership = try scope.leave(known, as: .withdrawn)
        if group.teacherID == teacher {
            var row = group
            row.teacherID = try scope.memberships(of: group.id, as: .teacher)
                .first(where: \.isActive)?.userID
            try scope.updateDerived(group, to: &row)
        }
        try scope.log(ActivityLog(.teacherRemoved, membership, by: context, metadata))
        return membership
    }
}
