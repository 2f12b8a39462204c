import Client
import Interchange
import SchoolAPI
import Terminal

/// Shows answers in one of the formats.
struct Printer {
    private let format: Options.Format
    /// The columns of a table.
    private let columns: [String]
    /// What the rows are cut down to; nothing where all is wanted.
    private let fields: [String]
    private let result: Shape?
    /// The columns of what has been shown so far.
    private var heading: [String] = []
    private var rows: [JSON] = []
    private var hasBegun = false

    init(
        _ format: Options.Format,
        columns: [String] = [],
        fields: [String] = [],
        result: Shape? = nil
    ) {
        self.format = format
        self.columns = columns
        self.fields = fields
        self.result = result
    }

    /// A whole answer: the rows of a list, one value, or the rows that are made of it for a table.
    mutating func show(
        _ reply: Reply,
        arranging arrange: ((JSON) -> [JSON])? = nil
    ) throws(Failure) {
        if let arrange, format != .json, format != .ndjson {
            let page = arrange(JSON(reply.json) ?? .null)
            heading = names(of: page.first)
            if format == .table { rows = page } else { try write(page) }
            return try end()
        }
        if format == .json {
            Output.write(reply.json[...])
            return Output.write("\n")
        }
        if reply.items != nil {
            _ = try show(page: reply)
            try end()
            if let cursor = reply.member("nextCursor")?.string {
                LMSQ.tell("lmsq: there are more; go on with cursor=\(cursor), or --all\n")
            }
            return
        }
        show(value: JSON(reply.json) ?? .null, reply.json)
        try Output.flushIfLong()
    }

    /// One value: an object as its members, anything else as it is.
    private func show(value: JSON, _ bytes: [UInt8]) {
        guard format != .ndjson, case .object(let members) = value else {
            guard case .text(let text) = value else {
                Output.write(bytes[...])
                return Output.write("\n")
            }
            return Output.write((format == .ndjson ? text : text.visible) + "\n")
        }
        switch format {
        case .csv: write(csv: members.map(\.name), [members.map(\.value.cell)])
        case .tsv: write(tsv: members.map(\.name), [members.map(\.value.cell)])
        default:
            let table = TextTable(
                heading: ["", ""],
                rows: members.map { [.init($0.name), .init($0.value.cell ?? "–")] }
            )
            for line in table.lines(width: Output.terminalWidth).dropFirst() {
                Output.write(line + "\n")
            }
        }
    }

    // MARK: - Lists

    /// One page of a list; how many rows it has.
    mutating func show(page reply: Reply) throws(Failure) -> Int {
        let items = reply.items ?? []
        switch format {
        case .json, .ndjson:
            for item in items {
                if format == .json { Output.write(hasBegun ? "," : "[") }
                hasBegun = true
                if fields.isEmpty {
                    Output.write(reply.json[item])
                } else {
                    let row = JSON(Array(reply.json[item])) ?? .null
                    let members = fields.map { JSON.Member(name: $0, value: row[$0] ?? .null) }
                    Output.write(JSON.object(members).line)
                }
                if format == .ndjson { Output.write("\n") }
                try Output.flushIfLong()
            }
        case .csv, .tsv, .table:
            let page = items.compactMap { JSON(Array(reply.json[$0])) }
            if heading.isEmpty { heading = names(of: page.first) }
            if format == .table { rows += page } else { try write(page) }
        }
        return items.count
    }

    /// What stands behind the last page.
    mutating func end() throws(Failure) {
        switch format {
        case .json: Output.write(hasBegun ? "]\n" : "[]\n")
        case .ndjson: break
        case .csv, .tsv:
            if heading.isEmpty { heading = names(of: nil) }
            if !hasBegun { try write([]) }
        case .table:
            if heading.isEmpty { heading = names(of: nil) }
            let cells = rows.map { row in
                heading.map { name in
                    TextTable.Cell(row[name]?.cell ?? "–", isNumber: row[name]?.isNumber ?? false)
                }
            }
            let table = TextTable(heading: heading, rows: cells)
            for line in table.lines(width: Output.terminalWidth) {
                Output.write(line + "\n")
                try Output.flushIfLong()
            }
            if rows.isEmpty, Output.terminalWidth != nil { LMSQ.tell("lmsq: no rows\n") }
        }
    }

    /// The columns: those that are wanted, those of the first row, or those that the method promises.
    private func names(of row: JSON?) -> [String] {
        if !fields.isEmpty { return fields }
        if format == .table, !columns.isEmpty { return columns }
        if case .object(let members) = row { return members.map(\.name) }
        guard case .object(let members) = result, let items = members.first,
            case .array(let element) = items.1
        else { return [] }
        switch element {
        case .named(let name):
            return NamedShapes.all.first { "\($0.name)" == "\(name)" }?.members.map(\.0) ?? []
        case .object(let members): return members.map { "\($0.0)" }
        default: return []
        }
    }

    private mutating func write(_ page: [JSON]) throws(Failure) {
        let rows = page.map { row in heading.map { row[$0]?.cell } }
        let names = hasBegun ? nil : heading
        hasBegun = true
        if format == .csv { write(csv: names, rows) } else { write(tsv: names, rows) }
        try Output.flushIfLong()
    }

    private func write(csv names: [String]?, _ rows: [[String?]]) {
        for row in (names.map { [$0] } ?? []) + rows {
            Output.write(row.map(SeparatedValues.csv).joined(separator: ",") + "\n")
        }
    }

    private func write(tsv names: [String]?, _ rows: [[String?]]) {
        for row in (names.map { [$0] } ?? []) + rows {
            Output.write(row.map(SeparatedValues.tsv).joined(separator: "\t") + "\n")
        }
    }
}

extension JSON {
    /// What stands in a cell; nil is null.
    var cell: String? {
        switch self {
        case .null: nil
        case .text(let text): text
        default: line
        }
    }

    var isNumber: Bool {
        switch self {
        case .integer, .number: true
        default: false
        }
    }
}
