/// Cells of a file for spreadsheets and scripts.
public enum SeparatedValues {
    /// A cell of a CSV file, as RFC 4180 wants it; nil is nothing at all, an empty text a pair of quotes.
    ///
    /// What a spreadsheet would take for a formula gets an apostrophe in front, unless it is a number;
    /// so does what looks as if it had one already, so that `CSVReader` gives every text back.
    public static func csv(_ text: String?) -> String {
        guard var text else { return "" }
        if text.isFormula || text.isGuarded { text = "'" + text }
        let isPlain = text.utf8.allSatisfy { ![0x2c, 0x22, 0x0a, 0x0d].contains($0) }
        let isBare = isPlain && !text.isEmpty && text.first != " " && text.last != " "
        guard !isBare else { return text }
        return "\"" + text.flatMap { $0 == "\"" ? "\"\"" : String($0) } + "\""
    }

    /// A cell of a TSV file: tabs, line breaks and backslashes as `\t`, `\n`, `\r` and `\\`.
    public static func tsv(_ text: String?) -> String {
        guard let text else { return "" }
        guard text.utf8.contains(where: { $0 == 0x5c || $0 == 0x09 || $0 == 0x0a || $0 == 0x0d })
        else { return text }
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": result += "\\\\"
            case "\t": result += "\\t"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}

extension String {
    /// Whether it is a formula behind apostrophes.
    var isGuarded: Bool { first == "'" && String(drop { $0 == "'" }).isFormula }

    /// Whether a spreadsheet would reckon with it.
    fileprivate var isFormula: Bool {
        guard let first = utf8.first, [0x3d, 0x2b, 0x2d, 0x40, 0x09, 0x0d].contains(first) else {
            return false
        }
        // -12.50 and +994501234567 are harmless.
        let rest = utf8.dropFirst()
        let isSigned = first == 0x2b || first == 0x2d
        let isNumber = !rest.isEmpty && rest.allSatisfy { 0x30...0x39 ~= $0 || $0 == 0x2e }
        return !(isSigned && isNumber)
    }
}
