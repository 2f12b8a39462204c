/// Why there is no answer.
public enum ClientError: Error, Equatable {
    /// Nobody listens there.
    case noDaemon(path: String)
    /// The system refuses.
    case system(call: StaticString, code: Int32)
    /// The daemon has closed the connection.
    case hungUp
    /// What came is no answer to what was asked.
    case malformed
    /// The daemon took too long.
    case timedOut

    /// Whether two reasons are the same.
    public static func == (left: ClientError, right: ClientError) -> Bool {
        "\(left)" == "\(right)"
    }
}
