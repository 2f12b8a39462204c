public import JSONRPC

/// What a server has done since it began, and what it holds.
public struct ServerFigures: Sendable {
    /// Calls, times and bytes.
    public let meters: MeterFigures
    /// Event loops.
    public let loops: Int
    /// Open connections.
    public let connections: Int
    /// All connections that were let in.
    public let acceptedConnections: Int
    /// Those that were turned away, for there were too many.
    public let refusedConnections: Int
    /// Reply bytes that the clients have not taken yet.
    public let unsentBytes: Int
}
