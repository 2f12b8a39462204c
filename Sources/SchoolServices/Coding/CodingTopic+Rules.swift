internal import Collation
public import Engine
internal import Records
public import SchoolModel

extension CodingTopic: EditableRow {
    /// A name that no other topic of the organisation has.
    public mutating func prepare<S: Snapshot & ~Copyable>(
        after old: CodingTopic?,
        in snapshot: borrowing S,
        by context: Context
    ) throws(ServiceError) {
        try Self.table.check(name.text, "name", 1...255)
        name = context.collator.folded(name.text)
        if old == nil { organizationID = organizationID ?? context.organization }
        try snapshot.requireTarget(organizationID, of: "organizationId")
        try snapshot.requireFree(ByOrganizationAndName.self, for: self)
    }
}
