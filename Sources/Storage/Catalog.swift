public import Engine
public import Records

/// What a schema says, gathered once when a store opens: names, referrers, and the fingerprint's text.
public struct Catalog<Transaction: WriteTransaction & ~Copyable>: Sendable {
    /// One field of some entity that names rows of a table.
    struct Referrer: Sendable {
        var table: Table
        var field: String
        var onDelete: DeleteRule
        /// Applies the rule to every row that names the given one; returns how many there were.
        var apply: @Sendable (inout WriteScope<Transaction>, UInt64) throws(StoreError) -> Int
    }

    /// All tables, in the schema's order.
    public let tables: [Table]
    /// By the number of the table that is named.
    let referrers: [UInt8: [Referrer]]
    /// One line for everything whose change would change stored bytes.
    let description: [String]

    init<S: Schema>(_ schema: S.Type) {
        var gatherer = Gatherer()
        S.visitEntities(&gatherer)
        tables = gatherer.tables
        referrers = gatherer.referrers
        description = gatherer.lines
    }

    /// CRC-32C of the description.
    var fingerprint: UInt32 {
        Array(description.joined(separator: "\n").utf8).rawSpan.crc32c
    }

    private struct Gatherer: EntityVisitor, ~Copyable {
        var tables: [Table] = []
        var referrers: [UInt8: [Referrer]] = [:]
        var lines: [String] = []

        mutating func visit<E: Entity>(_ entity: E.Type) throws(Never) {
            precondition(!tables.contains(E.table), "two entities have the number of one table")
            tables.append(E.table)
            lines.append("table \(E.table.number) \(E.table.name) \(E.place.text)")
            lines.append(contentsOf: E.describeFields().map { "  " + $0 })
            var parts = PartGatherer<E>()
            E.visitParts(&parts)
            lines.append(contentsOf: parts.lines)
            for (table, referrer) in parts.referrers {
                referrers[table.number, default: []].append(referrer)
            }
        }
    }

    private struct PartGatherer<Row: Entity>: PartVisitor, ~Copyable {
        var lines: [String] = []
        var referrers: [(Table, Referrer)] = []

        mutating func index<I: SecondaryIndex>(_ index: I.Type) throws(Never) where I.Row == Row {
            lines.append("  index \(I.name) \(I.place.text)\(I.isUnique ? " unique" : "")")
        }

        mutating func reference<R: Reference>(_ reference: R.Type) throws(Never)
        where R.Row == Row {
            lines.append("  reference \(R.field) \(R.Target.table.name)")
            let referrer = Referrer(
                table: Row.table,
                field: "\(R.field)",
                onDelete: R.onDelete,
                apply: { scope, id throws(StoreError) in
                    try scope.applyDeletion(of: id, through: R.self)
                }
            )
            referrers.append((R.Target.table, referrer))
        }

        mutating func contribution<C: Contribution>(_ contribution: C.Type) throws(Never)
        where C.Row == Row {
            let slots = C.Total.slots.map { "\($0)" }.joined(separator: ",")
            lines.append("  counts \(C.Total.name) \(C.Total.place.text) \(slots)")
        }

        mutating func hint<H: Hint>(_ hint: H.Type) throws(Never) where H.Row == Row {
            lines.append("  hint \(H.name) \(H.place.text)")
        }
    }
}

extension Place {
    /// Tag and section, like `01.05`.
    var text: String {
        let digits = [tag.rawValue, section].map { value in
            (value < 16 ? "0" : "") + String(value, radix: 16)
        }
        return digits.joined(separator: ".")
    }
}
