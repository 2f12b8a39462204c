internal import Engine
internal import Records
internal import SchoolServices
internal import Storage

// All rows of one entity, wherever they lie, in the order of their ids or keys.
extension Snapshot where Self: ~Copyable {
    /// Calls `body` with every row of an entity, until it returns false.
    borrowing func forEachRow<E: Entity>(
        of type: E.Type,
        _ body: (E) throws(ServiceError) -> Bool
    ) throws(ServiceError) {
        if E.hasID, E.hasNaturalKey { return try forEachNumberedRow(of: type, body) }
        switch E.place.tag.owner {
        case .store, .sequence:
            var lower: [UInt8] = [E.place.tag.rawValue]
            if E.place.tag.owner == .store { lower.append(E.place.section) }
            try forEachRow(of: type, under: lower, body)
        case .day: try forEachRow(of: type, under: [E.place.tag.rawValue], body)
        case .id: try forEachOwnedRow(of: type, body)
        }
    }

    /// Rows that all entries under a beginning are, but for changes that hold none.
    private borrowing func forEachRow<E: Entity>(
        of type: E.Type,
        under lower: [UInt8],
        _ body: (E) throws(ServiceError) -> Bool
    ) throws(ServiceError) {
        var upper = KeyBuffer()
        upper.append(lower.rawSpan)
        upper.advancePastPrefix()
        try forEachEntry(from: lower.rawSpan, below: upper.bytes) {
            (key, content) throws(ServiceError) -> Bool in
            let row: E?
            do throws(RecordError) { row = try E(found: key, content: content) } catch {
                throw ServiceError(StoreError.engine(.damaged(error)))
            }
            guard let row else { return true }
            return try body(row)
        }
    }

    /// Rows that lie under other fields than their ids, by the entries that lead from those to them.
    private borrowing func forEachNumberedRow<E: Entity>(
        of type: E.Type,
        _ body: (E) throws(ServiceError) -> Bool
    ) throws(ServiceError) {
        let lower = [Tag.ids.rawValue, E.table.number]
        let upper = [Tag.ids.rawValue, E.table.number + 1]
        try forEachEntry(from: lower.rawSpan, below: upper.rawSpan) {
            (_, rowKey) throws(ServiceError) -> Bool in
            let row: E?
            do throws(StoreError) { row = try self.row(at: rowKey) } catch {
                throw ServiceError(error)
            }
            guard let row else { return true }
            return try body(row)
        }
    }

    /// Rows that lie with their owners, among other things that these own: those are stepped over.
    private borrowing func forEachOwnedRow<E: Entity>(
        of type: E.Type,
        _ body: (E) throws(ServiceError) -> Bool
    ) throws(ServiceError) {
        var next = [UInt8].beginning(of: E.place, owner: 0)
        let upper: [UInt8] = [E.place.tag.rawValue + 1]
        while true {
            let from = next
            var goesOn = false
            try forEachEntry(from: from.rawSpan, below: upper.rawSpan) {
                (key, content) throws(ServiceError) -> Bool in
                let found: Owned<E>
                do throws(RecordError) { found = try Owned(key, content) } catch {
                    throw ServiceError(StoreError.engine(.damaged(error)))
                }
                if let row = found.row {
                    goesOn = try body(row)
                    return goesOn
                }
                next = .beginning(of: E.place, owner: found.nextOwner)
                goesOn = true
                return false
            }
            // The walk has ended by itself, or the body has ended it.
            guard goesOn, next != from else { return }
        }
    }
}

/// What lies with an owner: a row, or something else.
private struct Owned<Row: Entity> {
    let row: Row?
    /// The first owner that may have a row behind this.
    let nextOwner: UInt64

    init(_ key: RawSpan, _ content: RawSpan) throws(RecordError) {
        var reader = KeyReader(key)
        _ = try reader.byte()
        let owner = try reader.id()
        let section = try reader.byte()
        row = section == Row.place.section ? try Row(found: key, content: content) : nil
        nextOwner = section < Row.place.section ? owner : owner + 1
    }
}

extension [UInt8] {
    /// How the keys at a place begin that an owner has.
    fileprivate static func beginning(of place: Place, owner: UInt64) -> [UInt8] {
        var key = KeyBuffer()
        key.begin(place, owner: owner)
        return key.array
    }
}
