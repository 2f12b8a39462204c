public import Engine
public import Records
public import SchoolModel
public import Storage

/// Adds a module to a course, behind the others unless a place is named.
public struct CreateModule: WriteRequest {
    public var course: ID<Course>
    public var draft: ModuleDraft

    public init(in course: ID<Course>, _ draft: ModuleDraft) {
        self.course = course
        self.draft = draft
    }

    /// Answers the row.
    public func run<T: WriteTransaction & ~Copyable>(
        in scope: inout WriteScope<T>,
        as context: Context
    ) throws(ServiceError) -> Module {
        try draft.check()
        let course = try scope.target(course, of: "courseId")
        var row = Module(
            courseID: course.id,
            title: draft.title,
            description: draft.description,
            orderIndex: draft.orderIndex ?? 0
        )
        if draft.orderIndex == nil { row.orderIndex = try scope.modules(of: course.id).nextOrder }
        try scope.insertRow(&row)
        return row
    }
}
