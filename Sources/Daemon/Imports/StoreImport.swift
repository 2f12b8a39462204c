internal import Collation
internal import Interchange
internal import JSONRPC
internal import Records
internal import SchoolModel
internal import SchoolServices
internal import Storage
internal import Synchronization

/// An export on its way into the store: looked through first, then written in one transaction.
///
/// All of it is written or nothing, whatever happens meanwhile. Others who write wait for it, so that it
/// is for stores that nobody works in yet, or for a few rows.
struct StoreImport {
    private let source: StoreSource
    private let context: Context
    private let house: House

    init(_ source: StoreSource, _ context: Context, _ house: House) {
        self.source = source
        self.context = context
        self.house = house
    }

    func run(_ effort: Effort, _ output: inout OutputBuffer) throws(RPCError) {
        let file = try StoreFile(source).checked(effort)
        try effort.reach("the export is whole", 10)
        let report = try write(file, effort)
        var findings: Int?
        if !source.isRehearsal {
            try house.takeUpImport()
            findings = try house.findings(effort)
        }
        output.append("{\"kind\":\"store\",")
        output.append(report: report, isRehearsal: source.isRehearsal)
        output.append(",\"ignoredColumns\":[],")
        if let findings {
            output.member("findings", findings)
        } else {
            output.append("\"findings\":null,")
        }
        output.removeTrailingComma()
        output.append("}")
    }

    private func write(_ file: StoreFile, _ effort: Effort) throws(RPCError) -> ImportReport {
        let copying = StoreCopying(
            file: file,
            onDuplicate: source.onDuplicate,
            terms: CellTerms(
                collator: try collator(for: file.heading),
                isLenient: file.heading.schema != house.schemaFingerprint
            ),
            effort: effort,
            context: source.defersReferences ? context : nil
        )
        do throws(ServiceError) {
            return source.isRehearsal
                ? try house.store.dryRun { scope throws(ServiceError) in try copying.run(&scope) }
                : try house.store.write { scope throws(ServiceError) in try copying.run(&scope) }
        } catch {
            if effort.cancellation.isCancelled { throw RPCError(.requestCancelled) }
            guard case .item(let line, let reason) = error else { throw RPCError(error) }
            let (field, text) = reason.blame
            throw .importFailed(line, field, text)
        }
    }
}

extension StoreImport {
    /// What names are sorted by: an empty store takes up the alphabet of the one that was exported.
    private func collator(for heading: StoreHeading) throws(RPCError) -> Collator {
        let (counters, known) = (house.store.counters, house.collator)
        let isBlank = StoreTables.all.allSatisfy { counters[$0.table].rows == 0 }
        guard isBlank, !heading.collation.isEmpty else { return known }
        let locale = Collator.locale(of: heading.collation)
        guard locale != known.locale else { return known }
        let other: Collator
        do throws(CollationError) { other = try Collator(locale: locale) } catch {
            throw .importFailed(1, "collation", "unknown: \(locale)")
        }
        if source.isRehearsal { return other }
        do throws(ServiceError) {
            try house.store.run(RenewTexts(by: other), as: context)
        } catch { throw RPCError(error) }
        house.collation.follow(other.version)
        return other
    }
}

/// What the writer does with an export; it may be run twice.
private struct StoreCopying: Sendable {
    let file: StoreFile
    let onDuplicate: StoreCopy.Duplicates
    let terms: CellTerms
    let effort: Effort
    /// Who lets rows name what does not exist; nil where they may not.
    let context: Context?

    func run(_ scope: inout Scope) throws(ServiceError) -> ImportReport {
        let isBlank = StoreTables.all.allSatisfy { scope.counters[$0.table].rows == 0 }
        var copy = StoreCopy(onDuplicate: onDuplicate)
        scope.defersReferences = context != nil
        var reader = StoreLineReader()
        var walk = LineWalk(file.file, upTo: file.endOffset)
        while let line = try walk.line() {
            let number = walk.number
            if number == 1 { continue }
            if number.isMultiple(of: 256) {
                let share = 10 + walk.offset * 40 / file.endOffset
                guard effort.goesOn("\(number) rows", share) else { throw .cancelled }
            }
            let isRow = try reader.read(line) { name, object throws(ServiceError) -> Bool in
                guard let table = StoreTables.byName[name] else { return false }
                do throws(ServiceError) {
                    try table.take(object, line: number, terms, &copy, &scope)
                } catch {
                    if case .item = error { throw error }
                    if case .store(.engine) = error { throw error }
                    throw .item(index: number, error)
                }
                return true
            }
            guard isRow == true else {
                throw .item(index: number, .invalidParams(path: "", reason: "no row"))
            }
        }
        if context == nil { try copy.finish(in: scope) }
        try takeNumbers(&scope, isBlank: isBlank)
        // Behind the numbers of the other store: this leaves an entry in the log.
        if let context { _ = try EnforceReferences(false).run(in: &scope, as: context) }
        return copy.report
    }

    /// No number that the other store has given is given again.
    private func takeNumbers(_ scope: inout Scope, isBlank: Bool) throws(ServiceError) {
        guard file.heading.isComplete else { return }
        do throws(StoreError) {
            for table in StoreTables.all where table.table != ActivityLog.table {
                guard let last = file.heading.lastIDs["\(table.table.name)"] else { continue }
                try scope.passOver(table.table, through: last)
            }
        } catch { throw ServiceError(error) }
        if isBlank { scope.skipChanges(through: file.heading.sequence) }
    }
}

extension ServiceError {
    /// Nobody waits for the answer any more.
    fileprivate static var cancelled: ServiceError {
        .invalidParams(path: "", reason: "cancelled")
    }
}

extension LineWalk {
    /// The next line, for the writer.
    fileprivate mutating func line() throws(ServiceError) -> ArraySlice<UInt8>? {
        do throws(ScratchFile.Failure) { return try next() } catch {
            throw .invalidParams(path: "text", reason: error.reason)
        }
    }
}

extension House {
    /// What the schema hashes to, as exports tell it.
    var schemaFingerprint: String { String(store.header.fingerprint, radix: 16) }

    /// What is kept in memory of rows that an import may have brought.
    fileprivate func takeUpImport() throws(RPCError) {
        do throws(StoreError) {
            try findParts()
            // How many changes are kept may have been told otherwise when the daemon was started.
            try obeySettings(butFor: store.changesKept)
        } catch { throw RPCError(error) }
        sweepingDay.store(.min, ordering: .relaxed)
        sweptDay.store(.min, ordering: .releasing)
    }

    /// How much `admin/validate` finds.
    fileprivate func findings(_ effort: Effort) throws(RPCError) -> Int {
        var validation = Validation(nil, isVerbose: false, limit: 0)
        validation.take(try verify(effort, upTo: 50))
        try check(&validation, effort)
        return validation.count
    }
}
