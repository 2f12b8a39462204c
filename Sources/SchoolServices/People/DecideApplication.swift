public import Engine
public import Records
public import SchoolModel
public import Storage

/// Says what becomes of an application.
public struct DecideApplication: WriteRequest {
    public var id: ID<Application>
    public var status: Application.Status
    public var note: String?

    public init(_ id: ID<Application>, status: Application.Status, note: String? = nil) {
        self.id = id
        self.status = status
        self.note = note
    }

    /// Answers the row.
    public func run<T: WriteTransaction & ~Copyable>(
        in scope: inout WriteScope<T>,
        as context: Context
    ) throws(ServiceError) -> Application {
        try Application.table.check(note, "note", 0...10_000)
        let old = try scope.subject(id)
        var row = old
        row.status = status
        row.decisionNote = note ?? old.decisionNote
        try scope.updateRow(old, to: &row)
        return row
    }
}
