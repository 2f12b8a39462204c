public import Engine
public import Records
public import Storage

/// Hides a row: what belongs to it stays, and nothing new comes to it.
public struct SoftDeleteRow<Row: SoftDeletableRow>: WriteRequest {
    public var id: ID<Row>

    public init(_ id: ID<Row>) { self.id = id }

    /// Answers the row.
    public func run<T: WriteTransaction & ~Copyable>(
        in scope: inout WriteScope<T>,
        as context: Context
    ) throws(ServiceError) -> Row {
        let old = try scope.open(id)
        var row = old
        row.deletedAt = scope.now
        try scope.updateRow(old, to: &row)
        return row
    }
}

/// Brings back a hidden row.
public struct RestoreRow<Row: SoftDeletableRow>: WriteRequest {
    public var id: ID<Row>

    public init(_ id: ID<Row>) { self.id = id }

    /// Answers the row.
    public func run<T: WriteTransaction & ~Copyable>(
        in scope: inout WriteScope<T>,
        as context: Context
    ) throws(ServiceError) -> Row {
        let old = try scope.subject(id)
        guard old.isDeleted else { throw .notDeleted(Row.table, id: id.rawValue) }
        var row = old
        row.deletedAt = nil
        try scope.updateRow(old, to: &row)
        return row
    }
}
