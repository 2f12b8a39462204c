internal import CPeer

/// Who is at the other end, as the kernel recorded it when it connected.
public struct Peer: Equatable, Sendable {
    /// The user.
    public let userID: UInt32
    /// The user's group.
    public let groupID: UInt32
    /// The process that connected; it may have handed the socket on since.
    public let processID: Int32

    /// The peer of a connected socket, or nil where it cannot be told.
    init?(of descriptor: Int32) {
        var identity = cpeer_identity()
        guard unsafe cpeer_identify(descriptor, &identity) == 0 else { return nil }
        userID = identity.uid
        groupID = identity.gid
        processID = identity.pid
    }
}
