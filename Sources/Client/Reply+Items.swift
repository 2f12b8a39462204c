extension Reply {
    /// Where the rows of a list lie in the reply, and what leads to the next page.
    ///
    /// They are not looked into: whoever passes them on pays for a walk over the bytes alone.
    public var items: [Range<Int>]? {
        let scanner = Scanner(json)
        guard let place = scanner.member("items"), json[place.lowerBound] == UInt8(ascii: "[")
        else { return nil }
        return scanner.elements(of: place)
    }

    /// A member of the result, if it is there.
    public func member(_ name: String) -> JSON? {
        let scanner = Scanner(json)
        return scanner.member(name).flatMap { JSON(Array(json[$0])) }
    }
}

/// Walks over valid JSON without reading it.
private struct Scanner {
    private let bytes: [UInt8]

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// The value of a member of the outermost object.
    func member(_ name: String) -> Range<Int>? {
        let wanted = [UInt8]("\"\(name)\"".utf8)
        var place = skipBlanks(0)
        guard place < bytes.count, bytes[place] == UInt8(ascii: "{") else { return nil }
        place = skipBlanks(place + 1)
        while place < bytes.count, bytes[place] == UInt8(ascii: "\"") {
            let end = past(place)
            let isWanted = bytes[place..<end].elementsEqual(wanted)
            // Behind the name stands a colon.
            let start = skipBlanks(skipBlanks(end) + 1)
            let next = past(start)
            if isWanted { return start..<next }
            place = skipBlanks(skipBlanks(next) + 1)
        }
        return nil
    }

    func elements(of array: Range<Int>) -> [Range<Int>] {
        var elements: [Range<Int>] = []
        var place = skipBlanks(array.lowerBound + 1)
        while place < array.upperBound, bytes[place] != UInt8(ascii: "]") {
            let end = past(place)
            elements.append(place..<end)
            place = skipBlanks(end)
            if place < array.upperBound, bytes[place] == UInt8(ascii: ",") {
                place = skipBlanks(place + 1)
            }
        }
        return elements
    }

    private func skipBlanks(_ start: Int) -> Int {
        var place = start
        while place < bytes.count, bytes[place] <= 0x20 { place += 1 }
        return place
    }

    /// The place behind the value that starts at a place.
    private func past(_ start: Int) -> Int {
        var place = start
        var depth = 0
        while place < bytes.count {
            switch bytes[place] {
            case UInt8(ascii: "\""):
                place += 1
                while place < bytes.count, bytes[place] != UInt8(ascii: "\"") {
                    place += bytes[place] == UInt8(ascii: "\\") ? 2 : 1
                }
                place += 1
                if depth == 0 { return place }
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                depth += 1
                place += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                // The end of what a bare number or word stands in.
                if depth == 0 { return place }
                depth -= 1
                place += 1
                if depth == 0 { return place }
            case UInt8(ascii: ","), 0...0x20:
                if depth == 0 { return place }
                place += 1
            default: place += 1
            }
        }
        return place
    }
}
