package import Records
internal import SchoolModel
package import Storage

/// Whether the model takes a change; a refusal lists every rule that is broken.
package enum Verdict<Success> {
    case accepted(Success)
    case refused([StoreError])
}

extension Model {
    /// Inserts a row as the rules say.
    package func insert<Row: Modelled>(_ row: Row) -> Verdict<Row> {
        var row = row
        if var entry = row as? ActivityLog {
            appendActivity(&entry)
            guard let written = entry as? Row else { return .refused([]) }
            return .accepted(written)
        }
        var broken = broken(by: row, after: nil)
        if Row.isNumbered, row.number != 0, rows(Row.self).rows[row.number] != nil {
            broken += [.unique(Row.table, index: "key"), .unique(Row.table, index: "id")]
        }
        guard broken.isEmpty else { return .refused(broken) }
        if Row.isNumbered {
            if row.number == 0 { row.id = ID(nextID(of: Row.table)) }
            noteID(row.number, of: Row.table)
        }
        let createdAt = row.stamps.createdAt
        row.stamps = Stamps(
            createdAt: createdAt.milliseconds == 0 ? now : createdAt,
            updatedAt: now,
            version: max(1, row.stamps.version)
        )
        put(row)
        return .accepted(row)
    }

    /// Replaces a row as the rules say; one that is the same keeps its stamps.
    package func update<Row: Modelled>(_ old: Row, to row: Row) -> Verdict<Row> {
        var row = row
        row.stamps = old.stamps
        if row.isSame(as: old) { return .accepted(old) }
        let broken = broken(by: row, after: old)
        guard broken.isEmpty else { return .refused(broken) }
        restamp(&row)
        if row.number != old.number { drop(old) }
        put(row)
        return .accepted(row)
    }

    /// Deletes a row and does to those that name it what the rules say.
    package func delete<Row: Modelled>(_ row: Row) -> Verdict<[Table: Int]> {
        let name = Name(Row.table, row.number)
        var forbidding: [Table: Int] = [:]
        for mention in mentions(of: name) where table(mention.name.table).isForbidding(mention) {
            forbidding[mention.name.table, default: 0] += 1
        }
        guard forbidding.isEmpty else {
            return .refused(
                forbidding.map { .hasDependents(Row.table, by: $0.key, count: $0.value) }
            )
        }
        let before = allTables.map { ($0.table, $0.count) }
        delete(name)
        var deleted: [Table: Int] = [:]
        for (table, count) in before where self.table(table).count < count {
            deleted[table] = count - self.table(table).count
        }
        return .accepted(deleted)
    }

    private func delete(_ name: Name) {
        // Rows that are cleared first and then deleted all the same leave no difference.
        for mention in mentions(of: name) where table(mention.name.table).isCleared(mention) {
            table(mention.name.table).clear(mention, in: self)
        }
        for mention in mentions(of: name) where !table(mention.name.table).isCleared(mention) {
            delete(mention.name)
        }
        table(name.table).remove(name.number, in: self)
    }

    /// Every rule that a row would break.
    private func broken<Row: Modelled>(by row: Row, after old: Row?) -> [StoreError] {
        var broken: [StoreError] = []
        for rule in Row.rules.references {
            guard let named = rule.named(row), named != old.flatMap({ rule.named($0) }) else {
                continue
            }
            guard let isDeleted = table(rule.target).isSoftDeleted(named) else {
                broken.append(.referenceMissing(rule.target, field: rule.field, id: named))
                continue
            }
            if isDeleted {
                broken.append(.referenceDeleted(rule.target, field: rule.field, id: named))
            }
        }
        for (index, rule) in Row.rules.uniques.enumerated() {
            guard let fields = rule.fields(row),
                let holder = rows(Row.self).holder(of: fields, rule: index),
                holder != old?.number
            else { continue }
            broken += rule.names.map { .unique(Row.table, index: $0) }
        }
        return broken
    }
}

extension Verdict: Sendable where Success: Sendable {}
