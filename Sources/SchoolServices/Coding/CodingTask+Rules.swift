public import Engine
internal import Records
public import SchoolModel

extension CodingTask: EditableRow {
    /// Texts within their bounds, and a topic that exists.
    public mutating func prepare<S: Snapshot & ~Copyable>(
        after old: CodingTask?,
        in snapshot: borrowing S,
        by context: Context
    ) throws(ServiceError) {
        let table = Self.table
        try table.check(title, "title", 1...255)
        try table.check(description, "description", 0...100_000)
        try table.check(topicName, "topicName", 1...255)
        try table.check(starterCode, "starterCode", 0...100_000)
        try table.check(points, "points", in: 0...1_000_000)
        try table.check(order: orderIndex)
        if old == nil {
            organizationID = organizationID ?? context.organization
            createdByID = createdByID ?? context.performer
        }
        try snapshot.requireTarget(organizationID, of: "organizationId")
        try snapshot.requireTarget(topicID, of: "topicId")
    }
}
