public import Engine
public import Records
public import SchoolModel
public import Storage

/// Changes a forum post, or whether it is pinned or locked.
public struct EditForumPost: WriteRequest {
    public var id: ID<ForumPost>
    public var ifVersion: Int?
    public var title: String?
    public var content: String?
    public var isPinned: Bool?
    public var isLocked: Bool?

    public init(_ id: ID<ForumPost>, ifVersion: Int? = nil) {
        self.id = id
        self.ifVersion = ifVersion
    }

    /// Answers the row.
    public func run<T: WriteTransaction & ~Copyable>(
        in scope: inout WriteScope<T>,
        as context: Context
    ) throws(ServiceError) -> ForumPost {
        let old = try scope.subject(id, ifVersion: ifVersion)
        var row = old
        if title != nil || content != nil { try scope.requireUnlocked(old, by: context.performer) }
        if let title {
            try ForumPost.table.check(title, "title", 1...200)
            row.title = title
        }
        if let content {
            try ForumPost.table.check(content: content)
            row.content = content
        }
        row.isPinned = isPinned ?? old.isPinned
        row.isLocked = isLocked ?? old.isLocked
        try scope.updateRow(old, to: &row)
        return row
    }
}

/// Deletes a forum post with its replies.
public struct DeleteForumPost: WriteRequest {
    public var id: ID<ForumPost>

    public init(_ id: ID<ForumPost>) { self.id = id }

    /// Answers how many rows of each table went.
    public func run<T: WriteTransaction & ~Copyable>(
        in scope: inout WriteScope<T>,
        as context: Context
    ) throws(ServiceError) -> [Table: Int] {
        let post = try scope.subject(id)
        var tally = PostTally()
        try scope.tally(post, into: &tally)
        try scope.uncount(tally)
        return try scope.deleteRow(post)
    }
}

extension Snapshot where Self: ~Copyable {
    /// Refuses a locked post to everybody but the course's teachers, admins and the service.
    borrowing func requireUnlocked(
        _ post: ForumPost,
        by user: ID<User>?
    ) throws(ServiceError) {
        guard post.isLocked, let user else { return }
        if try found(user)?.role == .admin { return }
        if try isTeacher(user, of: post.courseID) { return }
        throw .locked(ForumPost.table, id: post.id.rawValue)
    }
}
