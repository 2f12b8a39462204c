internal import Records
public import SchoolModel

/// The fields of a lesson that a caller sets.
public struct LessonDraft: Equatable, Sendable {
    public var title: String
    public var slug: String?
    /// Nil for the place behind the last one.
    public var orderIndex: Int?
    public var durationMinutes: Int?
    public var isPreview = false

    /// A new lesson.
    public init(title: String, slug: String? = nil, orderIndex: Int? = nil) {
        self.title = title
        self.slug = slug
        self.orderIndex = orderIndex
    }

    /// The fields of a row.
    public init(_ row: Lesson) {
        title = row.title
        slug = row.slug
        orderIndex = row.orderIndex
        durationMinutes = row.durationMinutes
        isPreview = row.isPreview
    }

    func check() throws(ServiceError) {
        let table = Lesson.table
        try table.check(title, "title", 1...255)
        try table.check(slug: slug, "slug")
        try table.check(order: orderIndex)
        if let durationMinutes {
            try table.require(durationMinutes >= 0, "durationMinutes", "range 0...")
        }
    }

    func write(to row: inout Lesson) {
        row.title = title
        row.slug = slug
        row.orderIndex = orderIndex ?? row.orderIndex
        row.durationMinutes = durationMinutes
        row.isPreview = isPreview
    }
}
