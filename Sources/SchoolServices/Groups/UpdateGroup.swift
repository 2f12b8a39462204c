public import Engine
public import Records
public import SchoolModel
public import Storage

/// Changes a group; the name that it shows follows code, days and time unless it was set by hand.
public struct UpdateGroup: WriteRequest {
    public var id: ID<Group>
    public var ifVersion: Int?
    public var edit: Edit<GroupDraft>

    public init(_ id: ID<Group>, ifVersion: Int? = nil, edit: @escaping Edit<GroupDraft>) {
        self.id = id
        self.ifVersion = ifVersion
        self.edit = edit
    }

    /// Answers the row.
    public func run<T: WriteTransaction & ~Copyable>(
        in scope: inout WriteScope<T>,
        as context: Context
    ) throws(ServiceError) -> Group {
        let old = try scope.openGroup(id)
        try old.requireVersion(ifVersion)
        var draft = GroupDraft(old)
        try edit(&draft)
        try draft.check()
        try scope.requireTarget(draft.organizationID, of: "organizationId")
        try scope.requireTarget(draft.courseID, of: "courseId")
        var teacher: User?
        if let id = draft.teacherID, id != old.teacherID {
            teacher = try scope.person(id, for: .teacher)
        }
        var row = old
        draft.write(to: &row, by: context)
        row.teacherID = draft.teacherID
        guard try scope.updateRow(old, to: &row) else { return old }
        if row.organizationID != old.organizationID { try scope.moveMemberships(of: row) }
        try scope.log(ActivityLog(.groupUpdated, row, by: context))
        if let teacher { try scope.assign(teacher, to: row, by: context) }
        return row
    }
}

extension WriteScope where Transaction: ~Copyable {
    /// Memberships belong to the group's organisation.
    fileprivate mutating func moveMemberships(of group: Group) throws(ServiceError) {
        for old in try rows(
            of: GroupMembership.self,
            under: Key(GroupMembership.place, owner: group.id)
        ) {
            var row = old
            row.organizationID = group.organizationID
            try updateDerived(old, to: &row)
        }
    }
}
