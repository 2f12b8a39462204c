internal import JSONRPC
internal import Storage
internal import Transport

/// One client's wish to be told of changes, and how far it has been told.
struct Subscription {
    /// What its notifications may do now.
    enum State {
        /// The next one may be sent.
        case ready
        /// Some are on their way to the loop: what comes of them is not known yet.
        case sending
        /// The client does not read.
        case deaf
    }

    let id: UInt64
    /// The session that has subscribed.
    let guest: ObjectIdentifier
    let connection: ConnectionHandle
    let viewer: Viewer
    let interest: Interest
    /// Cancelled when the subscription ends: what is still on its way then goes nowhere.
    let end = Cancellation()
    /// The last change that the client has been told of, or that was none of its business.
    var position: UInt64
    var state = State.ready
    /// Whether the client has missed something.
    var mustResync = false
}

/// Notifications for one subscription, as far as one turn makes them.
struct Dispatch {
    let subscription: Subscription
    private(set) var position: UInt64
    private(set) var messages: [[UInt8]] = []
    private var byteCount = 0
    /// At so many bytes the rest waits for another turn.
    private static let enoughBytes = 32 << 10

    init(_ subscription: Subscription) {
        self.subscription = subscription
        position = subscription.position
    }

    /// Whether it takes another change.
    var hasRoom: Bool { byteCount < Self.enoughBytes }

    /// Tells the client to read everything again: what comes behind `sequence` it will be told.
    mutating func resync(at sequence: UInt64) {
        append(.resync(subscription.id, at: sequence))
        position = sequence
    }

    mutating func append(_ message: [UInt8]) {
        messages.append(message)
        byteCount += message.count
    }

    /// Notes that the client has been told of a change.
    mutating func pass(_ sequence: UInt64) { position = max(position, sequence) }
}
