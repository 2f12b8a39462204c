/// The header block of one message: a language server's, or HTTP's.
struct Header {
    enum Method { case post, options, other }

    /// Nil for the base protocol of language servers.
    let method: Method?
    private(set) var length: Int?
    private(set) var keepAlive = true
    private(set) var isChunked = false
    private(set) var expectsContinue = false
    private var isCurrentHTTP = false

    var framing: Framing { method == nil ? .contentLength : .http(keepAlive: keepAlive) }

    /// Reads a whole block, its blank line included; each line ends with CR LF.
    init(_ bytes: Span<UInt8>) throws(FramingError) {
        var (line, next) = Self.line(of: bytes, from: 0)
        if line.hasPrefix("c") {
            method = nil
            try read(line)
        } else {
            method =
                line.hasPrefix("post ") ? .post : line.hasPrefix("options ") ? .options : .other
            isCurrentHTTP = line.contains(" http/1.1")
            keepAlive = isCurrentHTTP
            if line.hasControls { throw flaw(.badHeader) }
        }
        while next + 2 < bytes.count {
            (line, next) = Self.line(of: bytes, from: next)
            try read(line)
        }
    }

    @_lifetime(copy bytes)
    private static func line(of bytes: Span<UInt8>, from start: Int) -> (HeaderLine, next: Int) {
        var end = start
        while bytes[end] != newline { end += 1 }
        return (HeaderLine(bytes.extracting(start..<end - 1)), end + 1)
    }

    private mutating func read(_ line: HeaderLine) throws(FramingError) {
        guard let colon = line.colon, !line.hasControls else { throw flaw(.badHeader) }
        if line.hasPrefix("content-length:") {
            // Twice is refused even when equal: whoever stands before us may have read the other.
            guard length == nil, let value = line.number(from: colon + 1) else {
                throw flaw(.badHeader)
            }
            length = value
        } else if line.hasPrefix("connection:") {
            if line.contains("close") { keepAlive = false }
        } else if line.hasPrefix("transfer-encoding:") {
            isChunked = true
        } else if line.hasPrefix("expect:") {
            // Who speaks something older would take the interim answer for the answer.
            expectsContinue = isCurrentHTTP && line.contains("100-continue")
        }
    }

    private func flaw(_ reason: FramingError.Reason) -> FramingError {
        FramingError(reason: reason, framing: framing)
    }
}

let newline = UInt8(ascii: "\n")
let carriageReturn = UInt8(ascii: "\r")
