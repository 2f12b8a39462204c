internal import Interchange
internal import JSONRPC
internal import Records

/// An export that has come in: its first line is read, and its last one is found true.
struct StoreFile: Sendable {
    let file: ScratchFile
    private let byteCount: Int
    /// Where the last line begins.
    private(set) var endOffset = 0
    private(set) var heading: StoreHeading

    /// Reads the first line.
    init(_ source: StoreSource) throws(RPCError) {
        file = source.file
        byteCount = source.byteCount
        var walk = LineWalk(source.file, upTo: source.byteCount)
        var reader = StoreLineReader()
        guard let line = try walk.checked(),
            let first = reader.read(
                line,
                { name, object in
                    name == "export" ? StoreHeading(object) : nil
                }
            ), let found = first
        else { throw .importFailed(1, "", "no heading of an export") }
        guard found.format == StoreExport.format else {
            let known = "format \(found.format), and \(StoreExport.format) is known"
            throw .importFailed(1, "format", known)
        }
        heading = found
    }

    /// Compares the lines with what the last one says of them.
    consuming func checked(_ effort: Effort) throws(RPCError) -> StoreFile {
        var walk = LineWalk(file, upTo: byteCount)
        var reader = StoreLineReader()
        var checksum = RunningChecksum()
        var lines = 0
        while true {
            let start = walk.offset
            guard let line = try walk.checked() else {
                throw .importFailed(walk.number, "", "the last line is missing: the file was cut")
            }
            if line.starts(with: Array("{\"end\":".utf8)) {
                let end = reader.read(line) { name, object in Cells(object) }
                try check(end, lines, checksum, at: walk.number)
                endOffset = start
                while let rest = try walk.checked() {
                    guard rest.allSatisfy({ [0x0a, 0x0d, 0x20].contains($0) }) else {
                        throw .importFailed(walk.number, "", "stands behind the end")
                    }
                }
                return self
            }
            checksum.add(Array(line).rawSpan)
            lines += 1
            guard effort.goesOn("\(lines) lines", start * 10 / max(1, byteCount)) else {
                throw RPCError(.requestCancelled)
            }
        }
    }

    private func check(
        _ end: Cells?,
        _ lines: Int,
        _ checksum: RunningChecksum,
        at number: Int
    ) throws(RPCError) {
        guard let end, case .integer(let count) = end.values["lines"],
            case .text(let sum) = end.values["crc32c"]
        else { throw .importFailed(number, "", "no last line of an export") }
        guard count == lines else {
            throw .importFailed(number, "lines", "\(lines) lines are there of \(count)")
        }
        guard sum == String(checksum.crc32c, radix: 16) else {
            throw .importFailed(number, "crc32c", "the lines are not those that were exported")
        }
        let told = heading.rows.values.reduce(0, +)
        guard told == lines - 1 else {
            throw .importFailed(1, "rows", "\(lines - 1) rows are there of \(told)")
        }
    }
}

extension LineWalk {
    fileprivate mutating func checked() throws(RPCError) -> ArraySlice<UInt8>? {
        do throws(ScratchFile.Failure) { return try next() } catch { throw RPCError(error) }
    }
}
