public import Engine
public import Records
public import SchoolModel
internal import Storage

extension Snapshot where Self: ~Copyable {
    /// How many replies a forum post has.
    public borrowing func replyCount(of post: ID<ForumPost>) throws(ServiceError) -> Int {
        try stored { () throws(StoreError) in
            Int(try amounts(ForumCounters.self, owner: post.rawValue)[0])
        }
    }

    /// The first replies to a forum post, in the order of time.
    public borrowing func replies(
        to post: ID<ForumPost>,
        atMost limit: Int
    ) throws(ServiceError) -> [ForumReply] {
        var replies: [ForumReply] = []
        let prefix = Key(ForumReply.ByPost.place, owner: post)
        try forEachRow(through: ForumReply.ByPost.self, under: prefix.bytes) {
            (row: ForumReply) throws(ServiceError) -> Bool in
            if try isVisible(row) { replies.append(row) }
            return replies.count < limit
        }
        return replies
    }
}
