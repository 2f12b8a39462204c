internal import Engine
internal import Records

/// A row: decodes, lies where it says, has its entries, and refers to rows.
struct RowInspector<E: Entity>: Inspector {
    func inspect<View: Snapshot & ~Copyable>(
        _ key: RawSpan,
        _ content: RawSpan,
        in view: borrowing View,
        _ inspection: inout Inspection
    ) throws(StoreError) {
        guard let row = try? E(storedAt: key, content) else {
            return inspection.add(Finding(.undecodable, "\(E.table.name)", key: key))
        }
        let parts = RowParts(of: row, after: nil)
        if !parts.key.bytes.elementsEqual(key) {
            inspection.add(Finding(.misplaced, "\(E.table.name)", key: key))
        }
        // A row that lives inside a change is numbered by the sequence, not by its table.
        let isNumbered = E.place.tag.owner != .sequence
        inspection.countRow(of: E.table, id: isNumbered ? row.id.rawValue : 0)
        for share in parts.shares {
            if let share { inspection.count(share) }
        }
        try compare(parts, key, with: view, &inspection)
    }

    private func compare<View: Snapshot & ~Copyable>(
        _ parts: borrowing RowParts,
        _ key: RawSpan,
        with view: borrowing View,
        _ inspection: inout Inspection
    ) throws(StoreError) {
        for entry in parts.entries where !entry.key.isEmpty {
            if try !view.holds(entry.content.rawSpan, at: entry.key.rawSpan) {
                inspection.add(Finding(.entryMissing, "\(entry.index)", key: key))
            }
        }
        for target in parts.targets where try !view.holds(nil, at: target.key.rawSpan) {
            let detail = "\(target.field) -> \(target.table.name) \(target.id)"
            inspection.add(Finding(.referenceMissing, "\(E.table.name)", key: key, detail))
        }
        for hint in parts.hints where try !view.holds(nil, at: hint.bytes) {
            inspection.add(Finding(.hintMissing, "\(E.table.name)", key: key))
        }
    }
}

/// A change: can be replayed, follows the one before, and may hold a row of its own.
struct ChangeInspector: Inspector {
    /// Checks the activity row, where the schema has one.
    var row: (any Inspector)?

    func inspect<View: Snapshot & ~Copyable>(
        _ key: RawSpan,
        _ content: RawSpan,
        in view: borrowing View,
        _ inspection: inout Inspection
    ) throws(StoreError) {
        var reader = KeyReader(key)
        _ = try? reader.byte()
        inspection.countChange((try? reader.id()) ?? 0, key: key)
        guard let change = try? Change(content) else {
            return inspection.add(Finding(.undecodable, "change", key: key))
        }
        guard change.kind.contains(.activity) else { return }
        guard let row else {
            return inspection.add(Finding(.unknownEntry, "change", key: key, "a row of no table"))
        }
        try row.inspect(key, content, in: view, &inspection)
    }
}

/// An entry: its row exists and has exactly this entry.
struct IndexInspector<I: SecondaryIndex>: Inspector {
    func inspect<View: Snapshot & ~Copyable>(
        _ key: RawSpan,
        _ content: RawSpan,
        in view: borrowing View,
        _ inspection: inout Inspection
    ) throws(StoreError) {
        var rowKey = KeyBuffer()
        var expectedKey = KeyBuffer()
        var expected = ByteWriter()
        var isRight = false
        if (try? I.writeRowKey(forKey: key, content: content, to: &rowKey)) != nil,
            let row: I.Row = (try? view.row(at: rowKey.bytes)) ?? nil,
            I.writeKey(of: row, to: &expectedKey)
        {
            I.writeContent(of: row, to: &expected)
            isRight =
                expectedKey.bytes.elementsEqual(key) && expected.bytes.elementsEqual(content)
        }
        if !isRight { inspection.add(Finding(.entryStray, "\(I.name)", key: key)) }
    }
}

/// Where a row with a natural key is: the row is there and has this id.
struct IDInspector<E: Entity>: Inspector {
    func inspect<View: Snapshot & ~Copyable>(
        _ key: RawSpan,
        _ content: RawSpan,
        in view: borrowing View,
        _ inspection: inout Inspection
    ) throws(StoreError) {
        var reader = KeyReader(key)
        _ = try? reader.skip(2)
        let id = try? reader.id()
        let row: E? = (try? view.row(at: content)) ?? nil
        if row == nil || row?.id.rawValue != id || !reader.isAtEnd {
            inspection.add(Finding(.entryStray, "\(E.table.name).id", key: key))
        }
    }
}

/// Sums: kept until all rows have been counted.
struct SumInspector: Inspector {
    func inspect<View: Snapshot & ~Copyable>(
        _ key: RawSpan,
        _ content: RawSpan,
        in view: borrowing View,
        _ inspection: inout Inspection
    ) throws(StoreError) {
        let key = [UInt8](copying: key)
        do throws(StoreError) {
            let stored = try view.amounts(at: key.rawSpan)
            inspection.sums[key, default: Inspection.Sums()].stored = stored
        } catch {
            guard case .engine(.damaged) = error else { throw error }
            inspection.add(Finding(.undecodable, "counters", key: key.rawSpan))
        }
    }
}

/// The header: there is one, and it can be read.
struct HeaderInspector: Inspector {
    func inspect<View: Snapshot & ~Copyable>(
        _ key: RawSpan,
        _ content: RawSpan,
        in view: borrowing View,
        _ inspection: inout Inspection
    ) throws(StoreError) {
        if !key.elementsEqual(StoreHeader.key.bytes) || (try? StoreHeader(content)) == nil {
            inspection.add(Finding(.undecodable, "header", key: key))
        }
        inspection.hasHeader = true
    }
}

/// The horizon of the log: it can be read.
///
/// It lies in front of the changes that it is about.
struct HorizonInspector: Inspector {
    func inspect<View: Snapshot & ~Copyable>(
        _ key: RawSpan,
        _ content: RawSpan,
        in view: borrowing View,
        _ inspection: inout Inspection
    ) throws(StoreError) {
        var reader = ByteReader(content)
        let horizon = try? reader.varint()
        guard let horizon, reader.remaining == 0, key.elementsEqual(ChangeHorizon.key.bytes) else {
            return inspection.add(Finding(.undecodable, "horizon", key: key))
        }
        inspection.horizon = horizon
    }
}

/// Nothing but the checksum: a hint may outlive its row.
struct LenientInspector: Inspector {
    func inspect<View: Snapshot & ~Copyable>(
        _ key: RawSpan,
        _ content: RawSpan,
        in view: borrowing View,
        _ inspection: inout Inspection
    ) throws(StoreError) {}
}

extension Snapshot where Self: ~Copyable {
    /// Whether an undamaged entry lies under a key, and holds what it should.
    fileprivate borrowing func holds(
        _ expected: RawSpan?,
        at key: RawSpan
    ) throws(StoreError) -> Bool {
        do throws(StoreError) {
            guard let found = try content(at: key) else { return false }
            guard let expected else { return true }
            return found.elementsEqual(expected)
        } catch {
            guard case .engine(.damaged) = error else { throw error }
            return false
        }
    }
}
