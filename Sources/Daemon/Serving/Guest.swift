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
    /// Whether the peer is the daemon's own user, or root.
    let isService: Bool
    /// Who has logged in.
    let login = LoginBox()
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

    /// Who its requests are made by; nil before the login of a peer that is no service.
    var caller: Caller? {
        switch login.state {
        case .none: isService ? .service : nil
        case .loggedIn(let login): login.caller
        case .ended: nil
        }
    }

    /// Refuses those who may not call a method.
    func admit(_ message: MethodMessage) throws(RPCError) {
        if message.isOpen { return }
        switch login.state {
        case .none: guard isService else { throw RPCError(.notLoggedIn) }
        case .ended: throw .sessionEnded
        case .loggedIn(let known):
            try check(known)
            guard may(message) else {
                throw RPCError(.forbidden, facts: [.init("rule", .text("service only"))])
            }
        }
    }

    /// Whether the rules let it call a method at all.
    ///
    /// Whoever has logged in may not touch the rows: there are no rules yet that say which.
    func may(_ message: MethodMessage) -> Bool {
        guard let caller else { return message.isOpen }
        return caller.kind == .service || message.isOpen || message.admission == .session
    }

    /// Ends the session of a user who may not go on.
    private func check(_ known: Login) throws(RPCError) {
        let user = try desk.read { view throws(ServiceError) -> User? in
            do throws(StoreError) { return try view.row(known.id) } catch {
                throw ServiceError(error)
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
