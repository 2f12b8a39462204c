public import Records

/// Why the engine has no answer.
public enum EngineError: Error, BitwiseCopyable, Equatable {
    /// The file has reached the size that it may have; reading and deleting go on.
    case mapFull
    /// A key is longer than every engine can hold.
    case keyTooLong(byteCount: Int)
    /// A value is larger than `Limits.valueByteCount`.
    case valueTooLarge(byteCount: Int)
    /// The transaction has ended.
    case ended
    /// Stored bytes fail their checks: the one place where a record's error is wrapped.
    case damaged(RecordError)
    /// Anything else, with the engine's own number.
    case engine(code: Int32)
    /// A commit failed half-way: it may or may not survive. Only a new start can tell.
    case outcomeUnknown(code: Int32)
}

/// An error type that can carry an engine's error, so that one `throws(Failure)` covers both.
public protocol EngineFailure: Error {
    /// Wraps.
    init(_ error: EngineError)
}

extension EngineError: EngineFailure {
    /// Itself.
    @inlinable public init(_ error: EngineError) { self = error }
}

/// What every engine must be able to hold.
public enum Limits {
    /// LMDB's own limit, and the smallest among the engines.
    public static let keyByteCount = 511
    /// Values above a page cost whole pages; a sheet of 4,000 with notes is the largest that is stored.
    public static let valueByteCount = 1 << 20
}
