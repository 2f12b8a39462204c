/// Input that is no message: it is answered once, then the connection is closed.
public struct FramingError: Error, Equatable, Sendable {
    /// What is wrong.
    public enum Reason: Equatable, Sendable {
        /// None of the framings starts like this.
        case unknownFraming
        /// A header line is malformed, or a length is given twice.
        case badHeader
        /// There is no `Content-Length`.
        case missingLength
        /// `Transfer-Encoding` is not spoken here.
        case chunkedBody
        /// The header block is longer than its limit.
        case headerTooLong
        /// The message is longer than its limit.
        case messageTooLong
        /// A JSON value whose brackets or strings cannot be closed any more.
        case unbalancedValue
        /// The input ended inside a message.
        case truncated
        /// The message did not end in time.
        case tooSlow
    }

    /// What is wrong.
    public let reason: Reason
    /// How the answer is framed.
    public let framing: Framing
}
