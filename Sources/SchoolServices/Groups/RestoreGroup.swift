public import Engine
public import Records
public import SchoolModel
public import Storage

/// Brings a soft-deleted group back with its members.
public struct RestoreGroup: WriteRequest {
    public var id: ID<Group>

    public init(_ id: ID<Group>) { self.id = id }

    /// Answers the row.
    public func run<T: WriteTransaction & ~Copyable>(
        in scope: inout WriteScope<T>,
        as context: Context
    ) throws(ServiceError) -> Group {
        let old = try scope.subject(id)
        guard old.isDeleted else { throw .notDeleted(Group.table, id: id.rawValue) }
        var row = old
        row.deletedAt = nil
        try scope.updateRow(old, to: &row)
        let fact = JSONText.empty.adding("deleted", "false")
        try scope.log(ActivityLog(.groupUpdated, row, by: context, fact))
        return row
    }
}
