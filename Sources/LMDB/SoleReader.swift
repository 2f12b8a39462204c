public import Engine

/// A reader that lies in an object, for one thread.
///
/// That there is one view at a time is found out here, at two instructions: the language's own check of a
/// stored property takes a fortieth of the time of a short question.
public final class SoleReader {
    @exclusivity(unchecked) @usableFromInline var reader: LMDBReader
    @exclusivity(unchecked) @usableFromInline var isReading = false

    /// Takes a reader over.
    public init(_ reader: consuming LMDBReader) { unsafe self.reader = reader }

    /// As the reader's.
    @inlinable public func read<Result: ~Copyable, Failure: EngineFailure>(
        for onlooker: AnyObject?,
        _ body: (borrowing LMDBSnapshot) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        unsafe precondition(!isReading, "a view inside another one of the same reader")
        unsafe isReading = true
        defer { unsafe isReading = false }
        return unsafe try reader.read(for: onlooker, body)
    }
}
