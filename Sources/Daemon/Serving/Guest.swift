internal import JSONRPC
internal import SchoolAPI
internal import SchoolModel
internal import SchoolServices
internal import Storage
internal import Transport

/// One session: who is at the other end, and what they have asked for.
public final class Guest {
    let connection: ConnectionHandle
    let peer: Peer
    let desk: Desk
    private let parts: PartLevel
    /// Who the peer is without a login; nil for one that must log in.
    let welcomed: Caller?
    /// Who has logged in.
    let login = LoginBox()
    /// The notifications that the client wants.
    var notifications: [String] = []
    /// Takes in what a method would hand to the writer, while a batch is prepared.
    var batch: BatchSheet?
    /// How much the client wants to hear of its own calls.
    var trace = Trace.off

    init(_ connection: ConnectionHandle, _ peer: Peer, _ desk: Desk, as caller: Caller?) {
        self.connection = connection
        self.peer = peer
        self.desk = desk
        parts = desk.parts
        welcomed = caller
    }

    /// Whether the peer is the daemon's own user, or root.
    var isService: Bool { welcomed?.kind == .service }

    /// Who its requests are made by; nil before the login of a peer that is no service.
    var caller: Caller? {
        if login.isUnused { return welcomed }
        return switch login.state {
        case .none: welcomed
        case .loggedIn(let login): login.caller
        case .ended: nil
        }
    }

    /// Refuses those who may not call a method.
    func admit(_ message: MethodMessage) throws(RPCError) {
        if message.isOpen { return }
        // A service that has not logged in may call everything.
        if isService, login.isUnused { return try parts.admit(message) }
        switch login.state {
        case .none: guard welcomed != nil else { throw RPCError(.notLoggedIn) }
        case .ended: throw .sessionEnded
        case .loggedIn(let known):
            try check(known)
        }
        guard may(message) else {
            throw RPCError(.forbidden, facts: [.init("rule", .text("method"))])
        }
        try parts.admit(message)
    }

    /// Whether the policy lets it call a method at all.
    func may(_ message: MethodMessage) -> Bool {
        guard let caller else { return message.isOpen }
        return caller.kind == .service || message.isOpen || message.admission == .session
            || PolicyTable.standard.permits(caller.kind, toCall: "\(message.name)")
    }

    /// Ends the session of a user who may not go on.
    private func check(_ known: Login) throws(RPCError) {
        // The daemon itself looks, whoever asks.
        let user = try desk.serve(as: nil) { () throws(RPCError) in
            try desk.read { view throws(ServiceError) -> User? in
                do throws(StoreError) { return try view.row(known.id) } catch {
                    throw ServiceError(error)
                }
            }
        }
        guard let user, user.isActive, user.passwordHash == known.passwordHash else {
            login.state = .ended
            throw .sessionEnded
        }
        // Another role, another organisation: from now on.
        if Caller(user) != known.caller { login.state = .loggedIn(Login(user)) }
    }
}

extension RPCError {
    fileprivate static var sessionEnded: RPCError {
        RPCError(.notLoggedIn, "the session has ended", hint: "log in again, or log out")
    }
}
