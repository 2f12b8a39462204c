public import Engine
public import Records
public import SchoolModel
public import Storage

/// Deletes a lesson; what was counted of it is counted no more.
public struct DeleteLesson: WriteRequest {
    public var id: ID<Lesson>

    public init(_ id: ID<Lesson>) { self.id = id }

    /// Answers how many rows of each table went.
    public func run<T: WriteTransaction & ~Copyable>(
        in scope: inout WriteScope<T>,
        as context: Context
    ) throws(ServiceError) -> [Table: Int] {
        let lesson = try scope.subject(id)
        try scope.uncount(lesson)
        try scope.uncountPosts(about: lesson.id)
        let counts = try scope.deleteRow(lesson)
        try scope.refreshPercentages(in: lesson.courseID)
        return counts
    }
}
