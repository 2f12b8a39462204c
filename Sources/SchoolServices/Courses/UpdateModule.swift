public import Engine
public import Records
public import SchoolModel
public import Storage

/// Changes a module, and the schedules that copy its title and order.
public struct UpdateModule: WriteRequest {
    public var id: ID<Module>
    public var ifVersion: Int?
    public var edit: Edit<ModuleDraft>

    public init(_ id: ID<Module>, ifVersion: Int? = nil, edit: @escaping Edit<ModuleDraft>) {
        self.id = id
        self.ifVersion = ifVersion
        self.edit = edit
    }

    /// Answers the row.
    public func run<T: WriteTransaction & ~Copyable>(
        in scope: inout WriteScope<T>,
        as context: Context
    ) throws(ServiceError) -> Module {
        let old = try scope.subject(id, ifVersion: ifVersion)
        var draft = ModuleDraft(old)
        try edit(&draft)
        try draft.check()
        var row = old
        row.title = draft.title
        row.description = draft.description
        row.orderIndex = draft.orderIndex ?? old.orderIndex
        try scope.replace(old, by: &row)
        return row
    }
}
