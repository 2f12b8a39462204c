public import Engine
public import Records

/// Why the store refuses.
public enum StoreError: Error, Equatable {
    /// The engine's own reason: the one place where it is wrapped.
    case engine(EngineError)
    /// There is no such row.
    case notFound(Table, id: UInt64)
    /// Another row has the same key in a unique index, or the same natural key.
    case unique(Table, index: String)
    /// A field names a row that does not exist.
    case referenceMissing(Table, field: String, id: UInt64)
    /// A field names a row that is soft-deleted.
    case referenceDeleted(Table, field: String, id: UInt64)
    /// Rows that refer to the row forbid its deletion.
    case hasDependents(Table, by: Table, count: Int)
    /// The table has given its last id.
    case idsExhausted(Table)
    /// The store is closed, or has stopped after a failed commit.
    case closed
}

/// An error type that can carry the store's, so that one `throws(Failure)` covers both.
public protocol StoreFailure: EngineFailure {
    /// Wraps.
    init(_ error: StoreError)
}

extension StoreFailure {
    /// Wraps an engine's error as the store's.
    public init(_ error: EngineError) { self.init(StoreError.engine(error)) }
}

extension StoreError: StoreFailure {
    /// Itself.
    public init(_ error: StoreError) { self = error }
}

/// Runs a piece of decoding: what it finds damaged is the engine's damage.
func decoding<Result>(
    _ body: () throws(RecordError) -> Result
) throws(StoreError) -> Result {
    do { return try body() } catch { throw .engine(.damaged(error)) }
}

/// Runs an engine's verb.
func engine<Result: ~Copyable>(
    _ body: () throws(EngineError) -> Result
) throws(StoreError) -> Result {
    do { return try body() } catch { throw .engine(error) }
}
