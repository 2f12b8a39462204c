public import Engine
public import Records

extension Snapshot where Self: ~Copyable {
    /// The content of an entry, after its checksum has been found right, or nil.
    @inlinable @_lifetime(borrow self)
    public borrowing func content(at key: RawSpan) throws(StoreError) -> RawSpan? {
        let found: RawSpan?
        do { found = try value(for: key) } catch { throw .engine(error) }
        guard let found else { return nil }
        do { return try verifiedContent(key: key, value: found) } catch {
            throw .engine(.damaged(error))
        }
    }

    /// The row under a key, or nil.
    public borrowing func row<E: Entity>(
        _ type: E.Type = E.self,
        at key: RawSpan
    ) throws(StoreError) -> E? {
        guard let content = try content(at: key) else { return nil }
        do { return try E(storedAt: key, content) } catch { throw .engine(.damaged(error)) }
    }

    /// The row with an id, or nil.
    public borrowing func row<E: Entity>(_ id: ID<E>) throws(StoreError) -> E? {
        var key = Key()
        guard E.hasNaturalKey else {
            E.writeKey(id: id, to: &key)
            return try row(at: key.bytes)
        }
        key.begin(Place(.ids, E.table.number))
        key.append(id)
        guard let rowKey = try content(at: key.bytes) else { return nil }
        return try row(at: rowKey)
    }

    /// The row with an id; an error where there is none.
    public borrowing func existing<E: Entity>(_ id: ID<E>) throws(StoreError) -> E {
        guard let row: E = try row(id) else { throw .notFound(E.table, id: id.rawValue) }
        return row
    }

    /// The row that an index entry with this key leads to, or nil: for unique entries.
    public borrowing func row<I: SecondaryIndex>(
        through index: I.Type,
        at key: RawSpan
    ) throws(StoreError) -> I.Row? {
        guard let content = try content(at: key) else { return nil }
        var rowKey = KeyBuffer()
        do { try I.writeRowKey(forKey: key, content: content, to: &rowKey) } catch {
            throw .engine(.damaged(error))
        }
        return try row(I.Row.self, at: rowKey.bytes)
    }

    /// Calls `body` with each row whose key begins with `prefix`, in key order, until it returns false.
    public borrowing func forEachRow<E: Entity, Failure: StoreFailure>(
        of type: E.Type,
        under prefix: RawSpan,
        _ body: (E) throws(Failure) -> Bool
    ) throws(Failure) {
        var upper = KeyBuffer()
        upper.append(prefix)
        upper.advancePastPrefix()
        try forEachEntry(from: prefix, below: upper.bytes) {
            (key, content) throws(Failure) -> Bool in
            let row: E
            do throws(RecordError) { row = try E(storedAt: key, content) } catch {
                throw Failure(EngineError.damaged(error))
            }
            return try body(row)
        }
    }

    /// Calls `body` with the row of each entry of an index whose key begins with `prefix`, in key order.
    public borrowing func forEachRow<I: SecondaryIndex, Failure: StoreFailure>(
        through index: I.Type,
        under prefix: RawSpan,
        reversed: Bool = false,
        _ body: (I.Row) throws(Failure) -> Bool
    ) throws(Failure) {
        var upper = KeyBuffer()
        upper.append(prefix)
        upper.advancePastPrefix()
        try forEachEntry(from: prefix, below: upper.bytes, reversed: reversed) {
            (key, content) throws(Failure) -> Bool in
            var rowKey = KeyBuffer()
            do throws(RecordError) {
                try I.writeRowKey(forKey: key, content: content, to: &rowKey)
            } catch { throw Failure(EngineError.damaged(error)) }
            let row: I.Row?
            do throws(StoreError) { row = try self.row(at: rowKey.bytes) } catch {
                throw Failure(error)
            }
            guard let row else { throw Failure(StoreError.engine(.damaged(.malformedKey))) }
            return try body(row)
        }
    }

    /// Calls `body` with each verified entry of a range, until it returns false.
    @inlinable public borrowing func forEachEntry<Failure: StoreFailure>(
        from lower: RawSpan,
        below upper: RawSpan,
        reversed: Bool = false,
        _ body: (_ key: RawSpan, _ content: RawSpan) throws(Failure) -> Bool
    ) throws(Failure) {
        var cursor = entries(from: lower, below: upper, reversed: reversed, limit: .max)
        while true {
            let entry: Entry?
            let content: RawSpan
            do {
                entry = try cursor.next()
                guard let entry else { return }
                content = try entry.content
            } catch { throw Failure(error) }
            guard let entry else { return }
            guard try body(entry.key, content) else { return }
        }
    }

    /// The sums of one owner; zeros where there is no entry.
    public borrowing func amounts<A: Aggregate>(
        _ aggregate: A.Type,
        owner: UInt64
    ) throws(StoreError) -> Amounts {
        var key = Key()
        key.begin(A.place, owner: owner)
        return try amounts(at: key.bytes)
    }

    borrowing func amounts(at key: RawSpan) throws(StoreError) -> Amounts {
        var sums = Amounts(repeating: 0)
        guard let content = try content(at: key) else { return sums }
        var reader = ByteReader(content)
        do {
            var slot = 0
            while reader.remaining > 0, slot < sums.count {
                sums[slot] = try Int64(bitPattern: reader.varint())
                slot += 1
            }
        } catch { throw .engine(.damaged(error)) }
        return sums
    }
}

extension Entity {
    /// A row from its entry; one that lives inside a change is taken out of it.
    init(storedAt key: RawSpan, _ content: RawSpan) throws(RecordError) {
        guard Self.place.tag.owner == .sequence else {
            try self.init(key: key, content: content)
            return
        }
        guard let activity = try Change.activity(in: content) else { throw .malformedKey }
        try self.init(key: key, content: activity)
    }
}

extension Entity {
    /// A row from an entry that a walk has found, or nil where the entry is a change that holds none.
    public init?(found key: RawSpan, content: RawSpan) throws(RecordError) {
        if Self.place.tag.owner == .sequence, try Change.activity(in: content) == nil { return nil }
        try self.init(storedAt: key, content)
    }
}
