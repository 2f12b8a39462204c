public import Engine
public import Records
public import Storage

/// Changes a row that its callers fill in.
public struct UpdateRow<Row: EditableRow>: WriteRequest {
    public var id: ID<Row>
    public var ifVersion: Int?
    public var edit: Edit<Row>

    public init(_ id: ID<Row>, ifVersion: Int? = nil, edit: @escaping Edit<Row>) {
        self.id = id
        self.ifVersion = ifVersion
        self.edit = edit
    }

    /// Answers the row.
    public func run<T: WriteTransaction & ~Copyable>(
        in scope: inout WriteScope<T>,
        as context: Context
    ) throws(ServiceError) -> Row {
        let old = try scope.open(id)
        try old.requireVersion(ifVersion)
        var row = old
        try edit(&row)
        (row.id, row.stamps) = (old.id, old.stamps)
        try row.prepare(after: old, in: scope, by: context)
        try scope.updateRow(old, to: &row)
        return row
    }
}
