package import Records

/// The rows of one table in plain dictionaries, of any type.
package class AnyModelTable {
    package let table: Table
    init(_ table: Table) { self.table = table }

    package var count: Int { 0 }
    func isSoftDeleted(_ number: UInt64) -> Bool? { nil }
    /// The fate of a row that names a deleted one.
    func isCleared(_ mention: Mention) -> Bool { false }
    func isForbidding(_ mention: Mention) -> Bool { false }
    func clear(_ mention: Mention, in model: Model) {}
    func remove(_ number: UInt64, in model: Model) {}

    // What needs the type of the rows.
    func compare(in comparison: inout Comparison) {}
    func readings() -> [Reading] { [] }
}

/// A row that names another one, and by which of its rules.
struct Mention: Hashable, Comparable {
    var name: Name
    var rule: Int

    static func < (left: Mention, right: Mention) -> Bool {
        left.name == right.name ? left.rule < right.rule : left.name < right.name
    }
}

/// The rows of one table in plain dictionaries.
package final class ModelTable<Row: Modelled>: AnyModelTable {
    package private(set) var rows: [UInt64: Row] = [:]
    /// All numbers in an order that the operations alone decide, to pick from.
    package private(set) var numbers: [UInt64] = []
    private var places: [UInt64: Int] = [:]
    // By bytes: Swift takes texts for equal that are written differently.
    private var holders: [[[UInt8]: UInt64]]

    init() {
        holders = Array(repeating: [:], count: Row.rules.uniques.count)
        super.init(Row.table)
    }

    override package var count: Int { numbers.count }

    override func compare(in comparison: inout Comparison) { compareRows(in: &comparison) }

    override func readings() -> [Reading] { readingsByID() + readingsInOrder() }

    /// Whose row has the same fields, where they are unique.
    package func holder(of fields: String, rule: Int) -> UInt64? {
        holders[rule][Array(fields.utf8)]
    }

    override func isSoftDeleted(_ number: UInt64) -> Bool? {
        rows[number].map { Row.rules.isSoftDeleted($0) }
    }

    // MARK: - Without rules

    func set(_ row: Row, in model: Model) {
        if let old = rows[row.number] {
            forget(old, in: model)
        } else {
            places[row.number] = numbers.count
            numbers.append(row.number)
        }
        rows[row.number] = row
        for (index, rule) in Row.rules.references.enumerated() {
            guard let named = rule.named(row) else { continue }
            let mention = Mention(name: Name(table, row.number), rule: index)
            model.mentions[Name(rule.target, named), default: []].insert(mention)
        }
        for (index, rule) in Row.rules.uniques.enumerated() {
            if let fields = rule.fields(row) { holders[index][Array(fields.utf8)] = row.number }
        }
    }

    func unset(_ number: UInt64, in model: Model) {
        guard let old = rows.removeValue(forKey: number),
            let place = places.removeValue(forKey: number)
        else { return }
        forget(old, in: model)
        let last = numbers.removeLast()
        if last != number {
            numbers[place] = last
            places[last] = place
        }
    }

    private func forget(_ row: Row, in model: Model) {
        for (index, rule) in Row.rules.references.enumerated() {
            guard let named = rule.named(row) else { continue }
            let mention = Mention(name: Name(table, row.number), rule: index)
            let target = Name(rule.target, named)
            model.mentions[target]?.remove(mention)
            if model.mentions[target]?.isEmpty == true { model.mentions[target] = nil }
        }
        for (index, rule) in Row.rules.uniques.enumerated() {
            if let fields = rule.fields(row) { holders[index][Array(fields.utf8)] = nil }
        }
    }

    // MARK: - When a named row is deleted

    override func isCleared(_ mention: Mention) -> Bool {
        if case .setNull = Row.rules.references[mention.rule].fate { return true }
        return false
    }

    override func isForbidding(_ mention: Mention) -> Bool {
        if case .restrict = Row.rules.references[mention.rule].fate { return true }
        return false
    }

    override func clear(_ mention: Mention, in model: Model) {
        guard case .setNull(let clear) = Row.rules.references[mention.rule].fate,
            var row = rows[mention.name.number]
        else { return }
        clear(&row)
        model.restamp(&row)
        model.put(row)
    }

    override func remove(_ number: UInt64, in model: Model) {
        guard let row = rows[number] else { return }
        model.drop(row)
    }
}
