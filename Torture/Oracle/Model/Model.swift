package import Records
internal import SchoolModel
internal import Storage

/// The school in plain dictionaries: what the store should hold after every operation.
///
/// Operations are applied one after another between `begin` and `finish` or `refuse`.
package final class Model {
    /// What the store counts.
    package struct Tally: Equatable, Sendable {
        package var lastIDs: [UInt64] = Array(repeating: 0, count: 32)
        package var sequence: UInt64 = 0
        package var lastChangeAt = Timestamp(milliseconds: 0)
    }

    private var tables: [AnyModelTable?] = Array(repeating: nil, count: 32)
    var mentions: [Name: Set<Mention>] = [:]
    package private(set) var tally = Tally()
    /// The instant of the running operation.
    package private(set) var now = Timestamp(milliseconds: 0)

    private var undo: [() -> Void] = []
    private var tallyBefore = Tally()
    private var hasWritten = false
    private var activities = 0

    package init() {
        add(Organization.self)
        add(AcademicProgram.self)
        add(User.self)
        add(StudentProfile.self)
        add(ParentProfile.self)
        add(TeacherProfile.self)
        add(ParentLink.self)
        add(Application.self)
        add(Course.self)
        add(Module.self)
        add(Lesson.self)
        add(Enrollment.self)
        add(Cohort.self)
        add(CohortMember.self)
        add(CohortSchedule.self)
        add(LessonProgress.self)
        add(Group.self)
        add(GroupMembership.self)
        add(AttendanceSheet.self)
        add(ActivityLog.self)
        add(ExternalRef.self)
    }

    private func add<Row: Modelled>(_ type: Row.Type) {
        tables[Int(Row.table.number)] = ModelTable<Row>()
    }

    /// The rows of a type.
    package func rows<Row: Modelled>(_ type: Row.Type = Row.self) -> ModelTable<Row> {
        guard let table = tables[Int(Row.table.number)] as? ModelTable<Row> else {
            preconditionFailure("the model has a table for every entity")
        }
        return table
    }

    /// A row, or nil.
    package func row<Row: Modelled>(_ id: ID<Row>) -> Row? { rows(Row.self).rows[id.rawValue] }

    /// Every table that the model knows.
    package var allTables: [AnyModelTable] { tables.compactMap(\.self) }

    func table(_ table: Table) -> AnyModelTable {
        guard let found = tables[Int(table.number)] else {
            preconditionFailure("the model has a table for every entity")
        }
        return found
    }
}

// MARK: - Operations

extension Model {
    /// Begins an operation at an instant of the clock; the store's time never goes back.
    package func begin(at clock: Timestamp) {
        now = max(clock, tally.lastChangeAt)
        tallyBefore = tally
        undo.removeAll()
        hasWritten = false
        activities = 0
    }

    /// The operation is accepted: one more change, or one for each line of the activity log.
    package func finish() {
        guard hasWritten else { return }
        if activities == 0 { tally.sequence += 1 }
        tally.lastChangeAt = now
    }

    /// The operation is refused and leaves nothing behind.
    package func refuse() {
        while let step = undo.popLast() { step() }
        tally = tallyBefore
    }

    /// A clean close of the store leaves one change of its own, once it has any.
    package func close() { if tally.sequence > 0 { tally.sequence += 1 } }

    func put<Row: Modelled>(_ row: Row) {
        let table = rows(Row.self)
        let old = table.rows[row.number]
        let number = row.number
        table.set(row, in: self)
        hasWritten = true
        undo.append { [unowned self] in
            if let old { table.set(old, in: self) } else { table.unset(number, in: self) }
        }
    }

    func drop<Row: Modelled>(_ row: Row) {
        let table = rows(Row.self)
        table.unset(row.number, in: self)
        hasWritten = true
        undo.append { [unowned self] in table.set(row, in: self) }
    }

    func restamp<Row: Modelled>(_ row: inout Row) {
        row.stamps.updatedAt = max(now, row.stamps.updatedAt)
        row.stamps.version += 1
    }

    func nextID(of table: Table) -> UInt64 {
        tally.lastIDs[Int(table.number)] += 1
        return tally.lastIDs[Int(table.number)]
    }

    func noteID(_ id: UInt64, of table: Table) {
        tally.lastIDs[Int(table.number)] = max(tally.lastIDs[Int(table.number)], id)
    }

    /// The last id that a table has given.
    package func lastID(of table: Table) -> UInt64 { tally.lastIDs[Int(table.number)] }

    func appendActivity(_ row: inout ActivityLog) {
        tally.sequence += 1
        activities += 1
        row.id = ID(tally.sequence)
        row.createdAt = now
        put(row)
    }

    func mentions(of name: Name) -> [Mention] { (mentions[name] ?? []).sorted() }
}
