/// The first line of a table: which column is which field.
public struct Heading: Equatable, Sendable {
    /// The field of each column; nil for a column that nothing is known of.
    public let fields: [String?]
    /// The columns that nothing is known of, as they are called.
    public let ignored: [String]

    /// Reads a heading; `names` holds the other names of each field, `mapping` names of this very file.
    public init(
        _ row: TableRow,
        names: [String: [String]],
        mapping: [String: String] = [:]
    ) throws(TableError) {
        let known = FieldNames(names, mapping: mapping)
        var fields: [String?] = []
        var ignored: [String] = []
        for cell in row.cells {
            let field = known[cell ?? ""]
            if let field, fields.contains(field) { throw .columnTwice(field) }
            if field == nil, let cell, !cell.isEmpty { ignored.append(cell) }
            fields.append(field)
        }
        self.fields = fields
        self.ignored = ignored
    }

    /// Refuses a table without a column of one of these names.
    public func require(_ anyOf: [String]) throws(TableError) {
        if fields.contains(where: { $0.map(anyOf.contains) == true }) { return }
        throw .columnMissing(anyOf.joined(separator: " or "))
    }

    /// The fields of a row; a cell without a text is none.
    public func values(of row: TableRow) -> [String: String] {
        var values: [String: String] = [:]
        for (field, cell) in zip(fields, row.cells) {
            guard let field, let text = cell?.trimmed, !text.isEmpty else { continue }
            values[field] = text
        }
        return values
    }

    /// Whether a row has something where the table has no column.
    public func isExceeded(by row: TableRow) -> Bool {
        row.cells.dropFirst(fields.count).contains { $0 != nil }
    }
}

extension String {
    /// Without blanks at its ends.
    fileprivate var trimmed: String {
        let isBlank: (Character) -> Bool = { $0 == " " || $0 == "\t" || $0 == "\u{a0}" }
        guard let first = firstIndex(where: { !isBlank($0) }),
            let last = lastIndex(where: { !isBlank($0) })
        else { return "" }
        return String(self[first...last])
    }
}
