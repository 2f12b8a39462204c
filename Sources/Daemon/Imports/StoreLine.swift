internal import JSONRPC
internal import Records

/// Reads lines of an export: each is an object with one member, which says what it is.
struct StoreLineReader: ~Copyable {
    private var parser = JSONParser()

    /// Calls `body` with the name and the value of a line's one member; nil where the line is another.
    mutating func read<Result, Failure: Error>(
        _ line: ArraySlice<UInt8>,
        _ body: (String, borrowing JSONValue) throws(Failure) -> Result
    ) throws(Failure) -> Result? {
        let bytes = Array(line)
        let buffer = InputBuffer(copying: bytes.span)
        do {
            let document: JSONDocument
            do throws(JSONError) { document = try parser.parse(buffer.padded) } catch { return nil }
            let root = document.root
            guard root.kind == .object, root.childCount == 1 else { return nil }
            var members = root.children
            guard let key = members.next()?.text, let member = members.next(),
                member.kind == .object
            else { return nil }
            let name = String(decoding: [UInt8](copying: key), as: UTF8.self)
            return try body(name, member)
        }
    }
}
