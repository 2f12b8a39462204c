public import Engine
public import Records
public import SchoolModel
public import Storage

/// Puts groups into an order, from 0.
public struct ReorderGroups: WriteRequest {
    public var groups: [ID<Group>]

    public init(_ groups: [ID<Group>]) { self.groups = groups }

    /// Answers the rows in their new order.
    public func run<T: WriteTransaction & ~Copyable>(
        in scope: inout WriteScope<T>,
        as context: Context
    ) throws(ServiceError) -> [Group] {
        try BulkOutcome.requireBound(groups.count)
        guard Set(groups).count == groups.count else {
            throw .invalidParams(path: "groups", reason: "a group twice")
        }
        var rows: [Group] = []
        for (order, id) in groups.enumerated() {
            let old = try scope.openGroup(id)
            var row = old
            row.sortOrder = order
            if try scope.updateRow(old, to: &row) {
                try scope.log(ActivityLog(.groupUpdated, row, by: context))
            }
            rows.append(row)
        }
        return rows
    }
}
