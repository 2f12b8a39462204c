public import Engine
public import Records
public import SchoolModel
public import Storage

/// Lets a group work on a series of tests.
public struct AddTestSeries: WriteRequest {
    public var group: ID<Group>
    public var series: ID<TestSeries>
    /// What the trail says beside the fact.
    public var metadata: JSONText

    public init(_ series: ID<TestSeries>, to group: ID<Group>, metadata: JSONText = .empty) {
        self.group = group
        self.series = series
        self.metadata = metadata
    }

    /// Answers the row.
    public func run<T: WriteTransaction & ~Copyable>(
        in scope: inout WriteScope<T>,
        as context: Context
    ) throws(ServiceError) -> GroupTestSeries {
        try ActivityLog.table.check(metadata)
        let group = try scope.openGroup(group)
        try scope.requireTarget(series, of: "testSeriesId")
        var row = GroupTestSeries(groupID: group.id, testSeriesID: series)
        if let known = try scope.row(like: row) {
            throw .unique(
                GroupTestSeries.table,
                constraint: "groupTestSeries.group_series",
                existing: known.id.rawValue
            )
        }
        try scope.insertRow(&row)
        try scope.log(ActivityLog(.testSeriesAdded, row, of: group, by: context, metadata))
        return row
    }
}

extension ActivityLog {
    /// What happened to a group's tests.
    init(
        _ action: LogAction,
        _ link: GroupTestSeries,
        of group: Group,
        by context: Context,
        _ metadata: JSONText
    ) {
        self.init(
            action,
            group,
            by: context,
            metadata.adding("testSeriesId", "\(link.testSeriesID)")
        )
    }
}
