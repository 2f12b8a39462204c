internal import Engine
public import Records

extension WriteScope where Transaction: ~Copyable {
    /// Inserts a row: gives it an id and stamps, checks what it refers to, and writes every entry.
    ///
    /// An id or a `createdAt` that the row brings along is kept, as an import wants it. A refusal
    /// leaves nothing behind, in the store or in `row`: whoever catches it may go on. What a stored
    /// sibling refers to and hints at is not looked up again.
    public mutating func insert<E: Entity>(
        _ row: inout E,
        beside sibling: E? = nil
    ) throws(StoreError) {
        if E.place.tag.owner == .sequence { return try append(&row) }
        let before = counters[E.table.number]
        let stepCount = request.stepCount
        do throws(StoreError) { row = try inserted(row, beside: sibling) } catch {
            counters[E.table.number] = before
            noteBroken(error, since: stepCount)
            throw error
        }
    }

    private mutating func inserted<E: Entity>(
        _ given: E,
        beside sibling: E?
    ) throws(StoreError) -> E {
        var row = given
        if E.hasID {
            if row.id.rawValue == 0 {
                row.id = try ID(counters.allot(E.table))
            } else {
                counters.note(id: row.id.rawValue, of: E.table)
            }
        }
        let created = row.stamps.createdAt
        row.stamps = Stamps(
            createdAt: created == .missing ? now : created,
            updatedAt: now,
            version: max(1, row.stamps.version)
        )
        let parts = RowParts(of: row, after: sibling)
        try checkTargets(parts)
        try checkFree(parts.key.bytes, in: "key", of: E.table)
        for entry in parts.entries where entry.isUnique && !entry.key.isEmpty {
            try checkFree(entry.key.rawSpan, in: entry.index, of: E.table)
        }
        try put(parts.key.bytes, content: parts.content.bytes, isNew: true)
        // An entry that is not unique names its row, which is new.
        for entry in parts.entries where !entry.key.isEmpty { try put(entry, isNew: true) }
        for share in parts.shares { try add(share, sign: 1) }
        try put(parts.hints)
        counters[E.table.number].rows += 1
        noteRow(E.table, key: parts.key, .created)
        return row
    }

    /// Replaces a row.
    ///
    /// Only entries that differ are touched; a row that is the same stays as it is.
    ///
    /// A refusal leaves nothing behind: whoever catches it may go on.
    ///
    /// - Returns: whether anything changed; then `row` has new stamps.
    @discardableResult
    public mutating func update<E: Entity>(_ old: E, to row: inout E) throws(StoreError) -> Bool {
        let stepCount = request.stepCount
        do throws(StoreError) { return try updated(old, to: &row) } catch {
            noteBroken(error, since: stepCount)
            throw error
        }
    }

    private mutating func updated<E: Entity>(
        _ old: E,
        to row: inout E
    ) throws(StoreError) -> Bool {
        precondition(old.id == row.id, "a row keeps its id")
        forgetChecks()
        let before = RowParts(of: old, after: nil)
        row.stamps = old.stamps
        var same = ByteWriter()
        row.writeContent(to: &same)
        if same.bytes.elementsEqual(before.content.bytes) {
            // A register's group and date, e.g., are in its key alone.
            var key = KeyBuffer()
            E.writeKey(of: row, to: &key)
            if key.bytes.elementsEqual(before.key.bytes) { return false }
        }
        row.stamps.updatedAt = max(now, old.stamps.updatedAt)
        row.stamps.version &+= 1
        let after = RowParts(of: row, after: old)
        try checkTargets(after)
        let isMoved = !after.key.bytes.elementsEqual(before.key.bytes)
        if isMoved { try checkFree(after.key.bytes, in: "key", of: E.table) }
        for (old, new) in zip(before.entries, after.entries)
        where new.isUnique && !new.key.isEmpty && new.key != old.key {
            try checkFree(new.key.rawSpan, in: new.index, of: E.table)
        }
        if isMoved { try remove(before.key.bytes) }
        try put(after.key.bytes, content: after.content.bytes)
        try replace(before.entries, by: after.entries)
        for index in after.shares.indices {
            try add(before.shares[index], sign: -1, andAdd: after.shares[index])
        }
        try put(after.hints)
        noteRow(E.table, key: after.key, .updated)
        return true
    }

    /// Removes one row and its entries, and nothing that refers to it: `delete` is the whole verb.
    mutating func removeRow<E: Entity>(_ row: E) throws(StoreError) {
        forgetChecks()
        let parts = RowParts(of: row, after: nil)
        try remove(parts.key.bytes)
        for entry in parts.entries where !entry.key.isEmpty {
            try remove(entry.key.rawSpan)
        }
        for share in parts.shares { try add(share, sign: -1) }
        counters[E.table.number].rows -= 1
        if E.hasID { request.deleted.append(DeletedRow(table: E.table, id: row.id.rawValue)) }
        noteRow(E.table, key: parts.key, .deleted)
    }

    /// Appends a row that lives inside a change: its id is the change's sequence.
    private mutating func append<E: Entity>(_ row: inout E) throws(StoreError) {
        counters.sequence += 1
        row.id = ID(counters.sequence)
        row.stamps = Stamps(createdAt: now, updatedAt: now, version: 1)
        let parts = RowParts(of: row, after: nil)
        for entry in parts.entries where !entry.key.isEmpty { try put(entry) }
        counters[E.table.number].rows += 1
        request.activities.append((counters.sequence, parts.content.array))
    }
}

// MARK: - Entries

extension WriteScope where Transaction: ~Copyable {
    mutating func put(_ entry: RowParts.Entry, isNew: Bool = false) throws(StoreError) {
        try put(entry.key.rawSpan, content: entry.content.rawSpan, isNew: isNew)
    }

    /// Both lists come from the same declarations, so that equal places are the same index.
    private mutating func replace(
        _ old: [RowParts.Entry],
        by new: [RowParts.Entry]
    ) throws(StoreError) {
        for (old, new) in zip(old, new) {
            if old.key == new.key {
                if old.content != new.content { try put(new) }
                continue
            }
            if !old.key.isEmpty { try remove(old.key.rawSpan) }
            if !new.key.isEmpty { try put(new) }
        }
    }

    borrowing func checkFree(
        _ key: RawSpan,
        in index: StaticString,
        of table: Table
    ) throws(StoreError) {
        let isFree: Bool
        do throws(EngineError) { isFree = try transaction.value(for: key) == nil } catch {
            throw .engine(error)
        }
        if !isFree { throw .unique(table, index: "\(index)") }
    }

    private mutating func checkTargets(_ parts: borrowing RowParts) throws(StoreError) {
        for target in parts.targets where target.key != request.checkedTarget {
            try check(target)
            request.checkedTarget = target.key
        }
    }

    private borrowing func check(_ target: RowParts.Target) throws(StoreError) {
        guard let content = try content(at: target.key.rawSpan) else {
            if request.defersReferences { return }
            throw .referenceMissing(target.table, field: "\(target.field)", id: target.id)
        }
        guard let isDeleted = target.isDeleted else { return }
        let isGone = try decoding { () throws(RecordError) in
            try isDeleted(target.key.rawSpan, content)
        }
        if isGone {
            throw .referenceDeleted(target.table, field: "\(target.field)", id: target.id)
        }
    }

    mutating func put(_ hints: [Key]) throws(StoreError) {
        guard hints != request.knownHints else { return }
        for hint in hints where try content(at: hint.bytes) == nil {
            try put(hint.bytes, content: RawSpan())
        }
        request.knownHints = hints
    }

    /// What was found to exist may not be there any more.
    private mutating func forgetChecks() {
        request.checkedTarget = []
        request.knownHints = []
    }
}

// MARK: - Aggregates

extension WriteScope where Transaction: ~Copyable {
    private mutating func add(
        _ share: RowParts.Share?,
        sign: Int64,
        andAdd other: RowParts.Share? = nil
    ) throws(StoreError) {
        if let share, let other, share.place == other.place, share.owner == other.owner {
            var both = other
            for slot in both.amounts.indices { both.amounts[slot] += sign * share.amounts[slot] }
            return try add(both)
        }
        if var share {
            for slot in share.amounts.indices { share.amounts[slot] *= sign }
            try add(share)
        }
        if let other { try add(other) }
    }

    /// Adds to the stored sums; an entry of nothing but zeros is deleted.
    mutating func add(_ share: RowParts.Share) throws(StoreError) {
        guard share.amounts.indices.contains(where: { share.amounts[$0] != 0 }) else { return }
        var key = Key()
        key.begin(share.place, owner: share.owner)
        var sums = try amounts(at: key.bytes)
        for slot in sums.indices { sums[slot] &+= share.amounts[slot] }
        guard sums.indices.contains(where: { sums[$0] != 0 }) else { return try remove(key.bytes) }
        var bytes = ByteWriter()
        for slot in 0..<share.slotCount { bytes.varint(UInt64(bitPattern: sums[slot])) }
        try put(key.bytes, content: bytes.bytes)
    }
}
