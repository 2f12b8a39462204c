public import Records
public import SchoolModel

/// The fields of an organisation that a caller sets.
public struct OrganizationDraft: Equatable, Sendable {
    public var kind = Organization.Kind.organization
    public var parentID: ID<Organization>?
    public var name: String
    public var slug: String
    public var timezone: String?
    public var isActive = true
    public var metadata = JSONText.empty

    /// A new organisation.
    public init(name: String, slug: String) {
        self.name = name
        self.slug = slug
    }

    /// The fields of a row.
    public init(_ row: Organization) {
        kind = row.kind
        parentID = row.parentID
        name = row.name
        slug = row.slug
        timezone = row.timezone
        isActive = row.isActive
        metadata = row.metadata
    }

    func check() throws(ServiceError) {
        let table = Organization.table
        try table.check(name, "name", 1...255)
        try table.check(slug: slug, "slug")
        try table.check(timezone, "timezone", 1...64)
        try table.check(metadata)
    }

    func write(to row: inout Organization) {
        row.kind = kind
        row.parentID = parentID
        row.name = name
        row.slug = slug
        row.timezone = timezone
        row.isActive = isActive
        row.metadata = metadata
    }
}
