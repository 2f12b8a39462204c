public import Engine
public import Records
public import SchoolModel
public import Storage

/// Puts the lessons of a module into an order, from 0.
public struct ReorderLessons: WriteRequest {
    public var module: ID<Module>
    public var lessons: [ID<Lesson>]

    public init(of module: ID<Module>, _ lessons: [ID<Lesson>]) {
        self.module = module
        self.lessons = lessons
    }

    /// Answers the lessons in their new order.
    public func run<T: WriteTransaction & ~Copyable>(
        in scope: inout WriteScope<T>,
        as context: Context
    ) throws(ServiceError) -> [Lesson] {
        let known = try scope.lessons(of: scope.subject(module).id)
        guard Set(lessons) == Set(known.map(\.id)), lessons.count == known.count else {
            throw .invalidParams(path: "lessons", reason: "not every lesson of the module once")
        }
        var rows: [Lesson] = []
        for (order, id) in lessons.enumerated() {
            for old in known where old.id == id {
                var row = old
                row.orderIndex = order
                try scope.updateRow(old, to: &row)
                rows.append(row)
            }
        }
        return rows
    }
}
