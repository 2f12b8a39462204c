public import Engine
internal import Records
public import SchoolModel
public import Storage

/// Adds a course, whose owner is the caller unless another teacher is named.
public struct CreateCourse: WriteRequest {
    public var draft: CourseDraft

    public init(_ draft: CourseDraft) { self.draft = draft }

    /// Answers the row.
    public func run<T: WriteTransaction & ~Copyable>(
        in scope: inout WriteScope<T>,
        as context: Context
    ) throws(ServiceError) -> Course {
        var draft = draft
        draft.organizationID = draft.organizationID ?? context.organization
        draft.createdBy = draft.createdBy ?? context.performer
        try draft.check()
        try scope.requireTarget(draft.organizationID, of: "organizationId")
        if let owner = draft.createdBy {
            _ = try scope.person(owner, of: "createdBy", as: .teacher, .admin)
        }
        var row = Course(name: .missing)
        draft.write(to: &row, by: context)
        try scope.requireFree(Course.ByOrganizationAndName.self, for: row)
        try scope.requireFree(Course.BySlug.self, for: row)
        try scope.insertRow(&row)
        return row
    }
}
