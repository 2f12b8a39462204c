internal import CSimdjson

/// A place in simdjson's list of structural characters, which runs beside the tape.
struct SourcePosition {
    private(set) var index = 0

    mutating func advance(by distance: Int = 1) { index += distance }

    /// Moves past a member of an object, with `rest` behind it; `isWhole`: the object is the whole text.
    @inline(__always) mutating func pass(
        _ value: borrowing JSONValue,
        before rest: borrowing JSONValue.Children,
        isWhole: Bool,
        in document: borrowing JSONDocument
    ) {
        guard value.kind.isContainer else { return advance() }
        guard isWhole, value.isLong || rest.isAtEnd else { return skipValue(in: document) }
        passFromEnd(before: rest, in: document)
    }

    private mutating func passFromEnd(
        before rest: borrowing JSONValue.Children,
        in document: borrowing JSONDocument
    ) {
        // From the end: what stands behind it is mostly nothing, and a long text has millions of places.
        var behind = 1
        var others = copy rest
        while others.next() != nil, let other = others.next() { behind += 3 + other.placeCount }
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
    fileprivate var isLong: Bool { kind.isContainer && indexAfter - index > 1024 }

    /// How many structural characters it has: one for a scalar, and for each bracket, comma and colon.
    fileprivate var placeCount: Int {
        guard kind.isContainer else { return 1 }
        var children = children
        var count = 1
        while let child = children.next() { count += child.placeCount + 1 }
        return count + (count == 1 ? 1 : 0)
    }
}
