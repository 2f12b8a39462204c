public import Engine
public import Records
public import SchoolModel
public import Storage

/// Lets a module follow no dates in a cohort any more.
public struct RemoveSchedule: WriteRequest {
    public var cohort: ID<Cohort>
    public var module: ID<Module>

    public init(cohort: ID<Cohort>, module: ID<Module>) {
        self.cohort = cohort
        self.module = module
    }

    /// Answers the row that was.
    public func run<T: WriteTransaction & ~Copyable>(
        in scope: inout WriteScope<T>,
        as context: Context
    ) throws(ServiceError) -> CohortSchedule {
        guard let row = try scope.schedule(of: cohort, module: module),
            try scope.isVisible(row)
        else {
            throw .notFound(CohortSchedule.table, id: module.rawValue)
        }
        try scope.deleteRow(row)
        return row
    }
}
