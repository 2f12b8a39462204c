public import JSONRPC

/// What a server serves.
public protocol Service: Sendable {
    /// What is kept for one connection; it never leaves its loop's thread.
    associatedtype Client: AnyObject
    /// What the connections of one loop share; it never leaves its loop's thread.
    associatedtype Desk

    /// All that can be called.
    var methods: [Method<Client>] { get }

    /// Opens the desk of a loop, on its thread.
    func openDesk() -> Desk

    /// Called on its thread before the loop of a desk sends or waits: what is kept for the next request is let
    /// go of.
    func rest(_ desk: Desk)

    /// Says who a new connection is.
    func welcome(_ connection: ConnectionHandle, from peer: Peer, at desk: Desk) -> Client

    /// Lets go of a connection that is closed.
    func farewell(_ client: Client)

    /// What is told of each call before it is answered, once a method has said `parameters.showsCalls`; nil
    /// where nobody wants to know.
    typealias Observer = @Sendable (Client, borrowing Call) -> Void
    var observer: Observer? { get }

    /// Called when a client that was too slow for its notifications can be sent some again.
    func resume(_ client: Client)
}

extension Service {
    /// Nobody wants to know.
    public var observer: Observer? { nil }
    /// Nothing is kept.
    public func rest(_ desk: Desk) {}
    /// Nothing has to be done.
    public func farewell(_ client: Client) {}
    /// Nothing has to be done.
    public func resume(_ client: Client) {}
}

/// A service without its types, so that nothing below it is generic.
struct Reception: Sendable {
    /// One client of it.
    struct Guest {
        let client: AnyObject
        let farewell: () -> Void
        let resume: () -> Void
    }

    /// One desk of it.
    struct Desk {
        let welcome: (ConnectionHandle, Peer) -> Guest
        let rest: () -> Void
    }

    let methods: MethodTable
    /// Called on the thread of each loop.
    let open: @Sendable () -> Desk

    init<S: Service>(_ service: S) {
        methods = MethodTable(service.methods, observer: service.observer)
        open = {
            let desk = service.openDesk()
            return Desk(
                welcome: { connection, peer in
                    let client = service.welcome(connection, from: peer, at: desk)
                    return Guest(
                        client: client,
                        farewell: { service.farewell(client) },
                        resume: { service.resume(client) }
                    )
                },
                rest: { service.rest(desk) }
            )
        }
    }
}
