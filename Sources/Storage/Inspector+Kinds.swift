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
            inspection.countRow(of: E.table, id: 0)
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
            try compare(entry, parts, key, with: view, &inspection)
        }
        for target in parts.targets where try view.holding(nil, at: target.key.rawSpan) == .nothing
        {
            let detail = "\(target.field) -> \(target.table.name) \(target.id)"
            var finding = Finding(.referenceMissing, "\(E.table.name)", key: key, detail)
            finding.rowID = parts.id
            finding.field = "\(target.field)"
            let repair = Repair.reference(E.table, target.field, target.table, target.id)
            inspection.add(finding, target.onDelete == .restrict ? nil : repair)
        }
        for hint in parts.hints where try view.holding(nil, at: hint.bytes) == .nothing {
            var finding = Finding(.hintMissing, "\(E.table.name)", key: key)
            finding.rowID = parts.id
            inspection.add(finding, .put(key: hint.bytes, content: RawSpan()))
        }
    }

    private func compare<View: Snapshot & ~Copyable>(
        _ entry: RowParts.Entry,
        _ parts: borrowing RowParts,
        _ key: RawSpan,
        with view: borrowing View,
        _ inspection: inout Inspection
    ) throws(StoreError) {
        let held = try view.holding(entry.content.rawSpan, at: entry.key.rawSpan)
        guard held != .expected else { return }
        var finding = Finding(.entryMissing, "\(entry.index)", key: key)
        finding.rowID = parts.id
        if held == .other {
            finding.kind = .entryWrong
            if try isTwin(entry, parts.id, key, in: view) {
                finding.kind = .duplicate
                finding.subject = "\(E.table.name)"
                finding.detail = "id \(parts.id) is that of another row too"
                return inspection.add(finding)
            }
        }
        inspection.add(finding, .put(key: entry.key.rawSpan, content: entry.content.rawSpan))
    }

    /// Whether an entry leads to another row that has the same right to it.
    private func isTwin<View: Snapshot & ~Copyable>(
        _ entry: RowParts.Entry,
        _ id: UInt64,
        _ key: RawSpan,
        in view: borrowing View
    ) throws(StoreError) -> Bool {
        guard E.hasNaturalKey, E.hasID, entry.index.isID,
            let content = try view.content(at: entry.key.rawSpan)
        else { return false }
        let other: E? = (try? view.row(at: content)) ?? nil
        return other?.id.rawValue == id && !content.elementsEqual(key)
    }
}

extension StaticString {
    /// Whether it names the entry that leads from an id to a row with a natural key.
    fileprivate var isID: Bool { "\(self)" == "id" }
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
        var isRight = false
        // Another content under the right key is found with the row.
        if (try? I.writeRowKey(forKey: key, content: content, to: &rowKey)) != nil,
            let row: I.Row = (try? view.row(at: rowKey.bytes)) ?? nil,
            I.writeKey(of: row, to: &expectedKey)
        {
            isRight = expectedKey.bytes.elementsEqual(key)
        }
        if !isRight { inspection.add(Finding(.entryStray, "\(I.name)", key: key), .remove(key)) }
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
            inspection.add(Finding(.entryStray, "\(E.table.name).id", key: key), .remove(key))
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

/// What lies under a key.
private enum Held {
    case nothing
    case expected
    case other
}

extension Snapshot where Self: ~Copyable {
    /// What lies under a key, held against what should; what is damaged is a finding already.
    fileprivate borrowing func holding(
        _ expected: RawSpan?,
        at key: RawSpan
    ) throws(StoreError) -> Held {
        do throws(StoreError) {
            guard let found = try content(at: key) else { return .nothing }
            guard let expected else { return .expected }
            return found.elementsEqual(expected) ? .expected : .other
        } catch {
            guard case .engine(.damaged) = error else { throw error }
            return .expected
        }
    }
}
