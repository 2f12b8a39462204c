internal import JSONRPC

/// Something for a loop, from another thread.
enum Letter: Sendable {
    /// A request that had left the loop is done.
    case completed(connection: UInt64, ticket: UInt32, Outcome)
    /// A long text is parsed.
    case parsed(connection: UInt64, LongText)
    /// Notifications are to be sent.
    case push(connection: UInt64, Push)
    /// A connection is to be closed.
    case close(connection: UInt64)
    /// A connected socket is to be served.
    case adopt(descriptor: Int32)
    /// What is in flight is to be finished, and then everything.
    case drain
    /// All loops are to drain.
    case stop

    /// Whether both are outcomes for the same connection.
    func isReply(like other: Letter) -> Bool {
        guard case .completed(let key, _, _) = self, case .completed(key, _, _) = other else {
            return false
        }
        return true
    }
}
