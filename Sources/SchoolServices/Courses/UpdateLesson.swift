public import Engine
public import Records
public import SchoolModel
public import Storage

/// Changes a lesson.
public struct UpdateLesson: WriteRequest {
    public var id: ID<Lesson>
    public var ifVersion: Int?
    public var edit: Edit<LessonDraft>

    public init(_ id: ID<Lesson>, ifVersion: Int? = nil, edit: @escaping Edit<LessonDraft>) {
        self.id = id
        self.ifVersion = ifVersion
        self.edit = edit
    }

    /// Answers the row.
    public func run<T: WriteTransaction & ~Copyable>(
        in scope: inout WriteScope<T>,
        as context: Context
    ) throws(ServiceError) -> Lesson {
        let old = try scope.subject(id, ifVersion: ifVersion)
        var draft = LessonDraft(old)
        try edit(&draft)
        try draft.check()
        var row = old
        draft.write(to: &row)
        try scope.requireFree(Lesson.ByModuleAndSlug.self, for: row)
        try scope.updateRow(old, to: &row)
        return row
    }
}
