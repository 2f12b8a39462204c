/// What runs.
public enum Version {
    /// Of the daemon and its tools.
    public static let daemon: StaticString = "0.1.0"
    /// Of what they speak.
    public static let `protocol`: StaticString = "1.0"
}
