/// The named maxima of one message.
public struct FramingLimits: Sendable {
    /// The longest header block.
    public var headerBytes = 16 << 10
    /// The longest message body.
    public var messageBytes = 16 << 20

    /// The defaults.
    public init() {}
}
