internal import JSONRPC
internal import Synchronization

/// What became of notifications.
public enum Delivery: Sendable {
    /// They are on their way.
    case sent
    /// The client does not read: none was sent. The service is told when it reads again.
    case refused
    /// None was sent, and none will be: the client is gone, nobody wants them any more, or it could not
    /// tell them from replies.
    case dropped
}

/// Notifications for one connection, all of which are sent or none, and who is told which.
///
/// Somebody is told exactly once, on any thread.
final class Push: Sendable {
    let messages: [[UInt8]]
    private let cancellation: Cancellation?
    private let tell: @Sendable (Delivery) -> Void
    private let isTold = Atomic<Bool>(false)

    init(
        _ messages: [[UInt8]],
        unless cancellation: Cancellation? = nil,
        then tell: @escaping @Sendable (Delivery) -> Void = { _ in }
    ) {
        self.messages = messages
        self.cancellation = cancellation
        self.tell = tell
    }

    deinit { finish(.dropped) }

    /// Whether somebody still wants them.
    var isWanted: Bool { cancellation?.isCancelled != true }

    func finish(_ delivery: Delivery) {
        guard !isTold.exchange(true, ordering: .acquiringAndReleasing) else { return }
        tell(delivery)
    }
}
