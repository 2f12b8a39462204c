public import Engine
public import Records
public import SchoolModel
public import Storage

/// Changes a programme of studies.
public struct UpdateProgram: WriteRequest {
    public var id: ID<AcademicProgram>
    public var ifVersion: Int?
    public var edit: Edit<ProgramDraft>

    public init(
        _ id: ID<AcademicProgram>,
        ifVersion: Int? = nil,
        edit: @escaping Edit<ProgramDraft>
    ) {
        self.id = id
        self.ifVersion = ifVersion
        self.edit = edit
    }

    /// Answers the row.
    public func run<T: WriteTransaction & ~Copyable>(
        in scope: inout WriteScope<T>,
        as context: Context
    ) throws(ServiceError) -> AcademicProgram {
        let old = try scope.subject(id, ifVersion: ifVersion)
        var draft = ProgramDraft(old)
        try edit(&draft)
        try draft.check()
        try scope.requireTarget(draft.organizationID, of: "organizationId")
        var row = old
        draft.write(to: &row, by: context)
        try scope.requireFree(AcademicProgram.ByOrganizationAndCode.self, for: row)
        try scope.updateRow(old, to: &row)
        return row
    }
}
