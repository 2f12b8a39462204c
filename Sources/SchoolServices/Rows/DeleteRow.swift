public import Engine
public import Records
public import Storage

/// Deletes a row for good, with what goes with it.
public struct DeleteRow<Row: EditableRow>: WriteRequest {
    public var id: ID<Row>

    public init(_ id: ID<Row>) { self.id = id }

    /// Answers how many rows of each table went.
    public func run<T: WriteTransaction & ~Copyable>(
        in scope: inout WriteScope<T>,
        as context: Context
    ) throws(ServiceError) -> [Table: Int] {
        try scope.deleteRow(scope.subject(id))
    }
}
