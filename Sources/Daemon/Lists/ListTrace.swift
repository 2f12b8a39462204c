/// What answering a list took, for `admin/explain`.
struct ListTrace {
    /// The index that was walked.
    var index = ""
    /// How many of its entries were looked at.
    var entriesVisited = 0
    /// How many rows were read.
    var rowsFetched = 0
    /// The filters that were tried on every row, since no index serves them.
    var filters: [String] = []

    /// One row was found by its key.
    mutating func found(_ index: String) {
        self.index = index
        entriesVisited += 1
        rowsFetched += 1
    }
}
