public import Engine
public import Records
public import SchoolModel
public import Storage

/// Deletes a cohort with its members and schedules; what the students have done survives.
public struct DeleteCohort: WriteRequest {
    public var id: ID<Cohort>

    public init(_ id: ID<Cohort>) { self.id = id }

    /// Answers how many rows of each table went.
    public func run<T: WriteTransaction & ~Copyable>(
        in scope: inout WriteScope<T>,
        as context: Context
    ) throws(ServiceError) -> [Table: Int] {
        try scope.deleteRow(scope.subject(id))
    }
}
