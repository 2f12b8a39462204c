public import Engine
public import Records
public import SchoolModel
public import Storage

/// Brings back a student or a teacher who left a group.
public struct ActivateMember: WriteRequest {
    public var group: ID<Group>
    public var user: ID<User>
    public var role: GroupMembership.Role

    public init(of group: ID<Group>, _ user: ID<User>, as role: GroupMembership.Role = .student) {
        self.group = group
        self.user = user
        self.role = role
    }

    /// Answers the membership.
    public func run<T: WriteTransaction & ~Copyable>(
        in scope: inout WriteScope<T>,
        as context: Context
    ) throws(ServiceError) -> GroupMembership {
        let group = try scope.openGroup(group)
        let known = try scope.knownMembership(of: user, in: group.id, as: role)
        let user = try scope.person(user, for: role)
        let membership = try scope.activate(known)
        if role == .teacher, group.teacherID == nil {
            var row = group
            row.teacherID = user.id
            try scope.updateDerived(group, to: &row)
        }
        let action: LogAction = role == .teacher ? .teacherAssigned : .studentUpdated
        let change = JSONText.empty.adding(from: known.status.name, to: membership.status.name)
        try scope.log(ActivityLog(action, membership, by: context, change))
        return membership
    }
}
