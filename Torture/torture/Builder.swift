import Collation
import Engine
import Oracle
import Records
import SchoolModel
import SchoolServices
import Storage

/// Makes operations, and applies each to the model while it makes it.
final class Builder {
    let model: Model
    var dice: Dice
    let context: Context
    private var instant = Timestamp(milliseconds: 1_760_000_000_000)
    private var steps: [Operation.Step] = []
    /// Set by the step that the model refuses; there is none behind it.
    private(set) var refusals: [Refusal]?

    init(_ model: Model, seed: UInt64) {
        self.model = model
        dice = Dice(seed: seed)
        context = Context(collator: Names.collator)
    }

    /// The next operation; the clock is told its instant.
    func operation(_ number: Int, _ clock: ToldClock) -> Operation {
        instant.milliseconds += Int64(dice.below(40_000))
        var told = instant
        // Clocks are set back at times; what is stored must not follow.
        if dice.percent(1) { told.milliseconds -= 3_600_000 }
        clock.tell(told)
        model.begin(at: told)
        steps = []
        refusals = nil
        let kind = build()
        var isWithdrawn = false
        if refusals == nil, steps.count > 1, dice.percent(20) {
            isWithdrawn = true
            refusals = [.deliberate]
        }
        if refusals == nil { model.finish() } else { model.refuse() }
        return Operation(
            number: number,
            kind: kind,
            steps: steps,
            isWithdrawn: isWithdrawn,
            refusals: refusals
        )
    }

    private func build() -> String {
        switch dice.below(100) {
        case ..<72: return chore()
        case ..<80: return mixture()
        case ..<83: return rename()
        case ..<86: return lessonHeld()
        case ..<87: return moveModule()
        case ..<89: return trail()
        default: return service()
        }
    }

    /// Several chores in one request: all of them, or none.
    private func mixture() -> String {
        let count = dice.number(2...7)
        return "mixture of " + (0..<count).map { _ in chore() }.joined(separator: ", ")
    }

    /// A step of a service.
    func perform(
        refusedBy errors: [ServiceError] = [],
        _ step: @escaping Operation.Step
    ) {
        guard refusals == nil else { return }
        steps.append(step)
        if !errors.isEmpty { refusals = errors.map(Refusal.service) }
    }
}

// MARK: - Verbs

extension Builder {
    /// Inserts a row in both worlds.
    @discardableResult
    func insert<Row: Modelled>(_ row: Row) -> Row? {
        guard refusals == nil else { return nil }
        var expected: Row?
        switch model.insert(row) {
        case .accepted(let written): expected = written
        case .refused(let errors): refuse(errors)
        }
        let wanted = expected
        append { scope throws(Refusal) in
            var given = row
            try stored { () throws(StoreError) in try scope.insert(&given) }
            return given.isSame(as: wanted) ? nil : "inserted \(given), model \(show(wanted))"
        }
        return expected
    }

    /// Tries to insert a row, and goes on where it is refused: nothing of it may be left.
    func attempt<Row: Modelled>(_ row: Row) {
        guard refusals == nil else { return }
        let verdict = model.insert(row)
        append { scope throws(Refusal) in
            var given = row
            do throws(StoreError) { try scope.insert(&given) } catch {
                guard case .refused(let errors) = verdict, errors.contains(error) else {
                    return "refused by \(error)"
                }
                return nil
            }
            guard case .accepted(let written) = verdict else { return "accepted \(given)" }
            return given.isSame(as: written) ? nil : "inserted \(given), model \(written)"
        }
    }

    /// Replaces a row in both worlds; the store's must have been the model's.
    @discardableResult
    func update<Row: Modelled>(_ old: Row, _ change: (inout Row) -> Void) -> Row? {
        guard refusals == nil else { return nil }
        var row = old
        change(&row)
        let (changed, verdict) = (row, model.update(old, to: row))
        var expected: Row?
        switch verdict {
        case .accepted(let written): expected = written
        case .refused(let errors): refuse(errors)
        }
        let wanted = expected
        append { scope throws(Refusal) in
            guard let found = try scope.find(old) else { return "nothing there, model \(old)" }
            var given = changed
            try stored { () throws(StoreError) in _ = try scope.update(found, to: &given) }
            if !found.isSame(as: old) { return "before the update \(found), model \(old)" }
            return given.isSame(as: wanted) ? nil : "updated to \(given), model \(show(wanted))"
        }
        return expected
    }

    /// Tries to replace a row, and goes on where that is refused.
    func attemptUpdate<Row: Modelled>(_ old: Row, _ change: (inout Row) -> Void) {
        guard refusals == nil else { return }
        var row = old
        change(&row)
        let (changed, verdict) = (row, model.update(old, to: row))
        append { scope throws(Refusal) in
            guard let found = try scope.find(old) else { return "nothing there, model \(old)" }
            var given = changed
            do throws(StoreError) { try scope.update(found, to: &given) } catch {
                guard case .refused(let errors) = verdict, errors.contains(error) else {
                    return "refused by \(error)"
                }
                return nil
            }
            guard case .accepted(let written) = verdict else { return "accepted \(given)" }
            return given.isSame(as: written) ? nil : "updated to \(given), model \(written)"
        }
    }

    /// Deletes a row in both worlds, with what refers to it.
    func delete<Row: Modelled>(_ row: Row) {
        guard refusals == nil else { return }
        var expected: [Table: Int] = [:]
        switch model.delete(row) {
        case .accepted(let counts): expected = counts
        case .refused(let errors): refuse(errors)
        }
        let wanted = expected
        append { scope throws(Refusal) in
            guard let found = try scope.find(row) else { return "nothing there, model \(row)" }
            let counts = try stored { () throws(StoreError) in try scope.delete(found) }
            if !found.isSame(as: row) { return "deleted \(found), model \(row)" }
            return counts == wanted ? nil : "deleted \(counts), model \(wanted)"
        }
    }

    private func append(_ step: @escaping Operation.Step) { steps.append(step) }

    private func refuse(_ errors: [StoreError]) { refusals = errors.map(Refusal.store) }
}

extension WriteScope where Transaction: ~Copyable {
    /// The row as the store has it now.
    borrowing func find<Row: Modelled>(_ row: Row) throws(Refusal) -> Row? {
        do throws(StoreError) {
            if Row.isNumbered { return try self.row(row.id) }
            var key = KeyBuffer()
            Row.writeKey(of: row, to: &key)
            return try self.row(Row.self, at: key.bytes)
        } catch { throw .store(error) }
    }
}

func show<Row>(_ row: Row?) -> String { row.map { "\($0)" } ?? "nothing" }

// MARK: - Picking

extension Builder {
    /// Any row of a table.
    func any<Row: Modelled>(_ type: Row.Type = Row.self) -> Row? {
        let table = model.rows(Row.self)
        guard let number = dice.pick(table.numbers) else { return nil }
        return table.rows[number]
    }

    /// The id of a row, or now and then of none.
    func id<Row: Modelled>(_ type: Row.Type = Row.self) -> ID<Row> {
        let last = Int(model.lastID(of: Row.table))
        if dice.percent(1) { return ID(UInt64(dice.number(1...last + 20))) }
        return any(Row.self)?.id ?? ID(UInt64(last + 1))
    }

    /// The id of a row, or nil.
    func optionalID<Row: Modelled>(_ type: Row.Type = Row.self, nilPercent: Int = 30) -> ID<Row>? {
        dice.percent(nilPercent) ? nil : id(Row.self)
    }

    /// A value, or nil.
    func optional<Value>(_ value: @autoclosure () -> Value) -> Value? {
        dice.percent(50) ? nil : value()
    }

    /// A row that brings its id along, as an import does: a free one or one in use.
    func importing<Row: Modelled>(_ row: Row) -> Row {
        guard Row.isNumbered, dice.percent(2) else { return row }
        var row = row
        let last = Int(model.lastID(of: Row.table))
        row.id = ID(UInt64(dice.number(max(1, last - 20)...last + 3)))
        return row
    }

    /// A person's name; often one of two that look the same and are written differently.
    func person() -> String {
        guard dice.percent(30) else { return Names.persons[dice.below(Names.persons.count)] }
        return dice.percent(50) ? "Əliyev é" : "Əliyev e\u{301}"
    }

    /// A day around today.
    func day() -> Day { model.now.day.advanced(by: dice.number(-60...30)) }

    /// An instant in the past.
    func instantBefore() -> Timestamp {
        Timestamp(milliseconds: model.now.milliseconds - Int64(dice.below(9_000_000)))
    }
}
