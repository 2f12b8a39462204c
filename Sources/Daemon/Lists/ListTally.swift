/// Decides what becomes of each visible row of a list, in order.
struct ListTally {
    /// What becomes of a row.
    enum Verdict {
        /// It is an item of the page.
        case write
        /// It is not of the page, but there may be others that are, or that must be counted.
        case pass
        /// Nothing behind it matters.
        case stop
    }

    private let request: ListRequest
    /// How many rows there were.
    private(set) var count = 0
    /// How many of them lie behind the cursor.
    private var place = 0
    /// How many of them are items of the page.
    private(set) var written = 0
    /// Whether a row follows the page.
    private(set) var hasMore = false

    init(_ request: ListRequest) { self.request = request }

    /// Whether the page is full, or not begun: whatever comes next is at most counted.
    var onlyCounts: Bool { place < request.offset || hasMore }

    /// A row in front of the cursor.
    mutating func passFront() { count += 1 }

    /// The next row.
    mutating func next() -> Verdict {
        count += 1
        defer { place += 1 }
        if place < request.offset { return .pass }
        if written < request.limit {
            written += 1
            return .write
        }
        hasMore = true
        return request.counts ? .pass : .stop
    }

    /// What is said around the items, where the last of them is ordered by `last`.
    func end(last: @autoclosure () -> [UInt8]?) -> ListEnd {
        ListEnd(next: hasMore ? last() : nil, count: count)
    }
}

/// How a page ends.
struct ListEnd {
    /// What the last item is ordered by, where a visible row follows.
    var next: [UInt8]?
    /// How many visible rows there are, where they were counted.
    var count = 0
}
