public import Engine
public import Records
public import SchoolModel
public import Storage

/// Hides a group: it keeps members and registers, and takes no new ones.
public struct SoftDeleteGroup: WriteRequest {
    public var id: ID<Group>

    public init(_ id: ID<Group>) { self.id = id }

    /// Answers the row.
    public func run<T: WriteTransaction & ~Copyable>(
        in scope: inout WriteScope<T>,
        as context: Context
    ) throws(ServiceError) -> Group {
        let old = try scope.openGroup(id)
        var row = old
        row.deletedAt = scope.now
        try scope.updateRow(old, to: &row)
        let fact = JSONText.empty.adding("deleted", "true")
        try scope.log(ActivityLog(.groupUpdated, row, by: context, fact))
        return row
    }
}
