/// A store of bytes under ordered keys.
///
/// Eight verbs: `read`, `write`; `value`, `values`, `entries`; `put`, `delete`, `deleteRange`.
///
/// There is one key space: an engine that keeps several trees chooses by the first byte of a key.
public protocol Engine: Sendable {
    /// The reading side of one thread.
    associatedtype Reader: EngineReader & ~Copyable
    /// What `write` lends.
    associatedtype Transaction: WriteTransaction & ~Copyable

    /// A reading side for the calling thread, kept as long as the thread reads.
    func makeReader() throws(EngineError) -> Reader

    /// Runs `body` as the only writer; what it wrote is durable when this returns.
    ///
    /// An error of `body` leaves no trace. `EngineError.outcomeUnknown` means that the commit itself
    /// failed: the process must not write again, and must not say what became of it.
    func write<Result: ~Copyable, Failure: EngineFailure>(
        _ body: (inout Transaction) throws(Failure) -> Result
    ) throws(Failure) -> Result
}

/// The reading side of one thread.
public protocol EngineReader: ~Copyable {
    /// What `read` lends.
    associatedtype View: Snapshot & ~Copyable

    /// Runs `body` against one immutable view. Two views of one reader at once do not compile.
    mutating func read<Result: ~Copyable, Failure: EngineFailure>(
        _ body: (borrowing View) throws(Failure) -> Result
    ) throws(Failure) -> Result
}

/// The one writer's view of the store: it sees its own changes.
public protocol WriteTransaction: Snapshot, SendableMetatype, ~Copyable {
    /// A transaction that has ended: its verbs, or the first steps of its walks, throw `EngineError.ended`.
    ///
    /// It stands in for the real one while that is lent on as a part of something larger.
    init()

    /// Sets the value of a key.
    mutating func put(_ key: RawSpan, _ value: RawSpan) throws(EngineError)

    /// Removes a key. Returns whether it was there.
    @discardableResult
    mutating func delete(_ key: RawSpan) throws(EngineError) -> Bool

    /// Removes all keys with `lower` <= key < `upper`. Returns how many there were.
    @discardableResult
    mutating func deleteRange(from lower: RawSpan, below upper: RawSpan) throws(EngineError) -> Int
}
