public import Engine
internal import Records
public import SchoolModel
public import Storage

/// Adds a programme of studies.
public struct CreateProgram: WriteRequest {
    public var draft: ProgramDraft

    public init(_ draft: ProgramDraft) { self.draft = draft }

    /// Answers the row.
    public func run<T: WriteTransaction & ~Copyable>(
        in scope: inout WriteScope<T>,
        as context: Context
    ) throws(ServiceError) -> AcademicProgram {
        var draft = draft
        draft.organizationID = draft.organizationID ?? context.organization
        try draft.check()
        try scope.requireTarget(draft.organizationID, of: "organizationId")
        var row = AcademicProgram(code: .missing, name: "")
        draft.write(to: &row, by: context)
        try scope.requireFree(AcademicProgram.ByOrganizationAndCode.self, for: row)
        try scope.insertRow(&row)
        return row
    }
}
