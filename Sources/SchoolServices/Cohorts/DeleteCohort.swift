public import Engine
public import Records
public import SchoolModel
public import Storage

/// Deletes a cohort with its members and schedules; what the students have done survives.
public struct DeleteCohort: WriteRequest {
    public var id: ID<Cohort>
    /// Whether more than `rowMaximum` rows may go with it.
    public var isForced: Bool
    /// What goes without force.
    public var rowMaximum = Cascade.rowMaximum

    public init(_ id: ID<Cohort>, isForced: Bool = false) {
        self.id = id
        self.isForced = isForced
    }

    /// Answers how many rows of each table went.
    public func run<T: WriteTransaction & ~Copyable>(
        in scope: inout WriteScope<T>,
        as context: Context
    ) throws(ServiceError) -> [Table: Int] {
        let counts = try scope.deleteRow(scope.subject(id))
        try Cascade.check(counts, of: Cohort.table, isForced: isForced, maximum: rowMaximum)
        return counts
    }
}
