internal import SchoolServices

/// What answering a list took, for `admin/explain`.
struct ListTrace {
    /// The index that was walked.
    var index = ""
    /// How many of its entries were looked at.
    var entriesVisited = 0
    /// How many ranges of it were walked side by side.
    var ranges = 0
    /// How many rows were read.
    var rowsFetched = 0
    /// The filters that were tried on every row, since no index serves them.
    var filters: [String] = []

    /// Whether a whole range was read and put in order before the first item was answered.
    var isGathered = false

    /// Items were made of what was counted.
    mutating func gathered(_ entries: EntryCount, _ index: String) {
        self.index = index
        entriesVisited += entries.visited
        isGathered = true
    }

    /// One row was found by its key.
    mutating func found(_ index: String) {
        self.index = index
        entriesVisited += 1
        rowsFetched += 1
    }
}
