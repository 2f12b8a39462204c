/// Finds the end of one JSON array or object, resumable at any byte, so that a message that arrives
/// in pieces is read once.
///
/// It judges no more than it must to find the end, or to know that there is none.
struct ValueScanner: Equatable, Sendable {
    enum Progress: Equatable {
        case complete(end: Int)
        case incomplete
        /// A bracket closes another kind of bracket, or a string holds a line break.
        case unbalanced
    }

    private var offset: Int
    private var depth = 0
    /// A set bit for each open object, an unset one for each open array, the innermost lowest.
    private var kinds: UInt64 = 0
    /// Too many levels for the word above: the parser will refuse the message, here it only ends.
    private var hasForgottenKinds = false
    private var isInString = false
    private var isEscaped = false

    /// Begins at an opening bracket.
    init(at offset: Int) { self.offset = offset }

    /// Goes on with all there is.
    mutating func advance(in bytes: Span<UInt8>) -> Progress {
        while offset < bytes.count {
            skipPlainWords(in: bytes)
            guard offset < bytes.count else { return .incomplete }
            let byte = bytes[offset]
            offset += 1
            if isEscaped {
                isEscaped = false
            } else if isInString {
                switch byte {
                case UInt8(ascii: "\\"): isEscaped = true
                case UInt8(ascii: "\""): isInString = false
                case newline: return .unbalanced
                default: break
                }
            } else {
                switch byte {
                case UInt8(ascii: "\""): isInString = true
                case UInt8(ascii: "{"), UInt8(ascii: "["): open(byte)
                case UInt8(ascii: "}"), UInt8(ascii: "]"):
                    guard close(byte) else { return .unbalanced }
                    if depth == 0 { return .complete(end: offset) }
                default: break
                }
            }
        }
        return .incomplete
    }

    private mutating func open(_ byte: UInt8) {
        depth += 1
        if depth > UInt64.bitWidth { hasForgottenKinds = true }
        kinds = kinds << 1 | (byte == UInt8(ascii: "{") ? 1 : 0)
    }

    /// Whether it closes what is open.
    private mutating func close(_ byte: UInt8) -> Bool {
        let isObject = byte == UInt8(ascii: "}")
        defer {
            depth -= 1
            kinds >>= 1
        }
        return (kinds & 1 == 1) == isObject || hasForgottenKinds
    }

    /// Steps over bytes that cannot change the state, eight at a time.
    ///
    /// Words, not SIMD16: `any(mask)` of the standard library is a call and a reduction.
    private mutating func skipPlainWords(in bytes: Span<UInt8>) {
        guard !isEscaped else { return }
        while offset + 8 <= bytes.count {
            // Safe: the word ends inside the span by the condition above.
            let word = unsafe UInt64(
                littleEndian: bytes.bytes.unsafeLoadUnaligned(
                    fromByteOffset: offset,
                    as: UInt64.self
                )
            )
            let stops: UInt64
            if isInString {
                stops = zeros(word ^ all("\"")) | zeros(word ^ all("\\")) | zeros(word ^ all("\n"))
            } else {
                // '[' and '{', ']' and '}' differ in bit 5 only; a false stop costs nothing.
                let folded = word | all(" ")
                stops =
                    zeros(folded ^ all("\"")) | zeros(folded ^ all("{")) | zeros(folded ^ all("}"))
            }
            if stops != 0 {
                offset += stops.trailingZeroBitCount >> 3
                return
            }
            offset += 8
        }
    }
}

/// A word whose lowest set bit lies in the first byte that is zero in `word`.
@inline(__always)
private func zeros(_ word: UInt64) -> UInt64 {
    (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080
}

/// Eight times the same character.
@inline(__always)
private func all(_ character: Unicode.Scalar) -> UInt64 {
    UInt64(character.value) &* 0x0101_0101_0101_0101
}
