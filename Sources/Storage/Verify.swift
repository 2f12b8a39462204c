public import Engine
public import Records

extension Store {
    /// Checks everything that is stored against everything else, in one snapshot.
    ///
    /// Every checksum; every row to each of its entries and every entry back to its row; every
    /// reference, hint and sum; the counters against the rows. Now and then `goesOn` is told how many
    /// entries have been looked at, and may stop it.
    public func verify<S: Schema>(
        _ schema: S.Type,
        while goesOn: (_ entries: Int) -> Bool = { _ in true }
    ) throws(StoreError) -> VerifyReport {
        var reader = try makeReader()
        return try reader.read { view throws(StoreError) in
            try view.verify(schema, while: goesOn)
        }
    }
}

extension Snapshot where Self: ~Copyable {
    /// Checks everything that the snapshot holds against everything else.
    public borrowing func verify<S: Schema>(
        _ schema: S.Type,
        while goesOn: (_ entries: Int) -> Bool = { _ in true }
    ) throws(StoreError) -> VerifyReport {
        var inspection = Inspection()
        try inspect(schema, &inspection, counted: nil, while: goesOn)
        return inspection.report
    }

    /// The check itself; an inspection that asks for repairs is told them.
    ///
    /// A transaction knows its counters, which its changes do not tell before its end.
    borrowing func inspect<S: Schema>(
        _ schema: S.Type,
        _ inspection: inout Inspection,
        counted: Counters?,
        while goesOn: (_ entries: Int) -> Bool
    ) throws(StoreError) {
        let inspectors = Inspectors(schema)
        // A range stays within one tag: an engine may keep tags in trees of their own.
        for tag in UInt8.min..<UInt8.max {
            var lower = Key()
            lower.append(byte: tag)
            var upper = Key()
            upper.append(byte: tag + 1)
            var cursor = entries(from: lower.bytes, below: upper.bytes)
            while true {
                let entry: Entry?
                do throws(EngineError) { entry = try cursor.next() } catch { throw .engine(error) }
                guard let entry else { break }
                try inspect(entry, with: inspectors, &inspection)
                let count = inspection.report.entries
                guard count.isMultiple(of: 1024), !goesOn(count) else { continue }
                inspection.report.isComplete = false
                return
            }
        }
        inspection.checkHeader()
        inspection.checkHorizon()
        inspection.compareSums()
        if let counted { return inspection.compare(with: counted) }
        do throws(StoreError) { inspection.compare(with: try counters()) } catch {
            guard case .engine(.damaged) = error else { throw error }
            inspection.add(Finding(.sequence, "change", key: RawSpan(), "cannot be replayed"))
        }
    }

    private borrowing func inspect(
        _ entry: borrowing Entry,
        with inspectors: borrowing Inspectors,
        _ inspection: inout Inspection
    ) throws(StoreError) {
        inspection.report.entries += 1
        let content: RawSpan
        do throws(RecordError) {
            content = try verifiedContent(key: entry.key, value: entry.value)
        } catch {
            return inspection.add(Finding(.checksum, "entry", key: entry.key))
        }
        guard let inspector = inspectors.inspector(of: entry.key) else {
            return inspection.add(Finding(.unknownEntry, "entry", key: entry.key))
        }
        try inspector.inspect(entry.key, content, in: self, &inspection)
    }
}
