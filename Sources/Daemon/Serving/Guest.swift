internal import JSONRPC
internal import SchoolServices
internal import Transport

/// One session: who is at the other end, and what they have asked for.
public final class Guest {
    let connection: ConnectionHandle
    let peer: Peer
    let desk: Desk
    /// Whether the peer is the daemon's own user, or root.
    let isService: Bool
    /// The notifications that the client wants.
    var notifications: [String] = []
    /// How much the client wants to hear of its own calls.
    var trace = Trace.off

    init(_ connection: ConnectionHandle, _ peer: Peer, _ desk: Desk, isService: Bool) {
        self.connection = connection
        self.peer = peer
        self.desk = desk
        self.isService = isService
    }

    /// Refuses those who have not logged in.
    func admit() throws(RPCError) {
        guard isService else { throw RPCError(.notLoggedIn) }
    }
}
