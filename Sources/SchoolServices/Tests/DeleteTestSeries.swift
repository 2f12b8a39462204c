public import Engine
public import Records
public import SchoolModel
public import Storage

/// Deletes a series; each group that works on it is told so in its trail.
public struct DeleteTestSeries: WriteRequest {
    public var id: ID<TestSeries>

    public init(_ id: ID<TestSeries>) { self.id = id }

    /// Answers how many rows of each table went.
    public func run<T: WriteTransaction & ~Copyable>(
        in scope: inout WriteScope<T>,
        as context: Context
    ) throws(ServiceError) -> [Table: Int] {
        let series = try scope.subject(id)
        let links = try scope.rows(
            through: GroupTestSeries.BySeriesAndGroup.self,
            under: Key(GroupTestSeries.BySeriesAndGroup.place, owner: id)
        )
        for link in links {
            let group = try scope.subject(link.groupID)
            try scope.log(ActivityLog(.testSeriesRemoved, link, of: group, by: context, .empty))
        }
        return try scope.deleteRow(series)
    }
}
