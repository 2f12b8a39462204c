public import Engine
internal import Records
public import SchoolModel
public import Storage

/// Adds a group; a teacher who is named becomes a member.
public struct CreateGroup: WriteRequest {
    public var draft: GroupDraft

    public init(_ draft: GroupDraft) { self.draft = draft }

    /// Answers the row.
    public func run<T: WriteTransaction & ~Copyable>(
        in scope: inout WriteScope<T>,
        as context: Context
    ) throws(ServiceError) -> Group {
        var draft = draft
        draft.organizationID = draft.organizationID ?? context.organization
        // A teacher's own group, unless another teacher is named: it would be out of the maker's sight.
        if context.caller.kind == .teacher {
            draft.teacherID = draft.teacherID ?? context.performer
        }
        try draft.check()
        try scope.requireTarget(draft.organizationID, of: "organizationId")
        try scope.requireTarget(draft.courseID, of: "courseId")
        var teacher: User?
        if let id = draft.teacherID { teacher = try scope.person(id, for: .teacher) }
        var row = Group(name: .missing, displayName: "")
        draft.write(to: &row, by: context)
        row.teacherID = teacher?.id
        try scope.insertRow(&row)
        try scope.log(ActivityLog(.groupCreated, row, by: context))
        if let teacher { try scope.assign(teacher, to: row, by: context) }
        return row
    }
}
