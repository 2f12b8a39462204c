/// A value that one thread at a time reads or changes.
public final class Locked<Value: Sendable>: Sendable {
    private let lock = Lock()
    // Touched only while the lock is held.
    nonisolated(unsafe) private var stored: Value

    /// A value as it is at first.
    public init(_ value: Value) { unsafe stored = value }

    /// The value as it is now.
    public var value: Value {
        get { lock.withLock { unsafe stored } }
        set { lock.withLock { unsafe stored = newValue } }
    }
}
