internal import Engine
public import Records

/// What makes one finding right: what should be there follows from the rows.
enum Repair {
    /// An entry that a row should have.
    case put(key: [UInt8], content: [UInt8])
    /// An entry that no row has.
    case remove(key: [UInt8])
    /// Sums as the rows say.
    case sums(key: [UInt8], Amounts, slots: Int)
    /// How many rows a table has, and its last id.
    case count(table: UInt8, rows: Int, lastID: UInt64)
    /// A field that names a row which is gone: its rule is applied as if the row were deleted now.
    case reference(Table, StaticString, Table, UInt64)

    static func put(key: RawSpan, content: RawSpan) -> Repair {
        .put(key: [UInt8](copying: key), content: [UInt8](copying: content))
    }

    static func remove(_ key: RawSpan) -> Repair { .remove(key: [UInt8](copying: key)) }
}

extension WriteScope where Transaction: ~Copyable {
    /// Makes right whatever follows from the rows: entries, hints, sums and counters, and then what
    /// refers to rows that are gone, which is deleted or cleared by its own rule.
    ///
    /// Answers what was found in one pass; those that are fixable and wanted are made right.
    public mutating func repair<S: Schema>(
        _ schema: S.Type,
        where isWanted: @escaping (Finding) -> Bool = { _ in true }
    ) throws(StoreError) -> VerifyReport {
        var inspection = Inspection()
        inspection.repairs = []
        inspection.isWanted = isWanted
        try inspect(schema, &inspection, counted: counters) { _ in true }
        let repairs = inspection.repairs ?? []
        // Entries first: deletions find their rows by them.
        for repair in repairs { try mend(repair) }
        for case .reference(let table, let field, let target, let id) in repairs {
            let referrers = catalog.referrers[target.number] ?? []
            let name = "\(field)"
            for referrer in referrers where referrer.table == table && referrer.field == name {
                _ = try referrer.apply(&self, id)
            }
        }
        return inspection.report
    }

    private mutating func mend(_ repair: Repair) throws(StoreError) {
        switch repair {
        case .put(let key, let content): try put(key.rawSpan, content: content.rawSpan)
        case .remove(let key): try remove(key.rawSpan)
        case .sums(let key, let sums, let slots):
            guard sums.indices.contains(where: { sums[$0] != 0 }) else {
                return try remove(key.rawSpan)
            }
            var bytes = ByteWriter()
            for slot in 0..<slots { bytes.varint(UInt64(bitPattern: sums[slot])) }
            try put(key.rawSpan, content: bytes.bytes)
        case .count(let table, let rows, let lastID):
            counters[table].rows = rows
            counters[table].lastID = max(counters[table].lastID, lastID)
        case .reference: return
        }
        // What is made right is a change, even where no row is.
        request.rowCount += 1
    }
}
