public import Engine
public import Records
public import SchoolModel
public import Storage

/// Adds a lesson to a module: everybody who takes the course has more to do.
public struct CreateLesson: WriteRequest {
    public var module: ID<Module>
    public var draft: LessonDraft

    public init(in module: ID<Module>, _ draft: LessonDraft) {
        self.module = module
        self.draft = draft
    }

    /// Answers the row.
    public func run<T: WriteTransaction & ~Copyable>(
        in scope: inout WriteScope<T>,
        as context: Context
    ) throws(ServiceError) -> Lesson {
        try draft.check()
        let module = try scope.target(module, of: "moduleId")
        var row = Lesson(
            moduleID: module.id,
            courseID: module.courseID,
            title: draft.title,
            orderIndex: 0
        )
        draft.write(to: &row)
        if draft.orderIndex == nil { row.orderIndex = try scope.lessons(of: module.id).nextOrder }
        try scope.requireFree(Lesson.ByModuleAndSlug.self, for: row)
        try scope.insertRow(&row)
        try scope.refreshPercentages(in: row.courseID)
        return row
    }
}
