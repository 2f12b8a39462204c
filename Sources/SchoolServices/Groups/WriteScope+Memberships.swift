internal import Engine
internal import Records
internal import SchoolModel
internal import Storage

extension Snapshot where Self: ~Copyable {
    /// A group that takes members and marks: there, and not deleted.
    borrowing func openGroup(_ id: ID<Group>) throws(ServiceError) -> Group {
        let group = try subject(id)
        if group.isDeleted { throw .deleted(Group.table, id: id.rawValue) }
        return group
    }

    /// A person's membership of a group in a role, or nil.
    borrowing func membership(
        of user: ID<User>,
        in group: ID<Group>,
        as role: GroupMembership.Role
    ) throws(ServiceError) -> GroupMembership? {
        var key = Key(GroupMembership.place, owner: group)
        key.append(byte: role.rawValue)
        key.append(user)
        do throws(StoreError) { return try row(at: key.bytes) } catch { throw ServiceError(error) }
    }

    /// The membership that a request is about.
    borrowing func knownMembership(
        of user: ID<User>,
        in group: ID<Group>,
        as role: GroupMembership.Role
    ) throws(ServiceError) -> GroupMembership {
        guard let row = try membership(of: user, in: group, as: role), try isVisible(row) else {
            throw .notFound(GroupMembership.table, id: user.rawValue)
        }
        return row
    }

    /// Everybody who is or was in a group in a role, by id.
    borrowing func memberships(
        of group: ID<Group>,
        as role: GroupMembership.Role
    ) throws(ServiceError) -> [GroupMembership] {
        var prefix = Key(GroupMembership.place, owner: group)
        prefix.append(byte: role.rawValue)
        return try rows(of: GroupMembership.self, under: prefix)
    }

    /// A person whose role fits one in a group.
    borrowing func person(
        _ id: ID<User>,
        for role: GroupMembership.Role
    ) throws(ServiceError) -> User {
        switch role {
        case .student: try person(id, of: "studentId", as: .student, .teacher, .admin)
        case .teacher: try person(id, of: "teacherId", as: .teacher, .admin)
        }
    }
}

extension WriteScope where Transaction: ~Copyable {
    /// Puts a person into a group, or brings back who left; refuses who is there.
    mutating func join(
        _ user: User,
        _ group: Group,
        as role: GroupMembership.Role,
        since enrolledAt: Timestamp? = nil,
        isDerived: Bool = false
    ) throws(ServiceError) -> (membership: GroupMembership, isReactivated: Bool) {
        guard let known = try membership(of: user.id, in: group.id, as: role) else {
            var row = GroupMembership(
                organizationID: group.organizationID,
                groupID: group.id,
                userID: user.id,
                role: role,
                enrolledAt: enrolledAt ?? now
            )
            if isDerived { try insertDerived(&row) } else { try insertRow(&row) }
            return (row, false)
        }
        return (try activate(known, isDerived: isDerived), true)
    }

    /// Brings back who left a group.
    mutating func activate(
        _ known: GroupMembership,
        isDerived: Bool = false
    ) throws(ServiceError) -> GroupMembership {
        guard !known.isActive else {
            throw .alreadyEnrolled(id: known.id.rawValue, status: "\(known.status.name)")
        }
        var row = known
        row.status = .active
        row.leftAt = nil
        if isDerived { try updateDerived(known, to: &row) } else { try updateRow(known, to: &row) }
        return row
    }

    /// Lets a person leave a group; the row stays.
    mutating func leave(
        _ known: GroupMembership,
        as status: GroupMembership.Status
    ) throws(ServiceError) -> GroupMembership {
        try GroupMembership.table.require(known.status != status, "status", "\(status.name)")
        var row = known
        row.status = status
        row.leftAt = known.leftAt ?? now
        try updateRow(known, to: &row)
        return row
    }

    /// Makes sure that the teacher whom a group names has a membership, and notes it in the trail where
    /// it is new.
    mutating func assign(
        _ teacher: User,
        to group: Group,
        by context: Context,
        _ metadata: JSONText = .empty
    ) throws(ServiceError) {
        if let known = try membership(of: teacher.id, in: group.id, as: .teacher), known.isActive {
            return
        }
        let membership = try join(
            teacher,
            group,
            as: .teacher,
            isDerived: true
        ).membership
        try log(ActivityLog(.teacherAssigned, membership, by: context, metadata))
    }
}
