public import Engine
public import Records
public import SchoolModel
public import Storage

/// Puts the modules of a course into an order, from 0.
public struct ReorderModules: WriteRequest {
    public var course: ID<Course>
    public var modules: [ID<Module>]

    public init(of course: ID<Course>, _ modules: [ID<Module>]) {
        self.course = course
        self.modules = modules
    }

    /// Answers the modules in their new order.
    public func run<T: WriteTransaction & ~Copyable>(
        in scope: inout WriteScope<T>,
        as context: Context
    ) throws(ServiceError) -> [Module] {
        let known = try scope.modules(of: scope.subject(course).id)
        guard Set(modules) == Set(known.map(\.id)), modules.count == known.count else {
            throw .invalidParams(path: "modules", reason: "not every module of the course once")
        }
        var rows: [Module] = []
        for (order, id) in modules.enumerated() {
            for old in known where old.id == id {
                var row = old
                row.orderIndex = order
                try scope.replace(old, by: &row)
                rows.append(row)
            }
        }
        return rows
    }
}
