public import Engine
internal import Records
public import SchoolModel
public import Storage

/// Adds a school, a faculty, or whatever else owns rows.
public struct CreateOrganization: WriteRequest {
    public var draft: OrganizationDraft

    public init(_ draft: OrganizationDraft) { self.draft = draft }

    /// Answers the row.
    public func run<T: WriteTransaction & ~Copyable>(
        in scope: inout WriteScope<T>,
        as context: Context
    ) throws(ServiceError) -> Organization {
        try draft.check()
        try scope.requireTarget(draft.parentID, of: "parentId")
        var row = Organization(name: "", slug: "")
        draft.write(to: &row)
        try scope.requireFree(Organization.BySlug.self, for: row)
        try scope.insertRow(&row)
        return row
    }
}
