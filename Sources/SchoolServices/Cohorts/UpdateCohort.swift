public import Engine
public import Records
public import SchoolModel
public import Storage

/// Changes a cohort; its status follows the dates at once.
public struct UpdateCohort: WriteRequest {
    public var id: ID<Cohort>
    public var ifVersion: Int?
    public var edit: Edit<CohortDraft>

    public init(_ id: ID<Cohort>, ifVersion: Int? = nil, edit: @escaping Edit<CohortDraft>) {
        self.id = id
        self.ifVersion = ifVersion
        self.edit = edit
    }

    public func run<T: WriteTransaction & ~Copyable>(
        in scope: inout WriteScope<T>,
        as context: Context
    ) throws(ServiceError) -> CohortOutcome {
        let old = try scope.subject(id, ifVersion: ifVersion)
        var draft = CohortDraft(old)
        try edit(&draft)
        try draft.check()
        try Cohort.table.require(draft.kind == old.kind, "kind", "immutable")
        // Members and schedules copy it.
        try Cohort.table.require(draft.courseID == old.courseID, "courseId", "immutable")
        let needsCode = draft.kind == .class
        try Cohort.table.require(!needsCode || draft.code != nil, "code", "required")
        try scope.requireTargets(of: draft, after: old)
        if let maximum = draft.maxStudents, maximum != old.maxStudents {
            let taken = try scope.counters(of: id).seats
            guard taken <= maximum else { throw .cohortFull(max: maximum, taken: taken) }
        }
        var row = old
        draft.write(to: &row, by: context)
        let isOverruled = row.settle(draft.status, on: context.today(at: scope.now))
        try scope.requireFree(Cohort.ByCode.self, for: row)
        try scope.requireFree(Cohort.ByCourseAndName.self, for: row)
        try scope.updateRow(old, to: &row)
        return CohortOutcome(row, isOverruled: isOverruled)
    }
}
