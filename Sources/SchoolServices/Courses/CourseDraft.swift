internal import Collation
public import Records
public import SchoolModel

/// The fields of a course that a caller sets.
public struct CourseDraft: Equatable, Sendable {
    public var organizationID: ID<Organization>?
    public var name: String
    public var slug: String?
    public var description: String?
    public var isPublished = false
    public var isCohortBased = false
    public var defaultDurationWeeks = 8
    public var enrollmentType = Course.EnrollmentType.open
    /// The teacher who owns the course.
    public var createdBy: ID<User>?
    public var isArchived = false
    public var metadata = JSONText.empty

    /// A new course.
    public init(name: String) { self.name = name }

    /// The fields of a row.
    public init(_ row: Course) {
        organizationID = row.organizationID
        name = row.name.text
        slug = row.slug
        description = row.description
        isPublished = row.isPublished
        isCohortBased = row.isCohortBased
        defaultDurationWeeks = row.defaultDurationWeeks
        enrollmentType = row.enrollmentType
        createdBy = row.createdBy
        isArchived = row.isArchived
        metadata = row.metadata
    }

    func check() throws(ServiceError) {
        let table = Course.table
        try table.check(name, "name", 1...255)
        try table.check(slug: slug, "slug")
        try table.check(description, "description", 0...10_000)
        try table.require(
            (1...520).contains(defaultDurationWeeks),
            "defaultDurationWeeks",
            "range 1...520"
        )
        try table.check(metadata)
    }

    func write(to row: inout Course, by context: Context) {
        row.organizationID = organizationID
        if !name.isWritten(as: row.name.text) { row.name = context.collator.folded(name) }
        row.slug = slug
        row.description = description
        row.isPublished = isPublished
        row.isCohortBased = isCohortBased
        row.defaultDurationWeeks = defaultDurationWeeks
        row.enrollmentType = enrollmentType
        row.createdBy = createdBy
        row.isArchived = isArchived
        row.metadata = metadata
    }
}
