/// A call that is about to be answered, lent to whoever observes a conversation.
public struct Call: ~Escapable {
    /// The method.
    public let method: StaticString
    /// The id exactly as it was written, or nil for a notification.
    public let id: RawSpan?
    /// How long the text of the parameters is.
    public let paramsByteCount: Int

    @_lifetime(copy id)
    init(method: StaticString, id: RawSpan?, params: RawSpan?) {
        self.method = method
        self.id = id
        paramsByteCount = params?.byteCount ?? 0
    }
}
