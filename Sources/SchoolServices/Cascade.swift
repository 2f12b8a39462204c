internal import Records
internal import SchoolModel

/// How many rows a deletion may take along.
public enum Cascade {
    /// More than this are one commit that holds up every other writer: they go by force alone.
    public static let rowMaximum = 50_000

    /// Refuses a deletion that took more rows along than `maximum`; the transaction takes them back.
    static func check(
        _ counts: [Table: Int],
        of table: Table,
        isForced: Bool,
        maximum: Int
    ) throws(ServiceError) {
        guard !isForced, counts.values.reduce(0, +) > maximum,
            let most = counts.filter({ $0.key != table })
                .max(by: { ($0.value, $1.key.number) < ($1.value, $0.key.number) })
        else { return }
        throw .hasDependents(table, by: most.key, count: most.value)
    }
}
