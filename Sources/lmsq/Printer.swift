import Client

/// Shows answers in one of the formats.
struct Printer {
    private let format: Arguments.Format

    init(_ format: Arguments.Format) { self.format = format }

    /// A whole answer: the rows of a list, or the members of an object.
    func show(_ value: JSON) {
        if format == .json { return print(value.line) }
        if let rows = value["items"]?.elements { return show(rows: rows) }
        guard format != .ndjson else { return print(value.line) }
        guard case .object(let members) = value else { return print(value.cell) }
        for member in members {
            switch format {
            case .csv: print(quoted(member.name) + "," + quoted(member.value.cell))
            case .tsv: print(plain(member.name) + "\t" + plain(member.value.cell))
            default:
                print(
                    padded(member.name, members.map(\.name.count).max() ?? 0) + "  "
                        + member.value.cell
                )
            }
        }
    }

    /// Rows of one list.
    func show(rows: [JSON]) {
        switch format {
        case .json: print("[" + rows.map(\.line).joined(separator: ",") + "]")
        case .ndjson: for row in rows { print(row.line) }
        case .csv: for line in table(rows) { print(line.map(quoted).joined(separator: ",")) }
        case .tsv: for line in table(rows) { print(line.map(plain).joined(separator: "\t")) }
        case .table:
            let lines = table(rows)
            let widths = (lines.first ?? []).indices.map { column in
                lines.map { $0[column].count }.max() ?? 0
            }
            for line in lines {
                let cells = zip(line, widths).map(padded).joined(separator: "  ")
                print(String(cells.reversed().drop { $0 == " " }.reversed()))
            }
        }
    }

    /// A heading, then the cells of each row.
    private func table(_ rows: [JSON]) -> [[String]] {
        guard case .object(let members) = rows.first else { return [] }
        let names = members.map(\.name)
        return [names] + rows.map { row in names.map { row[$0]?.cell ?? "" } }
    }

    private func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }

    private func plain(_ text: String) -> String {
        String(text.map { $0 == "\t" || $0.isNewline ? " " : $0 })
    }

    /// As RFC 4180 wants it.
    private func quoted(_ text: String) -> String {
        guard text.contains(where: { $0 == "," || $0 == "\"" || $0.isNewline }) else { return text }
        return "\"" + text.flatMap { $0 == "\"" ? "\"\"" : String($0) } + "\""
    }
}

extension JSON {
    /// What stands in a cell.
    var cell: String {
        switch self {
        case .null: ""
        case .text(let text): text
        default: line
        }
    }
}
