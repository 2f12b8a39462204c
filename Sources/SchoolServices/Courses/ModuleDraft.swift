internal import Records
public import SchoolModel

/// The fields of a module that a caller sets.
public struct ModuleDraft: Equatable, Sendable {
    public var title: String
    public var description: String?
    /// Nil for the place behind the last one.
    public var orderIndex: Int?

    /// A new module.
    public init(title: String, description: String? = nil, orderIndex: Int? = nil) {
        self.title = title
        self.description = description
        self.orderIndex = orderIndex
    }

    /// The fields of a row.
    public init(_ row: Module) {
        title = row.title
        description = row.description
        orderIndex = row.orderIndex
    }

    func check() throws(ServiceError) {
        try Module.table.check(title, "title", 1...255)
        try Module.table.check(description, "description", 0...10_000)
        try Module.table.check(order: orderIndex)
    }
}
