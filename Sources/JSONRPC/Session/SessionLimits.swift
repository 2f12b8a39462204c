/// The named maxima of one connection's conversation.
public struct SessionLimits: Sendable {
    /// Maxima of one message.
    public var framing = FramingLimits()
    /// Requests that have no reply yet; at so many no further message is taken.
    public var requestsInFlight = 1024
    /// Messages of one batch.
    public var batchMessages = 1000
    /// Reply bytes of one batch; what comes behind them is refused.
    public var batchReplyBytes = 16 << 20
    /// Text that is parsed on the loop; a longer one is parsed elsewhere.
    public var inlineTextBytes = 256 << 10
    /// Reply bytes made in one go, before the transport gets a chance to send them.
    public var replyBytesPerTurn = 64 << 10

    /// The defaults.
    public init() {}
}
