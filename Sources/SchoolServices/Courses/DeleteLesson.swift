public import Engine
public import Records
public import SchoolModel
public import Storage

/// Deletes a lesson; what was counted of it is counted no more.
public struct DeleteLesson: WriteRequest {
    public var id: ID<Lesson>
    /// Whether more than `rowMaximum` rows may go with it.
    public var isForced: Bool
    /// What goes without force.
    public var rowMaximum = Cascade.rowMaximum

    public init(_ id: ID<Lesson>, isForced: Bool = false) {
        self.id = id
        self.isForced = isForced
    }

    /// Answers how many rows of each table went.
    public func run<T: WriteTransaction & ~Copyable>(
        in scope: inout WriteScope<T>,
        as context: Context
    ) throws(ServiceError) -> [Table: Int] {
        let lesson = try scope.subject(id)
        try scope.uncount(lesson)
        try scope.uncountPosts(about: lesson.id)
        let counts = try scope.deleteRow(lesson)
        try Cascade.check(counts, of: Lesson.table, isForced: isForced, maximum: rowMaximum)
        try scope.refreshPercentages(in: lesson.courseID)
        return counts
    }
}
