/// Counts what a question looks at that gathers its answer from many rows, for whoever wants to know.
public final class EntryCount {
    /// How many entries were looked at.
    public private(set) var visited = 0

    public init() {}

    func add(_ count: Int) { visited += count }
}
