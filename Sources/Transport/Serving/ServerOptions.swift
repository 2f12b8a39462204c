public import JSONRPC

/// How to serve.
public struct ServerOptions: Sendable {
    /// Event loops, one thread each.
    public var loopCount = 1
    /// Threads for long work.
    public var workerCount = 2
    /// Maxima of a conversation.
    public var session = SessionLimits()
    /// Connections at a time; one more is told `busy`.
    public var connections = 1024
    /// Unsent reply bytes of one connection, but for one reply; then it is not read any more.
    public var unsentBytes = 256 << 10
    /// Unsent reply bytes of all connections at which requests are answered with `busy`.
    public var totalUnsentBytes = 48 << 20
    /// Bytes of long texts of all connections at which one more is told `busy`.
    public var totalHeldBytes = 256 << 20
    /// Long work that waits for a thread; what comes on top of it is told `busy`.
    public var waitingWork = 4096
    /// How long a request takes that is told of.
    public var slowNanoseconds = UInt64.max
    /// Told of every request that took so long, on the loop's thread.
    public var tellSlow: Meter.Tell = { _, _ in }
    /// Where a copy of all that is received and sent goes.
    public var mirror: Mirror?
    /// How long those who are in flight may take when the server stops.
    public var drainMilliseconds: UInt64 = 5_000
    /// Whether SIGTERM and SIGINT stop the server.
    public var stopsOnSignals = true
    /// What happens again and again, on the thread of the first loop.
    public var ticks: [Tick] = []

    /// The defaults.
    public init() {}

    /// Something that happens again and again.
    public struct Tick: Sendable {
        let milliseconds: UInt64
        let action: @Sendable () -> Void

        /// Runs `action`, which must be short, whenever so much time has passed.
        public init(
            everyMilliseconds milliseconds: UInt64,
            _ action: @escaping @Sendable () -> Void
        ) {
            self.milliseconds = milliseconds
            self.action = action
        }
    }

    /// At so many unsent bytes a connection is not read: those of the turn that reaches them come on top.
    var fullBytes: Int { max(0, unsentBytes - session.replyBytesPerTurn) }
}
