public import Engine
public import Storage

/// Adds a row as its caller has filled it in.
public struct CreateRow<Row: EditableRow>: WriteRequest {
    public var row: Row

    public init(_ row: Row) { self.row = row }

    /// Answers the row.
    public func run<T: WriteTransaction & ~Copyable>(
        in scope: inout WriteScope<T>,
        as context: Context
    ) throws(ServiceError) -> Row {
        var row = row
        try row.prepare(after: nil, in: scope, by: context)
        try scope.insertRow(&row)
        return row
    }
}
