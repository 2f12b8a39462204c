internal import Engine
internal import Records
internal import SchoolModel
internal import Storage

/// What goes from the counters of a roster when posts are deleted, with all that answers them.
struct PostTally {
    /// Whose counters.
    struct Author: Hashable {
        var cohort: ID<Cohort>
        var user: ID<User>
    }

    /// How many posts of each author.
    private(set) var discussions: [Author: Int] = [:]
    private(set) var forum: [Author: Int] = [:]
    // A post may be reached twice: as its author's, and as an answer.
    private var seen: Set<ID<LessonDiscussion>> = []
    private var seenReplies: Set<ID<ForumReply>> = []

    mutating func add(_ post: LessonDiscussion) -> Bool {
        guard seen.insert(post.id).inserted else { return false }
        discussions[Author(cohort: post.cohortID, user: post.userID), default: 0] += 1
        return true
    }

    mutating func add(_ post: ForumPost) {
        forum[Author(cohort: post.cohortID, user: post.userID), default: 0] += 1
    }

    mutating func add(_ reply: ForumReply) {
        guard seenReplies.insert(reply.id).inserted else { return }
        forum[Author(cohort: reply.cohortID, user: reply.userID), default: 0] += 1
    }
}

extension Snapshot where Self: ~Copyable {
    /// Counts a post, and all answers below it.
    borrowing func tally(
        _ post: LessonDiscussion,
        into tally: inout PostTally
    ) throws(ServiceError) {
        guard tally.add(post) else { return }
        for answer in try answers(to: post.id) { try self.tally(answer, into: &tally) }
    }

    /// Counts a forum post and its replies.
    borrowing func tally(_ post: ForumPost, into tally: inout PostTally) throws(ServiceError) {
        tally.add(post)
        for reply in try replies(to: post.id) { tally.add(reply) }
    }

    /// The answers to a post, in the order of time.
    borrowing func answers(
        to post: ID<LessonDiscussion>
    ) throws(ServiceError) -> [LessonDiscussion] {
        var prefix = Key()
        prefix.begin(LessonDiscussion.ByParent.place)
        prefix.append(post)
        return try rows(through: LessonDiscussion.ByParent.self, under: prefix)
    }

    /// The replies to a forum post, in the order of time.
    borrowing func replies(to post: ID<ForumPost>) throws(ServiceError) -> [ForumReply] {
        let prefix = Key(ForumReply.ByPost.place, owner: post)
        return try rows(through: ForumReply.ByPost.self, under: prefix)
    }

    /// How often a person has spoken in a cohort: about lessons, and in its forum.
    borrowing func posts(
        of user: ID<User>,
        in cohort: ID<Cohort>
    ) throws(ServiceError) -> (discussions: Int, forum: Int) {
        let begun = try count(under: Key(ForumPost.ByUserAndCohort.place, owner: user, cohort))
        let replied = try count(under: Key(ForumReply.ByUserAndCohort.place, owner: user, cohort))
        return (
            try count(under: Key(LessonDiscussion.ByUserAndCohort.place, owner: user, cohort)),
            begun + replied
        )
    }
}

extension WriteScope where Transaction: ~Copyable {
    /// Whether anybody has ever spoken anywhere: enrolling need not look where nobody has.
    var hasPosts: Bool {
        [LessonDiscussion.table, ForumPost.table, ForumReply.table]
            .contains { counters[$0].rows > 0 }
    }

    /// Notes that a member has spoken; who is no member has no counters.
    mutating func countPost(
        of user: ID<User>,
        in cohort: ID<Cohort>,
        discussions: Int = 0,
        forum: Int = 0
    ) throws(ServiceError) {
        guard let old = try member(of: cohort, student: user) else { return }
        var row = old
        row.discussionPosts += discussions
        row.forumPosts += forum
        row.lastActivityAt = max(now, old.lastActivityAt ?? now)
        try updateDerived(old, to: &row)
    }

    /// Takes from the counters what is about to be deleted.
    mutating func uncount(_ tally: PostTally) throws(ServiceError) {
        for author in Set(tally.discussions.keys).union(tally.forum.keys) {
            guard let old = try member(of: author.cohort, student: author.user) else { continue }
            var row = old
            row.discussionPosts -= tally.discussions[author] ?? 0
            row.forumPosts -= tally.forum[author] ?? 0
            try updateDerived(old, to: &row)
        }
    }

    /// Takes from the counters of others what goes with a person: the answers to the person's posts.
    mutating func uncountPosts(under user: User) throws(ServiceError) {
        var tally = PostTally()
        let said = try rows(
            through: LessonDiscussion.ByUserAndCohort.self,
            under: Key(LessonDiscussion.ByUserAndCohort.place, owner: user.id)
        )
        for post in said { try self.tally(post, into: &tally) }
        let begun = try rows(
            through: ForumPost.ByUserAndCohort.self,
            under: Key(ForumPost.ByUserAndCohort.place, owner: user.id)
        )
        for post in begun { try self.tally(post, into: &tally) }
        try uncount(tally)
    }

    /// Takes from the counters what is said about a lesson that is about to go.
    mutating func uncountPosts(about lesson: ID<Lesson>) throws(ServiceError) {
        var tally = PostTally()
        let posts = try rows(
            through: LessonDiscussion.ByLessonAndCohort.self,
            under: Key(LessonDiscussion.ByLessonAndCohort.place, owner: lesson)
        )
        for post in posts { _ = tally.add(post) }
        try uncount(tally)
    }
}
