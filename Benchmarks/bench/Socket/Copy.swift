import Records

/// Rows on their way into a table, in COPY's text form.
final class Copy {
    private let clients: Clients
    private let target: String
    private var rows: [UInt8] = []
    private static let batchBytes = 8 << 20

    init(_ target: String, _ clients: Clients) {
        self.target = target
        self.clients = clients
    }

    /// Adds a row, column by column.
    func add<each Column: CopyColumn>(_ columns: repeat each Column) throws {
        for column in repeat each columns {
            column.write(to: &rows)
            rows.append(0x09)
        }
        rows[rows.count - 1] = 0x0a
        if rows.count > Self.batchBytes { try finish() }
    }

    /// Sends what is left.
    func finish() throws {
        guard !rows.isEmpty else { return }
        try PostgresServer.check(clients.ask(Message.query("COPY \(target) FROM STDIN")))
        try PostgresServer.check(clients.ask(Message.make("d", rows) + Message.make("c", [])))
        rows.removeAll(keepingCapacity: true)
    }
}

/// What a column may hold.
protocol CopyColumn {
    func write(to row: inout [UInt8])
}

extension UInt64: CopyColumn {
    func write(to row: inout [UInt8]) { row += String(self).utf8 }
}

extension Int: CopyColumn {
    func write(to row: inout [UInt8]) { row += String(self).utf8 }
}

extension Day: CopyColumn {
    func write(to row: inout [UInt8]) { Int(number).write(to: &row) }
}

extension Timestamp: CopyColumn {
    func write(to row: inout [UInt8]) { row += String(milliseconds).utf8 }
}

extension String: CopyColumn {
    func write(to row: inout [UInt8]) {
        for byte in utf8 {
            if byte == 0x5c || byte < 0x20 { row.append(0x5c) }
            row.append(byte)
        }
    }
}

/// As hexadecimal digits.
extension Array: CopyColumn where Element == UInt8 {
    func write(to row: inout [UInt8]) {
        row += [0x5c, 0x5c, 0x78]
        for byte in self {
            for half in [byte >> 4, byte & 15] { row.append(half < 10 ? half + 48 : half + 87) }
        }
    }
}

extension Optional: CopyColumn where Wrapped: CopyColumn {
    func write(to row: inout [UInt8]) {
        if let self { self.write(to: &row) } else { row += [0x5c, 0x4e] }
    }
}
