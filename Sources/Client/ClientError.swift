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
    /// There is no such program, neither beside this one nor on the path.
    case noProgram(String)
    /// The daemon that was started ended at once; what it said last.
    case didNotStart(said: String)
    /// The folder of the socket belongs to somebody else.
    case foreignFolder(String)

    /// Whether two reasons are the same.
    public static func == (left: ClientError, right: ClientError) -> Bool {
        "\(left)" == "\(right)"
    }
}
