/// Reads the lines of a CSV file, piece by piece: RFC 4180, and what spreadsheets make of it.
///
/// The separator is the one that the first line has most of: comma, semicolon or tab. Lines end in CR LF,
/// LF or CR. Empty lines are no rows. An apostrophe that stands guard in front of a formula is taken away.
public struct CSVReader: Sendable {
    /// A cell has at most so many bytes.
    public static let cellMaximum = 1 << 20
    /// A line has at most so many cells.
    public static let widthMaximum = 1000

    private enum State {
        case cellStart, plain, quoted, quoteInQuotes
    }

    private var separator: UInt8?
    /// What came before the end of the first line, from which the separator is told.
    private var firstLine: [UInt8] = []
    private var state = State.cellStart
    private var cell: [UInt8] = []
    private var isQuoted = false
    private var cells: [String?] = []
    private var line = 1
    private var rowLine = 1
    private var quoteLine = 1
    private var isAfterReturn = false

    /// At the beginning of a file.
    public init() {}

    /// The rows that are complete with this text.
    public mutating func read(_ text: String) throws(TableError) -> [TableRow] {
        var rows: [TableRow] = []
        let bytes = Array(text.utf8)
        guard separator == nil else {
            try read(bytes, &rows)
            return rows
        }
        firstLine += bytes
        if firstLine.starts(with: [0xef, 0xbb, 0xbf]) { firstLine.removeFirst(3) }
        guard let found = Self.separator(of: firstLine, isWhole: false) else {
            guard firstLine.count <= Self.cellMaximum else { throw .tooLarge(line: 1) }
            return []
        }
        try begin(with: found, &rows)
        return rows
    }

    /// The row that the file ends with, where its last line has no end.
    public mutating func finish() throws(TableError) -> [TableRow] {
        var rows: [TableRow] = []
        if separator == nil {
            let found = Self.separator(of: firstLine, isWhole: true) ?? UInt8(ascii: ",")
            try begin(with: found, &rows)
        }
        if state == .quoted { throw .openQuote(line: quoteLine) }
        if !cells.isEmpty || !cell.isEmpty || isQuoted { endRow(&rows) }
        return rows
    }

    private mutating func begin(
        with found: UInt8,
        _ rows: inout [TableRow]
    ) throws(TableError) {
        separator = found
        var bytes: [UInt8] = []
        swap(&bytes, &firstLine)
        try read(bytes, &rows)
    }

    /// What a line that holds something has most of, outside of quotes; nil while no line has ended.
    private static func separator(of bytes: [UInt8], isWhole: Bool) -> UInt8? {
        let separators = [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")]
        var counts = [0, 0, 0]
        var isInQuotes = false
        var holdsSomething = false
        for byte in bytes {
            if byte == 0x22 { isInQuotes.toggle() }
            let isEnd = byte == 0x0a || byte == 0x0d
            if isEnd, !isInQuotes, holdsSomething { return most(counts, separators) }
            if !isEnd { holdsSomething = true }
            if !isInQuotes, let index = separators.firstIndex(of: byte) { counts[index] += 1 }
        }
        return isWhole ? most(counts, separators) : nil
    }

    private static func most(_ counts: [Int], _ separators: [UInt8]) -> UInt8 {
        let best = counts.max() ?? 0
        return separators[counts.firstIndex(of: best) ?? 0]
    }
}

// MARK: - Bytes

extension CSVReader {
    private mutating func read(_ bytes: [UInt8], _ rows: inout [TableRow]) throws(TableError) {
        for byte in bytes {
            let follows = isAfterReturn
            isAfterReturn = byte == 0x0d
            // The second half of CR LF.
            if follows, byte == 0x0a {
                if state == .quoted { cell.append(byte) }
                continue
            }
            try take(byte, &rows)
        }
    }

    private mutating func take(_ byte: UInt8, _ rows: inout [TableRow]) throws(TableError) {
        let isEnd = byte == 0x0a || byte == 0x0d
        defer { if isEnd { line += 1 } }
        if state == .quoted {
            if byte == 0x22 { state = .quoteInQuotes } else { try append(byte) }
            return
        }
        if byte == 0x22, state == .cellStart {
            (state, isQuoted, quoteLine) = (.quoted, true, line)
            return
        }
        if byte == 0x22, state == .quoteInQuotes {
            state = .quoted
            return try append(byte)
        }
        if byte == separator { return try endCell() }
        if isEnd {
            let isEmpty = cells.isEmpty && cell.isEmpty && !isQuoted
            if !isEmpty { endRow(&rows) }
            rowLine = line + 1
            return
        }
        guard state != .quoteInQuotes else { throw .strayText(line: line) }
        state = .plain
        try append(byte)
    }

    private mutating func append(_ byte: UInt8) throws(TableError) {
        guard cell.count < Self.cellMaximum else { throw .tooLarge(line: line) }
        cell.append(byte)
    }

    private mutating func endCell() throws(TableError) {
        guard cells.count < Self.widthMaximum else { throw .tooLarge(line: line) }
        finishCell()
    }

    private mutating func finishCell() {
        let isNothing = cell.isEmpty && !isQuoted
        var text = String(decoding: cell, as: UTF8.self)
        if text.isGuarded { text.removeFirst() }
        cells.append(isNothing ? nil : text)
        cell.removeAll(keepingCapacity: true)
        (state, isQuoted) = (.cellStart, false)
    }

    private mutating func endRow(_ rows: inout [TableRow]) {
        finishCell()
        rows.append(TableRow(line: rowLine, cells: cells))
        cells.removeAll(keepingCapacity: true)
    }
}
