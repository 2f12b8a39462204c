internal import Glibc
public import JSONRPC
internal import SchoolAPI
package import SchoolServices
internal import Synchronization
public import Transport

/// Serves the school of one house.
public struct SchoolService: Service {
    let house: House
    /// Who a peer is before it has logged in; nil for nobody.
    private let identify: @Sendable (Peer) -> Caller?

    /// A service over an open store, which trusts the daemon's own user, and root, from their first byte.
    public init(_ house: House) {
        let owner = getuid()
        self.init(house) { $0.userID == owner || $0.userID == 0 ? .service : nil }
    }

    /// A service that knows its peers by other means.
    package init(_ house: House, identify: @escaping @Sendable (Peer) -> Caller?) {
        self.house = house
        self.identify = identify
    }

    /// One reading side for each loop.
    public func openDesk() -> Desk { Desk(house) }

    /// No snapshot outlives a round of a loop.
    public func rest(_ desk: Desk) { desk.rest() }

    /// Asks who it is.
    public func welcome(
        _ connection: ConnectionHandle,
        from peer: Peer,
        at desk: Desk
    ) -> Guest {
        house.sessionCount.add(1, ordering: .relaxed)
        house.log.write(
            .debug,
            "sessionOpened",
            [("uid", "\(peer.userID)"), ("pid", "\(peer.processID)")]
        )
        let guest = Guest(connection, peer, desk, as: identify(peer))
        let session = ObjectIdentifier(guest)
        guest.login.whenChanged = { [house] in house.endPushing(to: session) }
        return guest
    }

    /// Forgets a session.
    public func farewell(_ client: Guest) {
        house.endPushing(to: ObjectIdentifier(client))
        house.sessionCount.subtract(1, ordering: .relaxed)
        house.log.write(.debug, "sessionClosed", [("pid", "\(client.peer.processID)")])
    }

    /// Goes on telling a session of changes that had stopped reading.
    public func resume(_ client: Guest) {
        house.herald.resume(client)
        house.crier.resume(client)
    }

    /// Every method of the protocol that is answered by the daemon, and not by its transport.
    public var methods: [Method<Guest>] {
        let house = house
        let school =
            house.enrollmentMethods + house.attendanceMethods + house.cohortMethods
            + house.courseMethods + house.scheduleMethods + house.groupMethods
            + house.userMethods + house.studentMethods + house.parentMethods
            + house.institutionMethods + house.logMethods + house.nameMethods
            + house.seriesMethods + house.testMethods + house.paymentMethods
            + house.finalizeMethods + house.codingMethods + house.discussionMethods
            + house.forumMethods + house.courseTeacherMethods + house.applicationMethods
            + house.refMethods + house.importMethods + house.backfillMethods
            + house.exportMethods
        return house.sessionMethods + house.loginMethods + house.serverMethods + house.statsMethods
            + house.settingMethods + house.operatingMethods + house.pushMethods + school + [
                house.explaining(school), house.batching(school),
            ]
    }

    /// Tells those who trace their session of each call.
    public var observer: Observer? { { guest, call in guest.trace(call) } }

    /// The names of all methods.
    public var methodNames: [String] { MethodTable(methods).names.map { "\($0)" } }
}
