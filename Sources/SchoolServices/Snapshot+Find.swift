internal import Engine
internal import Records
internal import SchoolModel
internal import Storage

// What every handler asks before it writes, with the service's errors.
extension Snapshot where Self: ~Copyable {
    /// The row with an id, or nil.
    borrowing func found<E: Entity>(_ id: ID<E>) throws(ServiceError) -> E? {
        do throws(StoreError) { return try row(id) } catch { throw ServiceError(error) }
    }

    /// The row that a request is about.
    borrowing func subject<E: Entity>(_ id: ID<E>) throws(ServiceError) -> E {
        guard let row = try found(id), try isVisible(row) else {
            throw .notFound(E.table, id: id.rawValue)
        }
        return row
    }

    /// The row that a request is about, as its caller last saw it.
    borrowing func subject<E: Entity>(
        _ id: ID<E>,
        ifVersion version: Int?
    ) throws(ServiceError) -> E {
        let row = try subject(id)
        try row.requireVersion(version)
        return row
    }

    /// A row that a field names.
    borrowing func target<E: Entity>(
        _ id: ID<E>,
        of field: StaticString
    ) throws(ServiceError) -> E {
        guard let row = try found(id), try isVisible(row) else {
            throw .referenceMissing(E.table, field: "\(field)", id: id.rawValue)
        }
        return row
    }

    /// Refuses a field that names no row.
    borrowing func requireTarget<E: Entity>(
        _ id: ID<E>?,
        of field: StaticString
    ) throws(ServiceError) {
        if let id { _ = try target(id, of: field) }
    }

    /// All rows whose keys begin like this.
    borrowing func rows<E: Entity>(
        of type: E.Type,
        under prefix: Key
    ) throws(ServiceError) -> [E] {
        var rows: [E] = []
        try forEachRow(of: E.self, under: prefix.bytes) { (row: E) throws(ServiceError) -> Bool in
            rows.append(row)
            return true
        }
        return rows
    }

    /// All rows that the entries of an index which begin like this lead to.
    borrowing func rows<I: SecondaryIndex>(
        through index: I.Type,
        under prefix: Key
    ) throws(ServiceError) -> [I.Row] {
        var rows: [I.Row] = []
        try forEachRow(through: I.self, under: prefix.bytes) {
            (row: I.Row) throws(ServiceError) -> Bool in
            rows.append(row)
            return true
        }
        return rows
    }

    /// How many entries begin like this, at most `limit`.
    borrowing func count(under prefix: Key, limit: Int = .max) throws(ServiceError) -> Int {
        try count(under: prefix.bytes, limit: limit)
    }

    /// How many entries begin like this, at most `limit`.
    borrowing func count(under prefix: RawSpan, limit: Int = .max) throws(ServiceError) -> Int {
        var upper = KeyBuffer()
        upper.append(prefix)
        upper.advancePastPrefix()
        var count = 0
        try forEachEntry(from: prefix, below: upper.bytes) {
            (_, _) throws(ServiceError) -> Bool in
            count += 1
            return count < limit
        }
        return count
    }

    /// Refuses a row whose place in a unique index another row has, and says which to those who may know.
    borrowing func requireFree<I: SecondaryIndex>(
        _ index: I.Type,
        for row: I.Row
    ) throws(ServiceError) {
        let other = try self.row(of: I.self, like: row)
        guard let other, other.id != row.id else { return }
        let existing = try isVisible(other) ? other.id.rawValue : 0
        throw .unique(I.Row.table, constraint: "\(I.name)", existing: existing)
    }
}

extension Entity {
    /// Refuses a row that somebody has changed since the caller read it.
    func requireVersion(_ version: Int?) throws(ServiceError) {
        guard let version, version != stamps.version else { return }
        throw .staleVersion(current: stamps.version)
    }
}

extension Key {
    /// The beginning of all entries of one kind that a row owns.
    init<E>(_ place: Place, owner: ID<E>) {
        self.init()
        begin(place, owner: owner)
    }

    /// One entry that a row owns and another row ends.
    init<E, F>(_ place: Place, owner: ID<E>, _ other: ID<F>) {
        self.init(place, owner: owner)
        append(other)
    }
}
