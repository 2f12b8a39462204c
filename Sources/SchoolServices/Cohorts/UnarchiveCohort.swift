public import Engine
public import Records
public import SchoolModel
public import Storage

/// Takes a cohort out of the archive: from now on it is what its dates say.
public struct UnarchiveCohort: WriteRequest {
    public var id: ID<Cohort>

    public init(_ id: ID<Cohort>) { self.id = id }

    public func run<T: WriteTransaction & ~Copyable>(
        in scope: inout WriteScope<T>,
        as context: Context
    ) throws(ServiceError) -> CohortOutcome {
        let old = try scope.subject(id)
        guard old.status == .archived else { return CohortOutcome(old) }
        var row = old
        // A class without dates is active again.
        row.status = .active
        row.status = row.status(on: context.today(at: scope.now))
        try scope.updateRow(old, to: &row)
        return CohortOutcome(row)
    }
}
