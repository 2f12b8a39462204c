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

    /// Moves past a long value of the outermost object, from the end of the text: what stands behind it
    /// is mostly short, and a long text has millions of places.
    mutating func skipLongValue(
        before rest: JSONValue.Children,
        in document: borrowing JSONDocument
    ) {
        // A comma or the closing brace; and for each member its name, a colon, and one of them again.
        var behind = 1
        var rest = rest
        while rest.next() != nil, let value = rest.next() { behind += 3 + value.placeCount }
        index = unsafe Int(document.tape.structural_count) - behind
    }

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

extension JSONValue {
    /// Whether to step over it takes long enough to look for a shorter way.
    var isLong: Bool { kind.isContainer && indexAfter - index > 1024 }

    /// How many structural characters it has: one for a scalar, and for each bracket, comma and colon.
    fileprivate var placeCount: Int {
        guard kind.isContainer else { return 1 }
        var children = children
        var count = 1
        while let child = children.next() { count += child.placeCount + 1 }
        return count + (count == 1 ? 1 : 0)
    }
}
