internal import Engine
internal import JSONRPC
internal import Records
internal import SchoolModel
internal import SchoolServices

/// Fields of a cohort that a client sets: those that are given, null included.
struct CohortFields: Sendable {
    static let names: [StaticString] = [
        "name", "code", "organizationId", "academicProgramId", "tutorId", "educationLevel",
        "educationType", "language", "startYear", "endYear", "startDate", "endDate", "status",
        "maxStudents", "isActive",
    ]

    private let name: Given<String>
    private let code: Given<String>
    private let organization: Given<Named<Organization>>
    private let program: Given<Named<AcademicProgram>>
    private let tutor: Given<Named<User>>
    private let level: Given<String>
    private let type: Given<String>
    private let language: Given<String>
    private let startYear: Given<Int>
    private let endYear: Given<Int>
    private let startDate: Given<Day>
    private let endDate: Given<Day>
    private let status: Given<Cohort.Status>
    private let maxStudents: Given<Int>
    private let isActive: Bool?

    init(_ parameters: borrowing Parameters) throws(RPCError) {
        name = try parameters.givenText("name")
        code = try parameters.givenText("code")
        organization = try parameters.givenName("organizationId")
        program = try parameters.givenName("academicProgramId")
        tutor = try parameters.givenName("tutorId")
        level = try parameters.givenText("educationLevel")
        type = try parameters.givenText("educationType")
        language = try parameters.givenText("language")
        startYear = try parameters.givenCount("startYear", in: 0...9_999)
        endYear = try parameters.givenCount("endYear", in: 0...9_999)
        startDate = Given(parameters.has("startDate"), try parameters.dayIfPresent("startDate"))
        endDate = Given(parameters.has("endDate"), try parameters.dayIfPresent("endDate"))
        status = Given(parameters.has("status"), try parameters.choiceIfPresent("status"))
        maxStudents = try parameters.givenCount("maxStudents", in: 1...1_000_000)
        isActive =
            parameters.has("isActive") ? try parameters.bool("isActive", default: true) : nil
        if case .null = name { throw parameters.invalid("name", "null") }
    }

    /// The same with ids in place of other systems' names.
    func resolve<View: Snapshot & ~Copyable>(
        in view: borrowing View
    ) throws(ServiceError) -> Resolved {
        Resolved(
            fields: self,
            organization: try organization.resolve(in: view),
            program: try program.resolve(in: view),
            tutor: try tutor.resolve(in: view)
        )
    }

    /// Fields that can be written.
    struct Resolved: Sendable {
        let fields: CohortFields
        let organization: Given<ID<Organization>>
        let program: Given<ID<AcademicProgram>>
        let tutor: Given<ID<User>>

        func write(to draft: inout CohortDraft) throws(ServiceError) {
            if case .value(let name) = fields.name { draft.name = name }
            fields.code.write(to: &draft.code)
            organization.write(to: &draft.organizationID)
            program.write(to: &draft.academicProgramID)
            tutor.write(to: &draft.tutorID)
            fields.level.write(to: &draft.educationLevel)
            fields.type.write(to: &draft.educationType)
            fields.language.write(to: &draft.language)
            fields.startYear.write(to: &draft.startYear)
            fields.endYear.write(to: &draft.endYear)
            fields.startDate.write(to: &draft.startDate)
            fields.endDate.write(to: &draft.endDate)
            fields.status.write(to: &draft.status)
            fields.maxStudents.write(to: &draft.maxStudents)
            draft.isActive = fields.isActive ?? draft.isActive
        }
    }
}
