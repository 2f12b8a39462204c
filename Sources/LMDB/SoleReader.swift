public import Engine
internal import Synchronization

/// A reader that lies in an object, for one thread.
///
/// Its view is kept after a question, for the next one, as long as nothing is committed: to begin one and to
/// find the tree anew is a fifth of a short question. Whoever uses it lets it rest before anything that takes
/// time, since the pages of a view are not used again. That there is one view at a time is found out here, at
/// two instructions: the language's own check of a stored property takes a fortieth of a short question.
public final class SoleReader {
    @exclusivity(unchecked) private var reader: LMDBReader
    @exclusivity(unchecked) private var isReading = false
    @exclusivity(unchecked) private var isKept = false
    /// How much had been committed when the view was begun, or less.
    @exclusivity(unchecked) private var commits: UInt64 = 0

    /// Takes a reader over.
    public init(_ reader: consuming LMDBReader) { unsafe self.reader = reader }

    /// As the reader's.
    @inlinable public func read<Result: ~Copyable, Failure: EngineFailure>(
        for onlooker: AnyObject?,
        _ body: (borrowing LMDBSnapshot) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        do throws(EngineError) { try begin() } catch { throw Failure(error) }
        // A view that has met damage is of no use to the next question.
        var isWhole = false
        defer { end(keeping: isWhole) }
        // Kept until the view is gone.
        defer { withExtendedLifetime(onlooker) {} }
        let result = try body(view(for: onlooker))
        isWhole = true
        return result
    }

    /// Gives up the view that was kept; the next question sees what is there then.
    public func rest() {
        guard unsafe isKept else { return }
        unsafe isKept = false
        unsafe reader.reset()
    }

    @usableFromInline func begin() throws(EngineError) {
        unsafe precondition(!isReading, "a view inside another one of the same reader")
        let now = unsafe reader.engine.commits.load(ordering: .acquiring)
        if unsafe isKept, unsafe commits != now { rest() }
        if unsafe !isKept { unsafe try reader.renew() }
        unsafe commits = now
        unsafe isReading = true
    }

    @usableFromInline func end(keeping isWhole: Bool) {
        unsafe isReading = false
        // A map that may grow waits for all views.
        unsafe isKept = isWhole && !reader.passesGate
        if unsafe !isKept { unsafe reader.reset() }
    }

    @usableFromInline func view(for onlooker: AnyObject?) -> LMDBSnapshot {
        unsafe reader.view(for: onlooker)
    }
}
