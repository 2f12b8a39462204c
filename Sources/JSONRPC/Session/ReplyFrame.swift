internal import Records

/// A frame that is being written: its body goes straight into the output, its length is patched in
/// front afterwards.
struct ReplyFrame {
    private let framing: Framing
    private let start: Int
    private let digits: Int
    /// Where the body starts.
    let bodyStart: Int

    /// Opens a frame.
    ///
    /// `digits` is a guess of how many the length will have: a right one (the last reply's) saves
    /// moving the body.
    init(_ framing: Framing, digits: Int, in output: inout OutputBuffer) {
        self.framing = framing
        self.digits = digits
        start = output.byteCount
        switch framing {
        case .contentLength:
            var header = output.writer(atMost: 48)
            header.literal("Content-Length: ")
            // All zeros, to be overwritten.
            header.words(0x3030_3030_3030_3030, 0x3030_3030_3030_3030, count: digits)
            header.literal("\r\n\r\n")
            _ = consume header
            bodyStart = output.byteCount
            return
        case .http(let keepAlive):
            output.append("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n")
            if !keepAlive { output.append("Connection: close\r\n") }
            output.append("Content-Length: ")
        case .bare:
            bodyStart = start
            return
        }
        output.append(zeros: digits)
        output.append("\r\n\r\n")
        bodyStart = output.byteCount
    }

    /// Closes the frame; returns how many digits its length had.
    func end(in output: inout OutputBuffer) -> Int {
        if case .bare(let isLine) = framing {
            output.append(isLine ? "\n" : "\n\n")
            return digits
        }
        let length = output.byteCount - bodyStart
        let needed = decimalDigits(length)
        let lengthStart = bodyStart - 4 - digits
        if needed != digits { output.move(from: bodyStart - 4, by: needed - digits) }
        output.overwrite(at: lengthStart, number: length, digits: needed)
        return needed
    }

    /// Takes the frame back.
    func cancel(in output: inout OutputBuffer) { output.truncate(to: start) }
}

private func decimalDigits(_ value: Int) -> Int {
    var digits = 1
    var rest = value / 10
    while rest > 0 {
        digits += 1
        rest /= 10
    }
    return digits
}
