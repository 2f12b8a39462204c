internal import JSONRPC
internal import SchoolAPI
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

    init(_ connection: ConnectionHandle, _ peer: Peer, _ desk: Desk, isService: Bool) {
        self.connection = connection
        self.peer = peer
        self.desk = desk
        self.isService = isService
    }

    /// Refuses those who may not call a method.
    func admit(_ message: MethodMessage) throws(RPCError) {
        guard isService || message.isOpen else { throw RPCError(.notLoggedIn) }
    }
}
