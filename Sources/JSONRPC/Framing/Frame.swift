/// One message found at the front of the input.
public struct Frame: Equatable, Sendable {
    /// What a frame asks for.
    public enum Kind: Equatable, Sendable {
        /// To be answered by a method.
        case message
        /// The headers of an HTTP request whose client waits for `100 Continue`.
        case expectContinue
        /// HTTP `OPTIONS`.
        case options
        /// An HTTP method that carries no message.
        case otherMethod
    }

    /// How it was framed.
    public let framing: Framing
    /// What it asks for.
    public let kind: Kind
    /// Where the JSON text lies.
    public let body: Range<Int>
    /// How many bytes to drop from the front of the input afterwards.
    public let end: Int
}
