public import Engine
internal import Records
public import SchoolModel
internal import Storage

/// What was said, and what answers it.
public struct DiscussionThread: Sendable {
    public var post: LessonDiscussion
    /// In the order of time.
    public var answers: [DiscussionThread]
}

extension Snapshot where Self: ~Copyable {
    /// A post with so many levels of answers.
    public borrowing func thread(
        of post: LessonDiscussion,
        depth: Int
    ) throws(ServiceError) -> DiscussionThread {
        var left = Maximum.items
        return try thread(of: post, depth, &left)
    }

    private borrowing func thread(
        of post: LessonDiscussion,
        _ depth: Int,
        _ left: inout Int
    ) throws(ServiceError) -> DiscussionThread {
        left -= 1
        guard left > 0 else { throw .tooLarge(limit: Maximum.items) }
        var thread = DiscussionThread(post: post, answers: [])
        guard depth > 0 else { return thread }
        for answer in try answers(to: post.id) where try isVisible(answer) {
            thread.answers.append(try self.thread(of: answer, depth - 1, &left))
        }
        return thread
    }
}
