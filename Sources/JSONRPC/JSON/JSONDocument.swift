internal import CSimdjson

/// A parsed text: the tape of values, and where each of them stands in the text.
@safe public struct JSONDocument: ~Escapable {
    // Both outlive this value by its lifetime.
    let tape: csimdjson_tape
    let source: UnsafePointer<UInt8>?

    @_lifetime(immortal)
    @unsafe init(tape: csimdjson_tape, source: UnsafePointer<UInt8>?) {
        unsafe self.tape = unsafe tape
        unsafe self.source = unsafe source
    }

    /// The value that the text consists of.
    public var root: JSONValue {
        @_lifetime(copy self)
        get { unsafe JSONValue(tape: tape.tape, strings: tape.strings, index: 1, of: self) }
    }

    /// Where the value lies that starts at `start` and is followed by `end`.
    func range(from start: SourcePosition, to end: SourcePosition) -> Range<Int> {
        let (first, next) = unsafe (
            Int(tape.structurals[start.index]), Int(tape.structurals[end.index])
        )
        guard let source = unsafe source else { preconditionFailure("a document has a text") }
        var past = next
        while past > first, unsafe source[past - 1] <= 0x20 { past -= 1 }
        return first..<past
    }

    /// The text of the value that starts at `start` and is followed by `end`.
    @_lifetime(copy self)
    func text(from start: SourcePosition, to end: SourcePosition) -> RawSpan {
        let range = range(from: start, to: end)
        guard let source = unsafe source else { preconditionFailure("a document has a text") }
        let span = unsafe RawSpan(_unsafeStart: source + range.lowerBound, byteCount: range.count)
        return unsafe _overrideLifetime(span, copying: self)
    }
}

/// A place in simdjson's list of structural characters, which runs beside the tape.
struct SourcePosition {
    private(set) var index = 0

    mutating func advance(by distance: Int = 1) { index += distance }

    /// Moves past one whole value.
    mutating func skipValue(in document: borrowing JSONDocument) {
        var depth = 0
        let count = unsafe Int(document.tape.structural_count)
        guard let source = unsafe document.source else { return }
        repeat {
            guard index < count else { return }
            switch unsafe source[Int(document.tape.structurals[index])] {
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
            default: break
            }
            index += 1
        } while depth > 0
    }
}
