/// Rows of flat JSON objects, laid out in columns for a terminal.
struct TextTable {
    private var columns: [String] = []
    private var rows: [[String]] = []

    /// Reads the store's own answers: an array of objects of numbers, strings, booleans and nulls.
    init(json: [UInt8]) {
        var text = Substring(decoding: json, as: UTF8.self)
        var row: [String] = []
        while let character = text.popFirst() {
            switch character {
            case "{": row = []
            case "}": rows.append(row)
            case "\"":
                let name = Self.string(&text)
                _ = text.popFirst()
                if rows.isEmpty { columns.append(name) }
                row.append(Self.value(&text))
            default: continue
            }
        }
    }

    private static func string(_ text: inout Substring) -> String {
        var result = ""
        while let character = text.popFirst(), character != "\"" {
            if character == "\\", let escaped = text.popFirst() {
                result.append(escaped)
            } else {
                result.append(character)
            }
        }
        return result
    }

    private static func value(_ text: inout Substring) -> String {
        if text.first == "\"" {
            text.removeFirst()
            return string(&text)
        }
        let end = text.firstIndex { $0 == "," || $0 == "}" } ?? text.endIndex
        let value = text[..<end]
        text = text[end...]
        return value == "null" ? "-" : String(value)
    }

    /// A heading and the first rows.
    func text(atMost limit: Int) -> String {
        let shown = [columns] + rows.prefix(limit)
        let widths = columns.indices.map { column in
            shown.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0
        }
        var lines = shown.map { row in
            zip(row, widths).map { cell, width in
                cell + String(repeating: " ", count: max(0, width - cell.count))
            }.joined(separator: "  ")
        }
        if rows.count > limit { lines.append("... \(rows.count) rows") }
        return lines.joined(separator: "\n")
    }
}
