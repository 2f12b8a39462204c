public import Engine
public import Records
public import SchoolModel
public import Storage

/// Says something about a lesson in a cohort, or answers.
public struct PostDiscussion: WriteRequest {
    public var lesson: ID<Lesson>
    public var cohort: ID<Cohort>
    public var content: String
    /// What it answers.
    public var parent: ID<LessonDiscussion>?
    /// Who speaks; nil for who makes the request.
    public var user: ID<User>?

    public init(
        about lesson: ID<Lesson>,
        in cohort: ID<Cohort>,
        _ content: String,
        answering parent: ID<LessonDiscussion>? = nil,
        as user: ID<User>? = nil
    ) {
        self.lesson = lesson
        self.cohort = cohort
        self.content = content
        self.parent = parent
        self.user = user
    }

    /// Answers the row.
    public func run<T: WriteTransaction & ~Copyable>(
        in scope: inout WriteScope<T>,
        as context: Context
    ) throws(ServiceError) -> LessonDiscussion {
        let table = LessonDiscussion.table
        try table.check(content: content)
        let author = try scope.author(user, by: context)
        let course = try scope.courseToDiscuss(in: cohort, table)
        let lesson = try scope.target(lesson, of: "lessonId")
        try table.require(lesson.courseID == course, "lessonId", "sameCourse")
        if let parent {
            let above = try scope.target(parent, of: "parentId")
            let isThere = above.lessonID == lesson.id && above.cohortID == cohort
            try table.require(isThere, "parentId", "sameLessonAndCohort")
        }
        var row = LessonDiscussion(
            lessonID: lesson.id,
            cohortID: cohort,
            userID: author.id,
            parentID: parent,
            content: content,
            isTeacherResponse: try scope.isTeacher(author.id, of: course)
        )
        try scope.insertRow(&row)
        try scope.countPost(of: author.id, in: cohort, discussions: 1)
        return row
    }
}
