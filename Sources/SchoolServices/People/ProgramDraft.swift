internal import Collation
public import Records
public import SchoolModel

/// The fields of a programme that a caller sets.
public struct ProgramDraft: Equatable, Sendable {
    public var organizationID: ID<Organization>?
    public var code: String
    public var name: String

    /// A new programme.
    public init(code: String, name: String) {
        self.code = code
        self.name = name
    }

    /// The fields of a row.
    public init(_ row: AcademicProgram) {
        organizationID = row.organizationID
        code = row.code.text
        name = row.name
    }

    func check() throws(ServiceError) {
        try AcademicProgram.table.check(code: code, "code", 1...64)
        try AcademicProgram.table.check(name, "name", 1...255)
    }

    func write(to row: inout AcademicProgram, by context: Context) {
        row.organizationID = organizationID
        row.code = context.collator.folded(code, trimming: true)
        row.name = name
    }
}
