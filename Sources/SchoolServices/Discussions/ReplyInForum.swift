public import Engine
public import Records
public import SchoolModel
public import Storage

/// Replies to a forum post; a locked one takes replies from teachers only.
public struct ReplyInForum: WriteRequest {
    public var post: ID<ForumPost>
    public var content: String
    /// Who speaks; nil for who makes the request.
    public var user: ID<User>?

    public init(to post: ID<ForumPost>, _ content: String, as user: ID<User>? = nil) {
        self.post = post
        self.content = content
        self.user = user
    }

    /// Answers the row.
    public func run<T: WriteTransaction & ~Copyable>(
        in scope: inout WriteScope<T>,
        as context: Context
    ) throws(ServiceError) -> ForumReply {
        try ForumReply.table.check(content: content)
        let post = try scope.subject(post)
        let author = try scope.author(user, by: context)
        try scope.requireUnlocked(post, by: author.id)
        var row = ForumReply(
            forumPostID: post.id,
            cohortID: post.cohortID,
            userID: author.id,
            content: content,
            isTeacherResponse: try scope.isTeacher(author.id, of: post.courseID)
        )
        try scope.insertRow(&row)
        try scope.countPost(of: author.id, in: post.cohortID, forum: 1)
        return row
    }
}

/// Changes a reply.
public struct EditForumReply: WriteRequest {
    public var id: ID<ForumReply>
    public var ifVersion: Int?
    public var content: String

    public init(_ id: ID<ForumReply>, ifVersion: Int? = nil, _ content: String) {
        self.id = id
        self.ifVersion = ifVersion
        self.content = content
    }

    /// Answers the row.
    public func run<T: WriteTransaction & ~Copyable>(
        in scope: inout WriteScope<T>,
        as context: Context
    ) throws(ServiceError) -> ForumReply {
        try ForumReply.table.check(content: content)
        let old = try scope.subject(id, ifVersion: ifVersion)
        try scope.requireUnlocked(scope.subject(old.forumPostID), by: context.performer)
        var row = old
        row.content = content
        try scope.updateRow(old, to: &row)
        return row
    }
}

/// Deletes a reply.
public struct DeleteForumReply: WriteRequest {
    public var id: ID<ForumReply>

    public init(_ id: ID<ForumReply>) { self.id = id }

    /// Answers how many rows of each table went.
    public func run<T: WriteTransaction & ~Copyable>(
        in scope: inout WriteScope<T>,
        as context: Context
    ) throws(ServiceError) -> [Table: Int] {
        let reply = try scope.subject(id)
        var tally = PostTally()
        tally.add(reply)
        try scope.uncount(tally)
        return try scope.deleteRow(reply)
    }
}
