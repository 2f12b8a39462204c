public import Engine
public import Records
public import Storage

/// Rows of another store on their way into this one, each with its id and its stamps.
///
/// Nothing is judged anew but what the store itself stands on: keys, unique names and references. It is
/// all or nothing: a row that cannot be taken refuses the rest, with its line.
public struct StoreCopy: Sendable {
    /// What becomes of a row whose id, key or unique name another row of this store has.
    public enum Duplicates: String, CaseIterable, Sendable {
        /// Nothing is copied at all.
        case fail
        /// It is left out, and said to be.
        case skip
        /// The row of this store becomes like it; it keeps what is secret in it.
        case update
    }

    /// What became of the rows so far.
    public private(set) var report = ImportReport()
    private let onDuplicate: Duplicates
    /// What rows name and was not there when they came.
    private var open: [(line: Int, reference: OpenReference)] = []

    public init(onDuplicate: Duplicates) { self.onDuplicate = onDuplicate }

    /// Takes one row.
    public mutating func take<E: Entity, T: WriteTransaction & ~Copyable>(
        _ row: E,
        line: Int,
        in scope: inout WriteScope<T>
    ) throws(ServiceError) {
        do throws(ServiceError) {
            if let old = try twin(of: row, in: scope) {
                let effect = try meet(old, row, &scope)
                return report.count(effect, at: line)
            }
            let references = try stored { () throws(StoreError) in try scope.restore(row) }
            open += references.map { (line, $0) }
            report.count(.created, at: line)
        } catch {
            guard onDuplicate == .skip, case .unique(_, let constraint, _) = error else {
                if case .store(.engine) = error { throw error }
                throw .item(index: line, error)
            }
            report.count(.skipped(field: "", reason: "unique \(constraint)"), at: line)
        }
    }

    /// Asks again for all that was not there; to be called behind the last row.
    public func finish<T: WriteTransaction & ~Copyable>(
        in scope: borrowing WriteScope<T>
    ) throws(ServiceError) {
        for (line, reference) in open {
            let isOpen = try stored { () throws(StoreError) in try scope.isOpen(reference) }
            guard isOpen else { continue }
            let (field, id) = (reference.field, reference.id)
            let error = ServiceError.referenceMissing(reference.table, field: field, id: id)
            throw .item(index: line, error)
        }
    }

    // MARK: - Rows that are there already

    /// The row of this store that has the row's id, or its key where rows have no id.
    private func twin<E: Entity, T: WriteTransaction & ~Copyable>(
        of row: E,
        in scope: borrowing WriteScope<T>
    ) throws(ServiceError) -> E? {
        try stored { () throws(StoreError) in
            if E.hasID, E.place.tag.owner != .sequence { return try scope.row(row.id) }
            var key = KeyBuffer()
            E.writeKey(of: row, to: &key)
            guard E.place.tag.owner == .sequence else { return try scope.row(at: key.bytes) }
            // The change with this number may hold no row; then it is in the way all the same.
            return try scope.changeHoldsRow(row.id.rawValue) ? try scope.row(at: key.bytes) : nil
        }
    }

    private func meet<E: Entity, T: WriteTransaction & ~Copyable>(
        _ old: E,
        _ row: E,
        _ scope: inout WriteScope<T>
    ) throws(ServiceError) -> ImportEffect {
        var row = row
        if let open = row as? any SecretKeeping { row = open.row(with: old) ?? row }
        if old.isWritten(like: row) { return .unchanged }
        guard onDuplicate != .fail else {
            throw .unique(E.table, constraint: E.hasID ? "id" : "key", existing: old.id.rawValue)
        }
        if onDuplicate == .skip {
            return .skipped(field: "", reason: "another row has this \(E.hasID ? "id" : "key")")
        }
        guard E.place.tag.owner != .sequence else {
            return .skipped(field: "", reason: "the trail of changes is never changed")
        }
        let before = old
        try stored { () throws(StoreError) in _ = try scope.update(before, to: &row) }
        return .updated
    }
}

extension SecretKeeping {
    /// The row with the secrets of one that is stored.
    fileprivate func row<E: Entity>(with other: E) -> E? {
        guard let other = other as? Self else { return nil }
        return withSecrets(of: other) as? E
    }
}

extension Entity {
    /// Whether the row is stored by the same bytes as another, its stamps included.
    fileprivate func isWritten(like other: Self) -> Bool {
        var mine = ByteWriter()
        var others = ByteWriter()
        writeContent(to: &mine)
        other.writeContent(to: &others)
        var key = KeyBuffer()
        var otherKey = KeyBuffer()
        Self.writeKey(of: self, to: &key)
        Self.writeKey(of: other, to: &otherKey)
        return mine.array == others.array && key.array == otherKey.array
    }
}
