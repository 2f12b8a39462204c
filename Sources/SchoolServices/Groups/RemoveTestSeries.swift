public import Engine
public import Records
public import SchoolModel
public import Storage

/// Takes a series of tests from a group.
public struct RemoveTestSeries: WriteRequest {
    public var group: ID<Group>
    public var series: ID<TestSeries>
    /// What the trail says beside the fact.
    public var metadata: JSONText

    public init(_ series: ID<TestSeries>, from group: ID<Group>, metadata: JSONText = .empty) {
        self.group = group
        self.series = series
        self.metadata = metadata
    }

    /// Answers the row as it was.
    public func run<T: WriteTransaction & ~Copyable>(
        in scope: inout WriteScope<T>,
        as context: Context
    ) throws(ServiceError) -> GroupTestSeries {
        try ActivityLog.table.check(metadata)
        let group = try scope.openGroup(group)
        let probe = GroupTestSeries(groupID: group.id, testSeriesID: series)
        guard let row = try scope.row(like: probe) else {
            throw .notFound(GroupTestSeries.table, id: series.rawValue)
        }
        try scope.deleteRow(row)
        try scope.log(ActivityLog(.testSeriesRemoved, row, of: group, by: context, metadata))
        return row
    }
}
