internal import Glibc
public import JSONRPC
internal import SchoolAPI
internal import Synchronization
public import Transport

/// Serves the school of one house.
public struct SchoolService: Service {
    let house: House
    private let owner = getuid()

    /// A service over an open store.
    public init(_ house: House) { self.house = house }

    /// One reading side for each loop.
    public func openDesk() -> Desk { Desk(house) }

    /// A peer with the daemon's own user id, or root, is trusted from its first byte.
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
        let isService = peer.userID == owner || peer.userID == 0
        let guest = Guest(connection, peer, desk, isService: isService)
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
    public func resume(_ client: Guest) { house.herald.resume(client) }

    /// Every method of the protocol that is answered by the daemon, and not by its transport.
    public var methods: [Method<Guest>] {
        let house = house
        let school =
            house.enrollmentMethods + house.attendanceMethods + house.cohortMethods
            + house.courseMethods + house.scheduleMethods + house.groupMethods
            + house.peopleMethods + house.institutionMethods + house.logMethods + house.nameMethods
            + house.seriesMethods + house.testMethods + house.paymentMethods
            + house.finalizeMethods + house.codingMethods + house.discussionMethods
            + house.forumMethods + house.courseTeacherMethods
        return house.sessionMethods + house.loginMethods + house.serverMethods + house.statsMethods
            + house.settingMethods + house.pushMethods + school + [house.explaining(school)]
    }

    /// Tells those who trace their session of each call.
    public var observer: Observer? { { guest, call in guest.trace(call) } }

    /// The names of all methods.
    public var methodNames: [String] { MethodTable(methods).names.map { "\($0)" } }
}
