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
