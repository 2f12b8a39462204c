public import Engine
internal import Records
public import SchoolModel

extension TestSeries: EditableRow {
    /// A name, and an organisation that exists.
    public mutating func prepare<S: Snapshot & ~Copyable>(
        after old: TestSeries?,
        in snapshot: borrowing S,
        by context: Context
    ) throws(ServiceError) {
        try Self.table.check(name, "name", 1...255)
        if old == nil { organizationID = organizationID ?? context.organization }
        try snapshot.requireTarget(organizationID, of: "organizationId")
    }
}
