public import Engine
public import Records
public import SchoolModel
public import Storage

/// Begins a subject in a cohort's forum.
public struct PostToForum: WriteRequest {
    public var cohort: ID<Cohort>
    /// The cohort's, for callers who want that checked.
    public var course: ID<Course>?
    public var title: String
    public var content: String
    /// Who speaks; nil for who makes the request.
    public var user: ID<User>?

    public init(
        in cohort: ID<Cohort>,
        of course: ID<Course>? = nil,
        title: String,
        content: String,
        as user: ID<User>? = nil
    ) {
        self.cohort = cohort
        self.course = course
        self.title = title
        self.content = content
        self.user = user
    }

    /// Answers the row.
    public func run<T: WriteTransaction & ~Copyable>(
        in scope: inout WriteScope<T>,
        as context: Context
    ) throws(ServiceError) -> ForumPost {
        let table = ForumPost.table
        try table.check(title, "title", 1...200)
        try table.check(content: content)
        let author = try scope.author(user, by: context)
        let course = try scope.courseToDiscuss(in: cohort, table)
        try table.require(self.course == nil || self.course == course, "courseId", "sameCourse")
        var row = ForumPost(
            courseID: course,
            cohortID: cohort,
            userID: author.id,
            title: title,
            content: content
        )
        try scope.insertRow(&row)
        try scope.countPost(of: author.id, in: cohort, forum: 1)
        return row
    }
}
