/// The named maxima of one message.
public struct FramingLimits: Sendable {
    /// The longest header block.
    public var headerBytes = 16 << 10
    /// The longest message body.
    public var messageBytes = 16 << 20

    /// How long a message may take to come, from its first byte to its last.
    public var frameMilliseconds = 60_000

    /// The defaults.
    public init() {}
}
