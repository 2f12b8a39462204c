public import Records

/// What the store counts for every table, and how many changes it has accepted.
public struct Counters: Equatable, Sendable {
    /// Of one table.
    public struct Line: Equatable, Sendable {
        /// The last id that was given; never lowered.
        public var lastID: UInt64 = 0
        /// How many rows there are.
        public var rows: Int = 0
    }

    /// +1 for each accepted change; never reset.
    public internal(set) var sequence: UInt64 = 0
    /// When the last change was made; the next one is not earlier.
    public internal(set) var lastChangeAt = Timestamp(milliseconds: 0)
    private var lines: [Line] = Array(repeating: Line(), count: 256)

    /// The line of a table.
    public subscript(table: Table) -> Line { lines[Int(table.number)] }

    /// The line of a table's number.
    subscript(number: UInt8) -> Line {
        get { lines[Int(number)] }
        set { lines[Int(number)] = newValue }
    }

    /// Gives the next id of a table.
    mutating func allot(_ table: Table) throws(StoreError) -> UInt64 {
        let next = self[table.number].lastID + 1
        guard next <= ID<Never>.maximum else { throw .idsExhausted(table) }
        self[table.number].lastID = next
        return next
    }

    /// An id that came from outside must not be given again.
    mutating func note(id: UInt64, of table: Table) {
        if id > self[table.number].lastID { self[table.number].lastID = id }
    }
}
