public import Engine
public import Records

/// One accepted change, as the log of changes tells it: which rows were written, and when.
public struct AcceptedChange: Equatable, Sendable {
    /// What happened to a row; stored, so never renumbered.
    public enum Verb: UInt8, BitwiseCopyable, Sendable {
        /// It was written again.
        case updated = 0
        /// It is gone.
        case deleted = 1
        /// It is new.
        case created = 2
    }

    /// One row that was written.
    public struct Row: Equatable, Sendable {
        /// The number of its table.
        public let table: UInt8
        /// What happened to it.
        public let verb: Verb
        /// Its key; where the change has moved it, the new one.
        public let key: [UInt8]
    }

    /// The number of the change; the next one has a larger number.
    public let sequence: UInt64
    /// When it was made.
    public let time: Timestamp
    /// The rows, in the order in which they were written.
    public let rows: [Row]
    /// Whether more rows were written than a change lists: then none is listed.
    public let isShortened: Bool
    /// Whether the change holds a row of its own, whose id is the sequence.
    public let holdsRow: Bool
}

extension AcceptedChange {
    init(_ sequence: UInt64, _ change: Change) {
        self.sequence = sequence
        time = change.time
        rows = change.rows.map { Row(table: $0.table, verb: $0.verb, key: $0.key) }
        isShortened = change.kind.contains(.shortened)
        holdsRow = change.kind.contains(.activity)
    }
}

extension Snapshot where Self: ~Copyable {
    /// Calls `body` with each change behind `sequence`, in their order, until it returns false.
    ///
    /// Changes up to `changeHorizon` may be missing.
    public borrowing func forEachChange<Failure: StoreFailure>(
        after sequence: UInt64,
        _ body: (AcceptedChange) throws(Failure) -> Bool
    ) throws(Failure) {
        let (lower, upper) = (Change.key(sequence + 1), Change.end)
        try forEachEntry(from: lower.bytes, below: upper.bytes) {
            (key, content) throws(Failure) -> Bool in
            let change: AcceptedChange
            do throws(RecordError) {
                change = try AcceptedChange(Change.sequence(ofKey: key), Change(content))
            } catch { throw Failure(EngineError.damaged(error)) }
            return try body(change)
        }
    }

    /// The number of the last change.
    public borrowing func lastSequence() throws(StoreError) -> UInt64 {
        var last: UInt64 = 0
        let (lower, upper) = (Change.key(0), Change.end)
        try forEachEntry(from: lower.bytes, below: upper.bytes, reversed: true) {
            (key, content) throws(StoreError) -> Bool in
            do throws(RecordError) { last = try Change.sequence(ofKey: key) } catch {
                throw .engine(.damaged(error))
            }
            return false
        }
        return last
    }
}
