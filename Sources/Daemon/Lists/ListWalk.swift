internal import LMDB
internal import Records
internal import SchoolServices

/// Which entries of an index a list walks, and which way.
///
/// Several ranges are walked as one, in the order of what stands behind their beginnings: the people of
/// four roles by name are four ranges of one index. Each costs one entry more than a page holds.
struct ListWalk<Row> {
    let index: any ListIndex<Row>
    var ranges: [KeyRange]
    /// Whether the entries with the greatest keys come first.
    var isReversed: Bool

    init(_ index: any ListIndex<Row>, _ ranges: [KeyRange], reversed: Bool = false) {
        self.index = index
        self.ranges = ranges
        isReversed = reversed
    }

    init(_ index: any ListIndex<Row>, _ range: KeyRange, reversed: Bool = false) {
        self.init(index, [range], reversed: reversed)
    }

    /// What lies behind a suffix.
    func after(_ suffix: [UInt8]) -> ListWalk {
        var walk = self
        walk.ranges = ranges.map { range in
            guard hasTies, let (own, shared) = split(suffix) else {
                return range.after(suffix, reversed: isReversed)
            }
            // The same suffix in a range that comes later lies behind it.
            let isLater = isOrdered(own, range.prefix)
            return isLater
                ? range.since(shared, reversed: isReversed)
                : range.after(shared, reversed: isReversed)
        }
        return walk
    }

    /// Whether ranges are told apart by their beginnings, since their suffixes may be the same.
    private var hasTies: Bool { ranges.count > 1 && index.hasTies }

    /// What orders an entry of a range: its suffix, and the range where suffixes may be the same.
    private func place(_ suffix: [UInt8], in range: Int) -> [UInt8] {
        hasTies ? suffix + ranges[range].prefix : suffix
    }

    /// A place as the beginning of its range and the suffix there.
    private func split(_ place: [UInt8]) -> (prefix: [UInt8], suffix: [UInt8])? {
        // The longest: a short beginning may be the end of a longer one.
        let prefix = ranges.map(\.prefix).filter { place.suffix($0.count) == $0[...] }
            .max { $0.count < $1.count }
        return prefix.map { ($0, Array(place.dropLast($0.count))) }
    }

    /// What lies behind or at the suffixes that begin like this.
    func since(_ head: [UInt8]) -> ListWalk {
        var walk = self
        walk.ranges = ranges.map { $0.since(head, reversed: isReversed) }
        return walk
    }

    /// Whether a suffix comes before another one.
    func isOrdered(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        isReversed
            ? right.lexicographicallyPrecedes(left) : left.lexicographicallyPrecedes(right)
    }

    /// Calls `body` with the suffix, the key and the content of each entry, until it returns false.
    ///
    /// `visited` counts the entries that were looked at, those too that waited for a turn in vain.
    func forEach(
        in view: borrowing LMDBReader.View,
        visited: inout Int,
        _ body: (RawSpan, RawSpan, RawSpan) throws(ServiceError) -> Bool
    ) throws(ServiceError) {
        if ranges.count == 1 {
            var count = 0
            defer { visited += count }
            try ranges[0].forEach(in: view, reversed: isReversed) {
                (suffix, key, content) throws(ServiceError) in
                count += 1
                return try body(suffix, key, content)
            }
        } else {
            try forEachMerged(in: view, visited: &visited, body)
        }
    }

    /// An entry that waits for its turn.
    private struct Head {
        var suffix: [UInt8]
        /// Its suffix, and more where another range may have the same.
        var place: [UInt8]
        var key: [UInt8]
        var content: [UInt8]
        var range: Int
    }

    private func forEachMerged(
        in view: borrowing LMDBReader.View,
        visited: inout Int,
        _ body: (RawSpan, RawSpan, RawSpan) throws(ServiceError) -> Bool
    ) throws(ServiceError) {
        var heads: [Head] = []
        for range in ranges.indices {
            if let head = try head(of: ranges[range], range, in: view) { heads.append(head) }
        }
        var count = heads.count
        defer { visited += count }
        while var next = heads.indices.first {
            for other in heads.indices where isOrdered(heads[other].place, heads[next].place) {
                next = other
            }
            let head = heads[next]
            guard
                try body(head.place.rawSpan, head.key.rawSpan, head.content.rawSpan)
            else { return }
            let rest = ranges[head.range].after(head.suffix, reversed: isReversed)
            if let successor = try self.head(of: rest, head.range, in: view) {
                heads[next] = successor
                count += 1
            } else {
                heads.remove(at: next)
            }
        }
    }

    private func head(
        of range: KeyRange,
        _ number: Int,
        in view: borrowing LMDBReader.View
    ) throws(ServiceError) -> Head? {
        var head: Head?
        try range.forEach(in: view, reversed: isReversed) {
            (suffix, key, content) throws(ServiceError) -> Bool in
            let suffix = [UInt8](copying: suffix)
            head = Head(
                suffix: suffix,
                place: place(suffix, in: number),
                key: [UInt8](copying: key),
                content: [UInt8](copying: content),
                range: number
            )
            return false
        }
        return head
    }
}
