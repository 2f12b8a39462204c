internal import Engine
internal import Records
internal import SchoolModel
internal import Storage

// The store's verbs, with the service's errors.
extension WriteScope where Transaction: ~Copyable {
    /// `insert`, if the caller may; what a stored sibling refers to is not looked up again.
    mutating func insertRow<E: Entity>(
        _ row: inout E,
        beside sibling: E? = nil
    ) throws(ServiceError) {
        try judge?.check(from: nil, to: row, in: self)
        try insertDerived(&row, beside: sibling)
    }

    /// `update`, if the caller may: returns whether anything changed.
    @discardableResult
    mutating func updateRow<E: Entity>(_ old: E, to row: inout E) throws(ServiceError) -> Bool {
        try judge?.check(from: old, to: row, in: self)
        return try updateDerived(old, to: &row)
    }

    /// `update` that brings back a row of somebody who left: held to the rules of a new one.
    @discardableResult
    mutating func reviveRow<E: Entity>(_ old: E, to row: inout E) throws(ServiceError) -> Bool {
        try judge?.check(from: nil, to: row, in: self)
        return try updateDerived(old, to: &row)
    }

    /// `delete`, if the caller may, with all that follows from it.
    @discardableResult
    mutating func deleteRow<E: Entity>(_ row: E) throws(ServiceError) -> [Table: Int] {
        try judge?.check(from: row, to: nil, in: self)
        return try deleteDerived(row)
    }

    // What follows by itself from a change that the caller may make is not asked again: counters, copies
    // of names, the trail, and rows that the change takes along.

    /// `insert` of what follows from a permitted change.
    mutating func insertDerived<E: Entity>(
        _ row: inout E,
        beside sibling: E? = nil
    ) throws(ServiceError) {
        judge?.forget()
        do throws(StoreError) { try insert(&row, beside: sibling) } catch {
            throw ServiceError(error)
        }
    }

    /// `update` of what follows from a permitted change: returns whether anything changed.
    @discardableResult
    mutating func updateDerived<E: Entity>(
        _ old: E,
        to row: inout E
    ) throws(ServiceError) -> Bool {
        judge?.forget()
        do throws(StoreError) { return try update(old, to: &row) } catch {
            throw ServiceError(error)
        }
    }

    /// `delete`, and the names that other systems have for whatever went: they die with their rows.
    @discardableResult
    mutating func deleteDerived<E: Entity>(_ row: E) throws(ServiceError) -> [Table: Int] {
        judge?.forget()
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

    /// Runs a part of a request that may be refused without the rest; what was judged by it is forgotten.
    mutating func part<Success>(
        _ body: (inout Self) throws(ServiceError) -> Success
    ) throws(ServiceError) -> Success {
        do throws(ServiceError) { return try attempt(body) } catch {
            judge?.forget()
            throw error
        }
    }

    /// Appends to the trail what happens in this very transaction.
    mutating func log(_ entry: ActivityLog) throws(ServiceError) {
        var entry = entry
        try insertDerived(&entry)
    }
}
