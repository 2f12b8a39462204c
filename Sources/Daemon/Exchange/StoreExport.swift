internal import Interchange
internal import JSONRPC
internal import LMDB
internal import Records
internal import SchoolAPI
internal import SchoolModel
internal import SchoolServices
internal import Storage

/// All rows of the store, or of some of its entities, from one snapshot: a line of JSON for each.
///
/// The first line says what is to follow, the last one what has: a file that was cut, or changed on its
/// way, is noticed.
struct StoreExport {
    /// The form of the lines.
    static let format = 1

    let house: House
    /// Those that were asked for; nil for all.
    let names: [String]?

    /// Writes the lines into a file of the daemon's own.
    func run(_ effort: Effort) throws(RPCError) -> ExportText {
        let tables = StoreTables.all.filter { table in
            names.map { $0.contains("\(table.table.name)") } ?? true
        }
        let file: ScratchFile
        do throws(ScratchFile.Failure) { file = try ScratchFile(beside: house.folder) } catch {
            throw RPCError(error)
        }
        let lines: StoreLines
        do throws(ServiceError) {
            lines = try house.store.read { view throws(ServiceError) -> StoreLines in
                try write(tables, of: view, into: file, effort)
            }
        } catch { throw RPCError(error) }
        if let failure = lines.failure { throw RPCError(failure) }
        guard !effort.cancellation.isCancelled else { throw RPCError(.requestCancelled) }
        return ExportText(file: file, byteCount: lines.byteCount, isTable: false)
    }

    private func write(
        _ tables: [any StoreTable],
        of view: borrowing LMDBReader.View,
        into file: ScratchFile,
        _ effort: Effort
    ) throws(ServiceError) -> StoreLines {
        let (counters, header) = try view.facts()
        let total = tables.reduce(0) { $0 + counters[$1.table].rows }
        let lines = StoreLines(file, expecting: total, effort)
        guard lines.add({ write(tables, counters, header, to: &$0) }) else { return lines }
        for table in tables {
            let before = lines.lineCount
            guard try table.write(view, to: lines) else { return lines }
            // Rows that no entry leads to would be lost in silence.
            guard lines.lineCount - before == counters[table.table].rows else {
                throw .checkFailed(table.table, field: "id", rule: "counted")
            }
        }
        guard lines.flush() else { return lines }
        let (count, checksum) = (lines.lineCount, lines.checksum)
        _ = lines.add { output in
            output.append("{\"end\":{")
            output.member("lines", count)
            output.member("crc32c", String(checksum.crc32c, radix: 16))
            output.removeTrailingComma()
            output.append("}}")
        }
        _ = lines.flush()
        return lines
    }

    private func write(
        _ tables: [any StoreTable],
        _ counters: Counters,
        _ header: StoreHeader,
        to output: inout OutputBuffer
    ) {
        output.append("{\"export\":{")
        output.member("format", Self.format)
        output.member("schema", String(header.fingerprint, radix: 16))
        output.member("collation", header.collation)
        output.member("version", "\(Version.daemon)")
        output.append("\"exportedAt\":")
        output.append(value: house.clock.now)
        output.append(names == nil ? ",\"complete\":true," : ",\"complete\":false,")
        output.member("sequence", Int(counters.sequence))
        output.append("\"rows\":{")
        for table in tables { output.member(table.table.name, counters[table.table].rows) }
        output.removeTrailingComma()
        output.append("},\"lastIds\":{")
        for table in tables { output.member(table.table.name, Int(counters[table.table].lastID)) }
        output.removeTrailingComma()
        output.append("}}}")
    }
}

extension LMDBReader.View {
    /// What the store counts, and what it says of itself.
    fileprivate borrowing func facts() throws(ServiceError) -> (Counters, StoreHeader) {
        do throws(StoreError) {
            guard let header = try storeHeader() else { throw .closed }
            return (try counters(), header)
        } catch { throw ServiceError(error) }
    }
}
