internal import Engine
internal import Records

/// Everything that follows from one row: its key and content, its entries, what it refers to and counts.
///
/// The entity's declarations are visited once for a row; the rest of the store works on these lists.
struct RowParts: ~Copyable {
    /// An index entry that the row should have, or none.
    struct Entry {
        var index: StaticString
        var isUnique: Bool
        /// Empty where the row has no entry.
        var key: [UInt8]
        var content: [UInt8]
    }

    /// A row that must exist.
    struct Target {
        var field: StaticString
        var table: Table
        var id: UInt64
        var key: [UInt8]
        var onDelete: DeleteRule
        /// Whether the content is of a soft-deleted row; nil for tables that have none.
        var isDeleted: ((_ key: RawSpan, _ content: RawSpan) throws(RecordError) -> Bool)?
    }

    /// What the row adds to one aggregate entry.
    struct Share {
        var place: Place
        var owner: UInt64
        var amounts: Amounts
        var slotCount: Int
    }

    var key = KeyBuffer(reserving: 48)
    var content = ByteWriter(reserving: 256)
    var entries: [Entry] = []
    var targets: [Target] = []
    var shares: [Share?] = []
    var hints: [Key] = []
    /// The row's; 0 where it has none.
    var id: UInt64 = 0

    init() {}

    /// Lists the parts of a row; `old` is the row before an update, whose hints exist already.
    init<E: Entity>(of row: E, after old: E?) {
        self.init()
        id = row.id.rawValue
        E.writeKey(of: row, to: &key)
        row.writeContent(to: &content)
        if E.hasNaturalKey, E.hasID { entries.append(Self.idEntry(of: row)) }
        var lister = PartLister<E>(row: row, old: old)
        // Listing cannot fail: `Never` is what it throws.
        E.visitParts(&lister)
        entries.append(contentsOf: lister.entries)
        targets = lister.targets
        shares = lister.shares
        hints = lister.hints
    }

    /// Where a row with a natural key is found by its id.
    private static func idEntry<E: Entity>(of row: E) -> Entry {
        var key = KeyBuffer()
        key.begin(Place(.ids, E.table.number))
        key.append(row.id)
        var rowKey = KeyBuffer()
        E.writeKey(of: row, to: &rowKey)
        return Entry(index: "id", isUnique: true, key: key.array, content: rowKey.array)
    }
}

/// Visits the declarations of one entity for one row.
private struct PartLister<Row: Entity>: PartVisitor, ~Copyable {
    let row: Row
    let old: Row?
    var entries: [RowParts.Entry] = []
    var targets: [RowParts.Target] = []
    var shares: [RowParts.Share?] = []
    var hints: [Key] = []

    init(row: Row, old: Row?) {
        self.row = row
        self.old = old
    }

    mutating func index<I: SecondaryIndex>(_ index: I.Type) throws(Never) where I.Row == Row {
        var key = KeyBuffer(reserving: 48)
        var content = ByteWriter(reserving: 24)
        let exists = I.writeKey(of: row, to: &key)
        if exists { I.writeContent(of: row, to: &content) } else { key.removeAll() }
        entries.append(
            RowParts.Entry(
                index: I.name,
                isUnique: I.isUnique,
                key: key.array,
                content: content.array
            )
        )
    }

    mutating func reference<R: Reference>(_ reference: R.Type) throws(Never) where R.Row == Row {
        guard let id = R.target(of: row), id != old.flatMap({ R.target(of: $0) }) else { return }
        var key = KeyBuffer(reserving: 24)
        R.Target.writeKey(id: id, to: &key)
        var target = RowParts.Target(
            field: R.field,
            table: R.Target.table,
            id: id.rawValue,
            key: key.array,
            onDelete: R.onDelete,
            isDeleted: nil
        )
        if R.Target.hasSoftDelete {
            target.isDeleted = { key, content throws(RecordError) in
                try R.Target(key: key, content: content).isDeleted
            }
        }
        targets.append(target)
    }

    mutating func contribution<C: Contribution>(_ contribution: C.Type) throws(Never)
    where C.Row == Row {
        guard let owner = C.owner(of: row) else { return shares.append(nil) }
        var share = RowParts.Share(
            place: C.Total.place,
            owner: owner,
            amounts: Amounts(repeating: 0),
            slotCount: C.Total.slots.count
        )
        C.add(row, to: &share.amounts)
        shares.append(share)
    }

    mutating func hint<H: Hint>(_ hint: H.Type) throws(Never) where H.Row == Row {
        var hints: [Key] = []
        H.forEachKey(of: row, butNotOf: old) { key in hints.append(key) }
        self.hints.append(contentsOf: hints)
    }
}
