internal import Synchronization

/// What a request that has left the loop came to: the bytes of its result.
public typealias Outcome = Result<[UInt8], RPCError>

/// The right, and the duty, to answer one request from any thread.
///
/// A request gets exactly one reply: the first outcome counts, and one that nobody delivers is an
/// internal error as soon as the last reference is gone.
public final class Completion: Sendable {
    /// Asked before the work begins, and while it goes on.
    public let cancellation: Cancellation
    private let deliver: @Sendable (Outcome) -> Void
    private let isDelivered = Atomic<Bool>(false)

    /// A completion that hands its outcome to `deliver`.
    public init(_ cancellation: Cancellation, _ deliver: @escaping @Sendable (Outcome) -> Void) {
        self.cancellation = cancellation
        self.deliver = deliver
    }

    deinit { finish(.failure(RPCError(.internalError))) }

    /// Answers with JSON that is written already.
    public func succeed(_ result: [UInt8]) { finish(.success(result)) }

    /// Answers with an error.
    public func fail(_ error: RPCError) { finish(.failure(error)) }

    /// Answers.
    public func finish(_ outcome: Outcome) {
        guard !isDelivered.exchange(true, ordering: .acquiringAndReleasing) else { return }
        deliver(outcome)
    }
}
