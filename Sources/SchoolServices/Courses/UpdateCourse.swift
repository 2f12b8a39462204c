public import Engine
public import Records
public import SchoolModel
public import Storage

/// Changes a course; publishing and archiving are fields of it.
public struct UpdateCourse: WriteRequest {
    public var id: ID<Course>
    public var ifVersion: Int?
    public var edit: Edit<CourseDraft>

    public init(_ id: ID<Course>, ifVersion: Int? = nil, edit: @escaping Edit<CourseDraft>) {
        self.id = id
        self.ifVersion = ifVersion
        self.edit = edit
    }

    /// Answers the row.
    public func run<T: WriteTransaction & ~Copyable>(
        in scope: inout WriteScope<T>,
        as context: Context
    ) throws(ServiceError) -> Course {
        let old = try scope.subject(id, ifVersion: ifVersion)
        var draft = CourseDraft(old)
        try edit(&draft)
        try draft.check()
        try scope.requireTarget(draft.organizationID, of: "organizationId")
        if let owner = draft.createdBy, owner != old.createdBy {
            _ = try scope.person(owner, of: "createdBy", as: .teacher, .admin)
        }
        var row = old
        draft.write(to: &row, by: context)
        try scope.requireFree(Course.ByOrganizationAndName.self, for: row)
        try scope.requireFree(Course.BySlug.self, for: row)
        try scope.updateRow(old, to: &row)
        return row
    }
}
