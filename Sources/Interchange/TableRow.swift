/// One line of a table, as it stands in a file.
public struct TableRow: Equatable, Sendable {
    /// Where it begins: the number of the line in the file, from 1.
    public var line: Int
    /// Nil where there is nothing between two separators; a pair of quotes is the empty text.
    public var cells: [String?]

    /// A line with its cells.
    public init(line: Int, cells: [String?]) {
        self.line = line
        self.cells = cells
    }
}
