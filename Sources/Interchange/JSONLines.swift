/// Cuts text into lines, piece by piece: each holds one JSON value.
public struct JSONLines: Sendable {
    private var rest: [UInt8] = []
    private var line = 0

    /// At the beginning of a file.
    public init() {}

    /// The lines that are complete with this text, and their numbers; blank ones are left out.
    public mutating func read(_ text: String) -> [(line: Int, text: String)] {
        var lines: [(line: Int, text: String)] = []
        for byte in text.utf8 {
            if byte == 0x0a { end(&lines) } else { rest.append(byte) }
        }
        return lines
    }

    /// The last line, where it has no end.
    public mutating func finish() -> [(line: Int, text: String)] {
        var lines: [(line: Int, text: String)] = []
        end(&lines)
        return lines
    }

    private mutating func end(_ lines: inout [(line: Int, text: String)]) {
        line += 1
        if rest.last == 0x0d { rest.removeLast() }
        if rest.contains(where: { $0 != 0x20 && $0 != 0x09 }) {
            lines.append((line, String(decoding: rest, as: UTF8.self)))
        }
        rest.removeAll(keepingCapacity: true)
    }
}
