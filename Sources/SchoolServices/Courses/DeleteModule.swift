public import Engine
public import Records
public import SchoolModel
public import Storage

/// Deletes a module with its lessons; what was counted of them is counted no more.
public struct DeleteModule: WriteRequest {
    public var id: ID<Module>
    /// Whether more than `rowMaximum` rows may go with it.
    public var isForced: Bool
    /// What goes without force.
    public var rowMaximum = Cascade.rowMaximum

    public init(_ id: ID<Module>, isForced: Bool = false) {
        self.id = id
        self.isForced = isForced
    }

    /// Answers how many rows of each table went.
    public func run<T: WriteTransaction & ~Copyable>(
        in scope: inout WriteScope<T>,
        as context: Context
    ) throws(ServiceError) -> [Table: Int] {
        let module = try scope.subject(id)
        for lesson in try scope.lessons(of: id) {
            try scope.uncount(lesson)
            try scope.uncountPosts(about: lesson.id)
        }
        let counts = try scope.deleteRow(module)
        try Cascade.check(counts, of: Module.table, isForced: isForced, maximum: rowMaximum)
        try scope.refreshPercentages(in: module.courseID)
        return counts
    }
}
