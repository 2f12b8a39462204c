/// Why a socket cannot be opened.
public enum SocketError: Error, Equatable, Sendable {
    /// Another process serves at this path.
    case inUse
    /// The folder belongs to somebody else, or others can write to it.
    case unsafeFolder
    /// The members of the group cannot enter the folder.
    case closedFolder
    /// There is no such group.
    case noGroup
    /// There is something at the path that is no socket of ours.
    case occupied
    /// The descriptor is no listening Unix socket.
    case notListening
    /// The system refused a call.
    case system(call: StaticString, number: Int32)

    /// Whether two errors say the same.
    public static func == (left: SocketError, right: SocketError) -> Bool {
        "\(left)" == "\(right)"
    }
}
