/// How a message was framed, and so how its reply is.
public enum Framing: Equatable, Sendable {
    /// `Content-Length: n`, a blank line, n bytes: the base protocol of language servers.
    case contentLength
    /// One JSON value; `isLine` when a newline follows it.
    ///
    /// A client that sends none waits for a blank line behind the reply.
    case bare(isLine: Bool)
    /// An HTTP/1.1 request; `keepAlive` is false when the client asked to close.
    case http(keepAlive: Bool)

    /// Whether it is HTTP.
    public var isHTTP: Bool {
        if case .http = self { true } else { false }
    }
}
