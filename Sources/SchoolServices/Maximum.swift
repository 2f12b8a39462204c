/// How much one request may do: the writer serves everybody, one after another.
public enum Maximum {
    /// The rosters that copy one person's name and address.
    public static let rosters = 1_000
    /// The schedule rows that copy one module's title and order.
    public static let schedules = 10_000
    /// The items of one bulk request.
    public static let items = 20_000
    /// The bytes of a row's metadata.
    public static let metadataByteCount = 64 << 10
    /// The hundredths of one payment: so few that no sum of them overflows.
    public static let amounts: ClosedRange<Int64> = 1...1_000_000_000_000
    /// The bytes of a program that a student hands in.
    public static let codeByteCount = 256 << 10
    /// The steps from an organisation to the top one.
    public static let organizationDepth = 32
}
