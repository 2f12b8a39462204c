/// Cuts a byte stream into messages: pure, resumable at every byte, one a connection.
///
/// The framing is detected anew on the first byte of every message that is not blank.
public struct Splitter: Sendable {
    private enum State: Equatable {
        case start
        case header(start: Int, searchedTo: Int)
        case body(Frame.Kind, Framing, Range<Int>)
        case value(ValueScanner, start: Int)
    }

    private var state = State.start
    private let limits: FramingLimits

    /// A splitter at the start of a stream.
    public init(limits: FramingLimits = FramingLimits()) { self.limits = limits }

    /// The first message of `bytes`, or nil when more bytes are needed.
    ///
    /// `bytes` starts at the first byte that no frame has consumed yet: the same bytes again, and
    /// more, after a nil. After a frame the caller drops `frame.end` bytes.
    public mutating func next(in bytes: Span<UInt8>) throws(FramingError) -> Frame? {
        if case .start = state {
            if let frame = plainFrame(bytes) { return frame }
            try begin(bytes)
        }
        if case .value(let scanner, let start) = state {
            return try valueFrame(scanner, start, in: bytes)
        }
        if case .header(let start, let searchedTo) = state {
            try readHeader(start, searchedTo, in: bytes)
        }
        guard case .body(let kind, let framing, let body) = state else { return nil }
        if kind == .expectContinue {
            // The interim answer consumes the headers; the body follows at offset 0.
            state = .body(.message, framing, 0..<body.count)
            let end = body.lowerBound
            return Frame(framing: framing, kind: kind, body: end..<end, end: end)
        }
        guard body.upperBound <= bytes.count else { return nil }
        state = .start
        return Frame(framing: framing, kind: kind, body: body, end: body.upperBound)
    }

    /// How many bytes at the front belong to no message, so that blanks need not be kept.
    public func blankCount(of bytes: Span<UInt8>) -> Int {
        guard case .start = state else { return 0 }
        return firstNonBlank(bytes) ?? bytes.count
    }

    /// How the message is framed whose body has begun and not ended.
    var incompleteFraming: Framing? {
        switch state {
        case .body(_, let framing, _): framing
        case .value: .bare(isLine: true)
        case .start, .header: nil
        }
    }

    /// What to say when the input ends behind `bytes`, or nil when no message is cut off.
    public func flawAtEnd(of bytes: Span<UInt8>) -> FramingError? {
        switch state {
        case .start: firstNonBlank(bytes) == nil ? nil : flaw(.truncated, .bare(isLine: true))
        case .value: flaw(.truncated, .bare(isLine: true))
        case .header(let start, _): flaw(.truncated, framing(from: bytes, at: start))
        case .body(_, let framing, _): flaw(.truncated, framing)
        }
    }

    // MARK: - Detection

    private mutating func begin(_ bytes: Span<UInt8>) throws(FramingError) {
        guard let start = firstNonBlank(bytes) else { return }
        switch bytes[start] {
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            state = .value(ValueScanner(at: start), start: start)
        case byteOrderMark[0]:
            // Its other bytes are still to come.
            guard bytes.count - start < byteOrderMark.count else {
                throw flaw(.unknownFraming, .bare(isLine: true))
            }
        default: state = .header(start: start, searchedTo: start)
        }
    }

    /// The offset of the first byte that is neither a blank, a record separator, a NUL nor part of a
    /// byte order mark.
    private func firstNonBlank(_ bytes: Span<UInt8>) -> Int? {
        var offset = 0
        while offset < bytes.count {
            if isBlank(bytes[offset]) {
                offset += 1
            } else if bytes[offset] == byteOrderMark[0], offset + 2 < bytes.count,
                bytes[offset + 1] == byteOrderMark[1], bytes[offset + 2] == byteOrderMark[2]
            {
                offset += 3
            } else {
                return offset
            }
        }
        return nil
    }

    private func framing(from bytes: Span<UInt8>, at start: Int) -> Framing {
        switch start < bytes.count ? bytes[start] : 0 {
        case UInt8(ascii: "C"), UInt8(ascii: "c"): .contentLength
        case UInt8(ascii: "P"), UInt8(ascii: "O"), UInt8(ascii: "G"): .http(keepAlive: false)
        default: .bare(isLine: true)
        }
    }

    // MARK: - A bare value

    private mutating func valueFrame(
        _ scanner: ValueScanner,
        _ start: Int,
        in bytes: Span<UInt8>
    ) throws(FramingError) -> Frame? {
        var scanner = scanner
        let progress = scanner.advance(in: bytes)
        switch progress {
        case .unbalanced: throw flaw(.unbalancedValue, .bare(isLine: true))
        case .incomplete:
            guard bytes.count - start <= limits.messageBytes else {
                throw flaw(.messageTooLong, .bare(isLine: true))
            }
            state = .value(scanner, start: start)
            return nil
        case .complete(let last):
            guard last - start <= limits.messageBytes else {
                throw flaw(.messageTooLong, .bare(isLine: true))
            }
            state = .start
            var end = last
            while end < bytes.count, isBlank(bytes[end]), bytes[end] != newline { end += 1 }
            let isLine = end < bytes.count && bytes[end] == newline
            if isLine { end += 1 }
            return Frame(
                framing: .bare(isLine: isLine),
                kind: .message,
                body: start..<last,
                end: end
            )
        }
    }

    // MARK: - Headers

    private mutating func readHeader(
        _ start: Int,
        _ searchedTo: Int,
        in bytes: Span<UInt8>
    ) throws(FramingError) {
        if let (end, length) = plainHeader(bytes, at: start), length <= limits.messageBytes,
            end - start <= limits.headerBytes
        {
            state = .body(.message, .contentLength, end..<end + length)
            return
        }
        guard startsLikeHeader(bytes.extracting(start...)) else {
            throw flaw(.unknownFraming, .bare(isLine: true))
        }
        let framing = framing(from: bytes, at: start)
        guard let end = try headerEnd(in: bytes, from: searchedTo, framing) else {
            guard bytes.count - start <= limits.headerBytes else {
                throw flaw(.headerTooLong, framing)
            }
            state = .header(start: start, searchedTo: max(start, bytes.count - 3))
            return
        }
        guard end - start <= limits.headerBytes else { throw flaw(.headerTooLong, framing) }
        let header = try Header(bytes.extracting(start..<end))
        let length = header.length ?? 0
        if header.isChunked { throw flaw(.chunkedBody, header.framing) }
        if header.length == nil, header.method == nil || header.method == .post {
            throw flaw(.missingLength, header.framing)
        }
        guard length <= limits.messageBytes else { throw flaw(.messageTooLong, header.framing) }
        let kind: Frame.Kind =
            switch header.method {
            case .options: .options
            case .other: .otherMethod
            default: header.expectsContinue ? .expectContinue : .message
            }
        state = .body(kind, header.framing, end..<end + length)
    }

    /// A whole message at the very front, behind a header like nearly all.
    private func plainFrame(_ bytes: Span<UInt8>) -> Frame? {
        guard let (end, length) = plainHeader(bytes, at: 0), length <= limits.messageBytes,
            end <= limits.headerBytes, length <= bytes.count - end
        else { return nil }
        let body = end..<end + length
        return Frame(framing: .contentLength, kind: .message, body: body, end: body.upperBound)
    }

    /// Where a header block ends that is nothing but `Content-Length: n`, as nearly all are, and n.
    private func plainHeader(_ bytes: Span<UInt8>, at start: Int) -> (end: Int, length: Int)? {
        // At least one digit, and two line ends.
        guard bytes.count - start >= 21 else { return nil }
        // Safe: there are more than twice eight bytes.
        let raw = unsafe bytes.bytes
        let first = unsafe raw.unsafeLoadUnaligned(fromByteOffset: start, as: UInt64.self)
        let second = unsafe raw.unsafeLoadUnaligned(fromByteOffset: start + 8, as: UInt64.self)
        // "Content-" and "Length: ".
        guard UInt64(littleEndian: first) == 0x2d74_6e65_746e_6f43,
            UInt64(littleEndian: second) == 0x203a_6874_676e_654c
        else { return nil }
        var offset = start + 16
        var length = 0
        while offset + 4 < bytes.count, offset < start + 25,
            case let digit = Int(bytes[offset]) - 0x30, 0...9 ~= digit
        {
            length = length * 10 + digit
            offset += 1
        }
        guard offset > start + 16, offset + 4 <= bytes.count else { return nil }
        let end = unsafe raw.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt32.self)
        return UInt32(littleEndian: end) == 0x0a0d_0a0d ? (offset + 4, length) : nil
    }

    /// The offset behind the blank line; every line break must be CR LF.
    private func headerEnd(
        in bytes: Span<UInt8>,
        from start: Int,
        _ framing: Framing
    ) throws(FramingError) -> Int? {
        var offset = start
        while offset < bytes.count {
            if bytes[offset] == newline {
                guard offset > 0, bytes[offset - 1] == carriageReturn else {
                    throw flaw(.badHeader, framing)
                }
                if offset >= 3, bytes[offset - 2] == newline { return offset + 1 }
            }
            offset += 1
        }
        return nil
    }

    /// Whether it can still become a header block that is spoken here.
    private func startsLikeHeader(_ bytes: Span<UInt8>) -> Bool {
        switch bytes[0] {
        case UInt8(ascii: "C"), UInt8(ascii: "c"): isStart(bytes, of: "content-")
        case UInt8(ascii: "G"): isStart(bytes, of: "get ")
        case UInt8(ascii: "O"): isStart(bytes, of: "options ")
        case UInt8(ascii: "P"):
            isStart(bytes, of: "post ") || isStart(bytes, of: "put ")
                || isStart(bytes, of: "patch ")
        default: false
        }
    }

    private func isStart(_ bytes: Span<UInt8>, of text: StaticString) -> Bool {
        for index in 0..<min(bytes.count, text.utf8CodeUnitCount)
        where unsafe lowercase(bytes[index]) != text.utf8Start[index] {
            return false
        }
        return true
    }

    private func flaw(_ reason: FramingError.Reason, _ framing: Framing) -> FramingError {
        FramingError(reason: reason, framing: framing)
    }
}

private let byteOrderMark: [3 of UInt8] = [0xef, 0xbb, 0xbf]

/// What may stand between messages: blanks, NUL, and the record separator of `jq --seq`.
func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || 0x09...0x0a ~= byte || byte == 0x0d || byte == 0 || byte == 0x1e
}
