internal import Engine
internal import Records
internal import SchoolModel
internal import Storage

// The store's verbs, with the service's errors.
extension WriteScope where Transaction: ~Copyable {
    /// `insert`; what a stored sibling refers to is not looked up again.
    mutating func insertRow<E: Entity>(
        _ row: inout E,
        beside sibling: E? = nil
    ) throws(ServiceError) {
        do throws(StoreError) { try insert(&row, beside: sibling) } catch {
            throw ServiceError(error)
        }
    }

    /// `update`: returns whether anything changed.
    @discardableResult
    mutating func updateRow<E: Entity>(_ old: E, to row: inout E) throws(ServiceError) -> Bool {
        do throws(StoreError) { return try update(old, to: &row) } catch {
            throw ServiceError(error)
        }
    }

    /// `delete`, and the names that other systems have for whatever went: they die with their rows.
    @discardableResult
    mutating func deleteRow<E: Entity>(_ row: E) throws(ServiceError) -> [Table: Int] {
        let first = deletedRows.count
        var counts: [Table: Int]
        do throws(StoreError) { counts = try delete(row) } catch { throw ServiceError(error) }
        guard counters[ExternalRef.table].rows > 0 else { return counts }
        for deleted in deletedRows[first...] {
            guard let kind = EntityKind(rawValue: deleted.table.number) else { continue }
            let count = try removeRefs(of: kind, id: ID(deleted.id))
            if count > 0 { counts[ExternalRef.table, default: 0] += count }
        }
        return counts
    }

    /// Removes all names of a row; returns how many there were.
    mutating func removeRefs(of kind: EntityKind, id: ID<AnyRow>) throws(ServiceError) -> Int {
        var prefix = Key()
        prefix.begin(ExternalRef.ByRow.place)
        prefix.append(byte: kind.rawValue)
        prefix.append(id)
        let refs = try rows(through: ExternalRef.ByRow.self, under: prefix)
        for ref in refs {
            do throws(StoreError) { try delete(ref) } catch { throw ServiceError(error) }
        }
        return refs.count
    }

    /// Appends to the trail what happens in this very transaction.
    mutating func log(_ entry: ActivityLog) throws(ServiceError) {
        var entry = entry
        try insertRow(&entry)
    }
}
