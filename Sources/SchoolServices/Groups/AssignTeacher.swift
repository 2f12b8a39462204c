public import Engine
public import Records
public import SchoolModel
public import Storage

/// Gives a group one more teacher, who owns it where nobody did.
public struct AssignTeacher: WriteRequest {
    public var group: ID<Group>
    public var teacher: ID<User>
    /// What the trail says beside the fact.
    public var metadata: JSONText

    public init(to group: ID<Group>, _ teacher: ID<User>, metadata: JSONText = .empty) {
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
        let user = try scope.person(teacher, for: .teacher)
        let membership = try scope.join(user, group, as: .teacher).membership
        if group.teacherID == nil {
            var row = group
            row.teacherID = teacher
            try scope.updateDerived(group, to: &row)
        }
        try scope.log(ActivityLog(.teacherAssigned, membership, by: context, metadata))
        return membership
    }
}
