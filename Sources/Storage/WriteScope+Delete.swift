internal import Engine
public import Records

/// A numbered row that a request has deleted.
public struct DeletedRow: Equatable, Sendable {
    /// Where it was.
    public let table: Table
    /// Its id, which is never given again.
    public let id: UInt64
}

extension WriteScope where Transaction: ~Copyable {
    /// What the request has deleted so far, cascades included: whoever keeps names of rows forgets them.
    public var deletedRows: [DeletedRow] { request.deleted }

    /// Deletes a row for good: what refers to it is deleted, cleared, or forbids it, as declared.
    ///
    /// - Returns: how many rows of which table were deleted, this one included.
    @discardableResult
    public mutating func delete<E: Entity>(_ row: E) throws(StoreError) -> [Table: Int] {
        let stepCount = request.stepCount
        do throws(StoreError) { return try deleted(row) } catch {
            noteBroken(error, since: stepCount)
            throw error
        }
    }

    private mutating func deleted<E: Entity>(_ row: E) throws(StoreError) -> [Table: Int] {
        let before = counters
        let referrers = catalog.referrers[E.table.number] ?? []
        // What forbids the deletion of this row does so before anything is touched.
        for referrer in referrers where referrer.onDelete == .restrict {
            let count = try referrer.apply(&self, row.id.rawValue)
            guard count == 0 else {
                throw .hasDependents(E.table, by: referrer.table, count: count)
            }
        }
        for referrer in referrers where referrer.onDelete != .restrict {
            _ = try referrer.apply(&self, row.id.rawValue)
        }
        // A rule may have changed the row itself, e.g. the counter that it carries.
        var key = KeyBuffer()
        E.writeKey(of: row, to: &key)
        if let current: E = try self.row(at: key.bytes) { try removeRow(current) }
        var deleted: [Table: Int] = [:]
        for table in catalog.tables {
            let count = before[table].rows - counters[table].rows
            if count > 0 { deleted[table] = count }
        }
        return deleted
    }

    /// Applies one reference's rule to the rows that name a deleted one.
    mutating func applyDeletion<R: Reference>(
        of id: UInt64,
        through reference: R.Type
    ) throws(StoreError) -> Int {
        var count = 0
        // The keys first: rows cannot be changed under a cursor that walks them.
        let keys = try rowKeys(naming: id, through: R.self)
        for key in keys {
            guard let row: R.Row = try row(at: key.rawSpan),
                R.target(of: row)?.rawValue == id
            else { continue }
            count += 1
            switch R.onDelete {
            case .restrict: break
            case .cascade: try delete(row)
            case .setNull:
                var cleared = row
                R.clear(&cleared)
                try update(row, to: &cleared)
            }
        }
        return count
    }

    private borrowing func rowKeys<R: Reference>(
        naming id: UInt64,
        through reference: R.Type
    ) throws(StoreError) -> [[UInt8]] {
        var keys: [[UInt8]] = []
        var lower = KeyBuffer()
        R.writeRange(of: ID(id), to: &lower)
        var upper = KeyBuffer()
        upper.append(lower.bytes)
        upper.advancePastPrefix()
        try forEachEntry(from: lower.bytes, below: upper.bytes) {
            (entryKey, content) throws(StoreError) -> Bool in
            var key = KeyBuffer()
            let leads = try decoding { () throws(RecordError) in
                try R.writeRowKey(forKey: entryKey, content: content, to: &key)
            }
            if leads { keys.append(key.array) }
            return true
        }
        return keys
    }
}
