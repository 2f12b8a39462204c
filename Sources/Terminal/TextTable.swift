/// Rows in columns, for people.
public struct TextTable {
    /// One cell.
    public struct Cell {
        let text: String
        let width: Int
        let isNumber: Bool

        /// A cell; numbers stand at the right of their column.
        public init(_ text: String, isNumber: Bool = false) {
            self.text = text.visible
            width = self.text.displayWidth
            self.isNumber = isNumber
        }
    }

    private let heading: [Cell]
    private let rows: [[Cell]]
    private static let gap = 2
    /// No column is made narrower than this, if it was wider.
    private static let narrowest = 6

    /// A table; every row has as many cells as the heading.
    public init(heading: [String], rows: [[Cell]]) {
        self.heading = heading.map { Cell($0) }
        self.rows = rows
    }

    /// The heading and the rows, without blanks at the end, cut to a terminal's width if there is one.
    public func lines(width: Int? = nil) -> [String] {
        let widths = fitted(to: width)
        let isNumber = heading.indices.map { column in
            rows.contains { $0[column].isNumber }
                && rows.allSatisfy { $0[column].isNumber || $0[column].text == "–" }
        }
        return ([heading] + rows).map { row in
            var line = ""
            var blanks = 0
            for (column, cell) in row.enumerated() {
                let width = widths[column]
                let text = cell.width > width ? cell.text.cut(toWidth: width) : cell.text
                let room = width - min(cell.width, width)
                let isRight = isNumber[column]
                let before = blanks + (isRight ? room : 0)
                blanks = Self.gap + (isRight ? 0 : room)
                // Blanks are written only in front of something.
                if text.isEmpty {
                    blanks += before
                } else {
                    line += String(repeating: " ", count: before) + text
                }
            }
            return width.map(line.cut) ?? line
        }
    }

    /// The widths of the columns; the widest give way until all fit.
    private func fitted(to width: Int?) -> [Int] {
        var widths = heading.indices.map { column in
            rows.reduce(heading[column].width) { max($0, $1[column].width) }
        }
        guard let width else { return widths }
        var excess = widths.reduce(Self.gap * (widths.count - 1), +) - width
        while excess > 0, let widest = widths.indices.max(by: { widths[$0] < widths[$1] }),
            widths[widest] > Self.narrowest
        {
            // Down to the next widest, in one step.
            let next = widths.filter { $0 < widths[widest] }.max() ?? 0
            let step = min(excess, widths[widest] - max(next, Self.narrowest))
            widths[widest] -= step
            excess -= step
        }
        return widths
    }
}
