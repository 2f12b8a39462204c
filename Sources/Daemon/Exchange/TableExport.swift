internal import Engine
internal import Interchange
internal import JSONRPC
internal import LMDB
internal import Records
internal import SchoolModel
internal import SchoolServices
internal import Storage

/// The rows of one table that somebody may see, from one snapshot, as CSV.
struct TableExport {
    let house: House
    let table: any ExportTable
    let caller: Context

    /// Writes the lines into a file of the daemon's own.
    func run(_ effort: Effort) throws(RPCError) -> ExportText {
        let file: ScratchFile
        do throws(ScratchFile.Failure) { file = try ScratchFile(beside: house.folder) } catch {
            throw RPCError(error)
        }
        let rows = house.store.counters[table.counted].rows
        let lines = StoreLines(file, expecting: rows, effort)
        let judge = caller.judge(at: house.clock.now)
        do throws(ServiceError) {
            var reader: LMDBReader
            do throws(StoreError) { reader = try house.store.makeReader() } catch {
                throw ServiceError(error)
            }
            try reader.read(for: judge) { view throws(ServiceError) in
                guard lines.add(cells: table.columns) else { return }
                try table.write(view, to: lines)
            }
        } catch { throw RPCError(error) }
        _ = lines.failure == nil && lines.flush()
        if let failure = lines.failure { throw RPCError(failure) }
        guard !effort.cancellation.isCancelled else { throw RPCError(.requestCancelled) }
        return ExportText(file: file, byteCount: lines.byteCount, isTable: true)
    }
}

extension StoreLines {
    /// Adds a line of a table; nil is nothing at all.
    func add(cells: [String?]) -> Bool {
        let line = cells.map { SeparatedValues.csv($0) }.joined(separator: ",")
        return add { output in output.append([UInt8](line.utf8).rawSpan) }
    }
}

/// One table of an export.
protocol ExportTable: Sendable {
    /// Whose rows say about how long it takes.
    var counted: Table { get }
    var columns: [String] { get }

    /// Writes a line for every row that can be seen.
    func write(_ view: borrowing LMDBReader.View, to lines: StoreLines) throws(ServiceError)
}

/// What can be exported as a table: entities, and what the lists of a school call rows.
enum ExportTables {
    static let byName: [String: any ExportTable] = {
        var finder = TableFinder()
        SchoolSchema.visitEntities(&finder)
        finder.tables["student"] = StudentTable()
        finder.tables["roster"] = RosterTable()
        finder.tables["attendance"] = AttendanceTable()
        return finder.tables
    }()
}

private struct TableFinder: EntityVisitor, ~Copyable {
    var tables: [String: any ExportTable] = [:]

    mutating func visit<E: Entity>(_ entity: E.Type) throws(Never) {
        guard let type = E.self as? any Record.Type else { return }
        tables["\(E.table.name)"] = table(of: type)
    }

    private func table<Row: Record>(of type: Row.Type) -> any ExportTable { EntityTable<Row>() }
}

/// The rows of one entity, with the fields that are shown.
private struct EntityTable<Row: Record>: ExportTable {
    var counted: Table { Row.table }

    /// In the order of the row.
    var columns: [String] {
        Row.describeFields().compactMap { line in
            let parts = line.split(separator: ":", maxSplits: 1)
            return parts.count == 2 && !parts[1].hasPrefix("hidden ") ? String(parts[0]) : nil
        }
    }

    func write(_ view: borrowing LMDBReader.View, to lines: StoreLines) throws(ServiceError) {
        try view.forEachRow(of: Row.self) { row throws(ServiceError) -> Bool in
            guard try view.isVisible(row) else { return true }
            return lines.add(cells: row.cells)
        }
    }
}

extension Record {
    /// What a table shows of each shown field.
    fileprivate var cells: [String?] {
        var output = OutputBuffer(capacity: 512)
        output.append(row: self)
        let buffer = InputBuffer(copying: [UInt8](copying: output.bytes).span)
        var parser = JSONParser(capacity: output.byteCount + 1)
        var cells: [String?] = []
        do throws(JSONError) {
            let document = try parser.parse(buffer.padded)
            var members = document.root.children
            while members.next() != nil, let value = members.next() {
                cells.append(value.importedText)
            }
        } catch { preconditionFailure("what is written here is JSON") }
        return cells
    }
}
