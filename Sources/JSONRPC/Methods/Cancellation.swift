internal import Synchronization

/// Whether somebody still wants the outcome of a request that has left the loop.
public final class Cancellation: Sendable {
    private enum State { static let waiting: UInt8 = 0, begun: UInt8 = 1, cancelled: UInt8 = 2 }

    private let state = Atomic<UInt8>(State.waiting)

    /// Nobody has cancelled yet.
    public init() {}

    /// Whether the work may be dropped.
    public var isCancelled: Bool { state.load(ordering: .acquiring) == State.cancelled }

    /// Claims the work for being done; false when it was cancelled before.
    public func begin() -> Bool {
        let (isMine, was) = state.compareExchange(
            expected: State.waiting,
            desired: State.begun,
            ordering: .acquiringAndReleasing
        )
        return isMine || was == State.begun
    }

    /// Cancels what has not begun; false when it is too late.
    func cancelBeforeBegin() -> Bool {
        state.compareExchange(
            expected: State.waiting,
            desired: State.cancelled,
            ordering: .acquiringAndReleasing
        ).exchanged
    }

    /// Asks work that only reads to stop, begun or not.
    public func cancel() { state.store(State.cancelled, ordering: .releasing) }
}
