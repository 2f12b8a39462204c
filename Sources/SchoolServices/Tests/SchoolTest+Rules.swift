public import Engine
internal import Records
public import SchoolModel

extension SchoolTest: EditableRow {
    /// Title, address and settings within their bounds.
    public mutating func prepare<S: Snapshot & ~Copyable>(
        after old: SchoolTest?,
        in snapshot: borrowing S,
        by context: Context
    ) throws(ServiceError) {
        let table = Self.table
        try table.check(title, "title", 1...255)
        try table.check(pdfUrl, "pdfUrl", 1...2_000)
        if let config { try table.check(config) }
        if old == nil {
            organizationID = organizationID ?? context.organization
            createdByID = createdByID ?? context.performer
        }
        try snapshot.requireTarget(organizationID, of: "organizationId")
    }
}
