/// Why a text is no table.
public enum TableError: Error, Equatable {
    /// Bytes that are no text in the encoding that the file seems to have.
    case encoding(hint: String)
    /// A quotation mark is never closed; the line is where it was opened.
    case openQuote(line: Int)
    /// There is something between a closing quotation mark and the end of the cell.
    case strayText(line: Int)
    /// A cell is longer, or a line wider, than any table has.
    case tooLarge(line: Int)
    /// Two columns mean the same.
    case columnTwice(String)
    /// A column is missing that the table cannot do without.
    case columnMissing(String)

    /// In a few words, for people.
    public var text: String {
        switch self {
        case .encoding(let hint): "not UTF-8 text: \(hint)"
        case .openQuote(let line): "line \(line): a quotation mark is never closed"
        case .strayText(let line): "line \(line): text behind a closing quotation mark"
        case .tooLarge(let line): "line \(line): a cell or a line is too long"
        case .columnTwice(let name): "two columns are called \(name)"
        case .columnMissing(let name): "there is no column \(name)"
        }
    }
}
