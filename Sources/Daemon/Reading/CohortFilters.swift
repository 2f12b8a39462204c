internal import Collation
internal import JSONRPC
internal import LMDB
internal import Records
internal import SchoolModel
internal import SchoolServices

/// Which cohorts are asked for: what `cohort/list` and `cohort/stats` have in common.
struct CohortFilters {
    let kind: Cohort.Kind?
    let course: Named<Course>?
    let status: Cohort.Status?
    let organization: Named<Organization>?
    let program: Named<AcademicProgram>?
    let tutor: Named<User>?
    let level: String?
    let type: String?
    let language: String?
    let startYear: Int?
    let search: String?
    let isActive: Bool?
    /// Whether only those are meant that whoever asks is in, or only the others.
    let isEnrolled: Bool?

    init(_ parameters: borrowing Parameters, _ house: House) throws(RPCError) {
        kind = try parameters.choiceIfPresent("kind")
        course = try parameters.nameIfPresent("courseId")
        status = try parameters.choiceIfPresent("status")
        organization = try parameters.nameIfPresent("organizationId")
        program = try parameters.nameIfPresent("programId")
        tutor = try parameters.nameIfPresent("tutorId")
        level = try parameters.stringIfPresent("level")
        type = try parameters.stringIfPresent("type")
        language = try parameters.stringIfPresent("language")
        startYear = try parameters.countIfPresent("startYear", in: 0...9_999)
        search = try parameters.stringIfPresent("search").map(house.collator.fold)
        isActive = try parameters.bool("isActive", default: true)
        isEnrolled = try parameters.boolIfPresent("enrolled")
    }

    /// The same with ids in place of other systems' names; hidden rows are none.
    func resolve(
        for guest: Guest,
        in view: borrowing LMDBReader.View
    ) throws(ServiceError) -> Resolved {
        var me: ID<User>?
        if isEnrolled != nil {
            guard let user = guest.caller?.user else {
                throw .invalidParams(path: "enrolled", reason: "notLoggedIn")
            }
            me = user
        }
        return Resolved(
            filters: self,
            own: try me.map { me throws(ServiceError) in
                Set(try House.cohortsKept(by: me, in: view))
            },
            member: isEnrolled == true ? me : nil,
            course: try guest.ownerIfNamed(course, in: view)?.id,
            organization: try guest.home(organization, in: view),
            program: try guest.ownerIfNamed(program, in: view)?.id,
            tutor: try guest.ownerIfNamed(tutor, in: view)?.id
        )
    }

    /// Filters that can be tried.
    struct Resolved {
        let filters: CohortFilters
        /// The cohorts of whoever asks, where that matters.
        var own: Set<UInt64>?
        /// Whose cohorts alone are asked for.
        var member: ID<User>?
        var course: ID<Course>?
        var organization: ID<Organization>?
        var program: ID<AcademicProgram>?
        var tutor: ID<User>?

        /// Takes the cohorts of a plan that fit, but for what its index has chosen already.
        func narrow(_ plan: inout ListPlan<Cohort>, chosen: Set<String>) {
            func rest<Value>(_ name: String, _ value: Value?) -> Value? {
                chosen.contains(name) ? nil : value
            }
            plan.filter("kind", filters.kind) { $0.kind == $1 }
            plan.filter("courseId", rest("courseId", course)) { $0.courseID == $1 }
            plan.filter("organizationId", rest("organizationId", organization)) {
                $0.organizationID == $1
            }
            plan.filter("programId", rest("programId", program)) { $0.academicProgramID == $1 }
            plan.filter("tutorId", rest("tutorId", tutor)) { $0.tutorID == $1 }
            plan.filter("status", rest("status", filters.status)) { $0.status == $1 }
            plan.filter("level", filters.level) { $0.educationLevel == $1 }
            plan.filter("type", filters.type) { $0.educationType == $1 }
            plan.filter("language", filters.language) { $0.language == $1 }
            plan.filter("startYear", filters.startYear) { $0.startYear == $1 }
            plan.filter("isActive", filters.isActive) { $0.isActive == $1 }
            if let own, let isEnrolled = rest("enrolled", filters.isEnrolled) {
                plan.filter("enrolled") { own.contains($0.id.rawValue) == isEnrolled }
            }
            plan.filter("search", filters.search) { row, text in
                row.name.folded.contains(text) || row.code?.folded.contains(text) == true
            }
        }
    }
}
