internal import Engine
public import Records

/// A field of a restored row that names a row which is not there, or not yet.
public struct OpenReference: Equatable, Sendable {
    /// The field's name on the wire.
    public let field: String
    /// The table of the row that it names.
    public let table: Table
    /// The row that it names.
    public let id: UInt64
    let key: [UInt8]
}

// Rows of another store: what the other store knew of them is kept, and nothing is made of it anew.
extension WriteScope where Transaction: ~Copyable {
    /// Writes a row as another store had it, with its id and its stamps.
    ///
    /// Rows may come in any order: what a row names and cannot be found yet is answered, and is to be
    /// asked for again by `isOpen` when all rows are there. A refusal leaves nothing behind.
    public mutating func restore<E: Entity>(_ row: E) throws(StoreError) -> [OpenReference] {
        let stepCount = request.stepCount
        do throws(StoreError) {
            return E.place.tag.owner == .sequence ? try restoreChange(row) : try restored(row)
        } catch {
            noteBroken(error, since: stepCount)
            throw error
        }
    }

    private mutating func restored<E: Entity>(_ row: E) throws(StoreError) -> [OpenReference] {
        if E.hasID, !(1...ID<E>.maximum).contains(row.id.rawValue) {
            throw .notFound(E.table, id: row.id.rawValue)
        }
        let parts = RowParts(of: row, after: nil)
        try checkFree(parts.key.bytes, in: "key", of: E.table)
        for entry in parts.entries where entry.isUnique && !entry.key.isEmpty {
            try checkFree(entry.key.rawSpan, in: entry.index, of: E.table)
        }
        try put(parts.key.bytes, content: parts.content.bytes)
        for entry in parts.entries where !entry.key.isEmpty { try put(entry) }
        for share in parts.shares { if let share { try add(share) } }
        try put(parts.hints)
        if E.hasID { counters.note(id: row.id.rawValue, of: E.table) }
        counters[E.table.number].rows += 1
        noteRow(E.table, key: parts.key, .created)
        var open: [OpenReference] = []
        for target in parts.targets {
            let reference = OpenReference(
                field: "\(target.field)",
                table: target.table,
                id: target.id,
                key: target.key
            )
            if try isOpen(reference) { open.append(reference) }
        }
        return open
    }

    /// A row that lies inside a change keeps the number of that change, if it is free.
    private mutating func restoreChange<E: Entity>(
        _ row: E
    ) throws(StoreError) -> [OpenReference] {
        let number = row.id.rawValue
        guard (1...ID<E>.maximum).contains(number) else { throw .notFound(E.table, id: number) }
        let parts = RowParts(of: row, after: nil)
        let key = Change.key(number)
        try checkFree(key.bytes, in: "key", of: E.table)
        let change = Change(
            kind: .activity,
            time: row.stamps.createdAt,
            activity: parts.content.array
        )
        try put(change, at: number)
        for entry in parts.entries where !entry.key.isEmpty { try put(entry) }
        counters[E.table.number].rows += 1
        request.rowCount += 1
        skipChanges(through: number)
        return []
    }

    /// Whether the row that a reference names is still missing.
    public borrowing func isOpen(_ reference: OpenReference) throws(StoreError) -> Bool {
        try content(at: reference.key.rawSpan) == nil
    }

    /// Gives no id up to this one again.
    public mutating func passOver(_ table: Table, through id: UInt64) throws(StoreError) {
        guard id <= ID<Never>.maximum else { throw .idsExhausted(table) }
        guard id > counters[table].lastID else { return }
        counters.note(id: id, of: table)
        request.rowCount += 1
    }

    /// Counts changes on from one of another store, those in between are not here.
    public mutating func skipChanges(through sequence: UInt64) {
        guard sequence > counters.sequence else { return }
        counters.sequence = sequence
        request.horizon = sequence
        request.rowCount += 1
    }

    /// Whether there is a change with this number that holds a row of its own.
    public borrowing func changeHoldsRow(_ sequence: UInt64) throws(StoreError) -> Bool {
        let key = Change.key(sequence)
        guard let content = try content(at: key.bytes) else { return false }
        return try decoding { () throws(RecordError) in try Change.activity(in: content) != nil }
    }
}
