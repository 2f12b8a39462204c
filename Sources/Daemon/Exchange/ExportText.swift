internal import Interchange
internal import JSONRPC

/// The whole text of an export, which is handed out page by page.
struct ExportText: Sendable {
    /// So many bytes of one page, unless one row has more.
    static let pageBytes = 1 << 20

    let file: ScratchFile
    let byteCount: Int
    /// Whether rows may go over several lines, inside quotes.
    let isTable: Bool

    /// The rows from a place on, at most so many, and where the next page begins.
    func page(from start: Int, rows limit: Int) throws(RPCError) -> (text: String, end: Int) {
        var size = Self.pageBytes
        while true {
            let bytes: [UInt8]
            do throws(ScratchFile.Failure) {
                bytes = try file.read(min(size, byteCount - start), at: start)
            } catch { throw RPCError(error) }
            guard start + bytes.count <= byteCount, !bytes.isEmpty || start == byteCount else {
                throw RPCError(.internalError)
            }
            let count = wholeRows(in: bytes, atMost: limit)
            if count > 0 || start + bytes.count == byteCount {
                let text = String(decoding: bytes[..<count], as: UTF8.self)
                return (text, start + count)
            }
            size *= 2
        }
    }

    /// How many bytes the rows take that end among these.
    private func wholeRows(in bytes: [UInt8], atMost limit: Int) -> Int {
        var (end, rows, isQuoted) = (0, 0, false)
        for (index, byte) in bytes.enumerated() {
            if byte == 0x22, isTable { isQuoted.toggle() }
            guard byte == 0x0a, !isQuoted else { continue }
            (end, rows) = (index + 1, rows + 1)
            if rows == limit { break }
        }
        return end
    }
}
