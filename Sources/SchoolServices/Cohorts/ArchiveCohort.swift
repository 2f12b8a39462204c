public import Engine
public import Records
public import SchoolModel
public import Storage

/// Puts a cohort away: it takes no students, whatever its dates say.
public struct ArchiveCohort: WriteRequest {
    public var id: ID<Cohort>

    public init(_ id: ID<Cohort>) { self.id = id }

    public func run<T: WriteTransaction & ~Copyable>(
        in scope: inout WriteScope<T>,
        as context: Context
    ) throws(ServiceError) -> CohortOutcome {
        let old = try scope.subject(id)
        var row = old
        row.status = .archived
        try scope.updateRow(old, to: &row)
        return CohortOutcome(row)
    }
}
