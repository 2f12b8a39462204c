internal import JSONRPC
internal import SchoolAPI
internal import SchoolServices
internal import Transport

/// One session: who is at the other end, and what they have asked for.
public final class Guest {
    let connection: ConnectionHandle
    let peer: Peer
    let desk: Desk
    /// Who asks; nil for a peer with another user id that has not logged in.
    var caller: Caller?
    /// The notifications that the client wants.
    var notifications: [String] = []
    /// How much the client wants to hear of its own calls.
    var trace = Trace.off

    init(_ connection: ConnectionHandle, _ peer: Peer, _ desk: Desk, as caller: Caller?) {
        self.connection = connection
        self.peer = peer
        self.desk = desk
        self.caller = caller
    }

    /// Refuses those who have not logged in, and those whom the policy does not give the method to.
    ///
    /// Returns who asks.
    @discardableResult
    func admit(_ message: MethodMessage) throws(RPCError) -> Caller {
        guard let caller else { throw RPCError(.notLoggedIn) }
        if caller.kind == .service { return caller }
        guard PolicyTable.standard.permits(caller.kind, toCall: "\(message.name)") else {
            throw RPCError(.forbidden, facts: [.init("rule", .text("method"))])
        }
        return caller
    }
}
