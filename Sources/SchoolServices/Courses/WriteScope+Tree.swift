internal import Engine
internal import Records
internal import SchoolModel
internal import Storage

extension Snapshot where Self: ~Copyable {
    /// The modules of a course in their order.
    borrowing func modules(of course: ID<Course>) throws(ServiceError) -> [Module] {
        try rows(
            through: Module.ByCourseAndOrder.self,
            under: Key(Module.ByCourseAndOrder.place, owner: course)
        )
    }

    /// The lessons of a module in their order.
    borrowing func lessons(of module: ID<Module>) throws(ServiceError) -> [Lesson] {
        try rows(
            through: Lesson.ByModuleAndOrder.self,
            under: Key(Lesson.ByModuleAndOrder.place, owner: module)
        )
    }

    /// The schedule rows that copy a module's title and order.
    borrowing func schedules(of module: ID<Module>) throws(ServiceError) -> [CohortSchedule] {
        let rows = try rows(
            through: CohortSchedule.ByModuleAndCohort.self,
            under: Key(CohortSchedule.ByModuleAndCohort.place, owner: module)
        )
        guard rows.count <= Maximum.schedules else { throw .tooLarge(limit: Maximum.schedules) }
        return rows
    }
}

extension WriteScope where Transaction: ~Copyable {
    /// Replaces a module, and its title and order wherever they are copied.
    mutating func replace(_ old: Module, by new: inout Module) throws(ServiceError) {
        let isCopied = !old.title.isWritten(as: new.title) || old.orderIndex != new.orderIndex
        let copies = isCopied ? try schedules(of: old.id) : []
        try updateRow(old, to: &new)
        for known in copies {
            var schedule = known
            schedule.title = new.title
            schedule.orderIndex = new.orderIndex
            try updateDerived(known, to: &schedule)
        }
    }
}

extension [Module] {
    /// The place behind the last one.
    var nextOrder: Int { (self.map(\.orderIndex).max() ?? -1) + 1 }
}

extension [Lesson] {
    /// The place behind the last one.
    var nextOrder: Int { (self.map(\.orderIndex).max() ?? -1) + 1 }
}

extension Table {
    /// Refuses a place in an order that its four bytes in a key do not hold.
    func check(order: Int?) throws(ServiceError) {
        guard let order else { return }
        try require((0...Int(Int32.max)).contains(order), "orderIndex", "range 0...\(Int32.max)")
    }
}
