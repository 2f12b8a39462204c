internal import JSONRPC
internal import LMDB
internal import Records
internal import SchoolAPI
internal import SchoolModel
internal import SchoolServices

extension House {
    var forumMethods: [Method<Guest>] {
        [
            forumPost, forumEdit,
            flagging(.forumPin, "pinned") { $0.isPinned = $1 },
            flagging(.forumLock, "locked") { $0.isLocked = $1 },
            forumList, forumGet, forumReplies, forumReply, forumEditReply,
            deleting(.forumDeleteReply) { (id: ID<ForumReply>) in DeleteForumReply(id) },
            deleting(.forumDelete) { (id: ID<ForumPost>) in DeleteForumPost(id) },
        ]
    }

    private var forumPost: Method<Guest> {
        writing(.forumPost) { parameters throws(RPCError) in
            let course = try parameters.nameIfPresent("courseId", of: Course.self)
            let cohort = try parameters.name("cohortId", of: Cohort.self)
            let user = try parameters.nameIfPresent("userId", of: User.self)
            let title = try parameters.string("title")
            let content = try parameters.string("content")
            return { scope, context throws(ServiceError) in
                let post = try PostToForum(
                    in: cohort.resolve(in: scope),
                    of: course.resolve(in: scope),
                    title: title,
                    content: content,
                    as: user.resolve(in: scope)
                ).run(in: &scope, as: context)
                return CountedPost(post: post, replyCount: 0)
            }
        } _: { (post: CountedPost, output) in
            output.append(post)
        }
    }

    private var forumEdit: Method<Guest> {
        writing(.forumEdit) { parameters throws(RPCError) in
            let id = try parameters.name("id", of: ForumPost.self)
            let version = try parameters.countIfPresent("ifVersion")
            let title = try parameters.stringIfPresent("title")
            let content = try parameters.stringIfPresent("content")
            return { scope, context throws(ServiceError) in
                var edit = EditForumPost(try id.resolve(in: scope), ifVersion: version)
                (edit.title, edit.content) = (title, content)
                let post = try edit.run(in: &scope, as: context)
                return CountedPost(post: post, replyCount: try scope.replyCount(of: post.id))
            }
        } _: { (post: CountedPost, output) in
            output.append(post)
        }
    }

    /// A method that pins or locks a post, or takes that back.
    private func flagging(
        _ message: MethodMessage,
        _ name: StaticString,
        _ set: @escaping @Sendable (inout EditForumPost, Bool?) -> Void
    ) -> Method<Guest> {
        writing(message) { parameters throws(RPCError) in
            let id = try parameters.name("id", of: ForumPost.self)
            let flag = try parameters.bool(name, default: true)
            return { scope, context throws(ServiceError) in
                var edit = EditForumPost(try id.resolve(in: scope))
                set(&edit, flag)
                let post = try edit.run(in: &scope, as: context)
                return CountedPost(post: post, replyCount: try scope.replyCount(of: post.id))
            }
        } _: { (post: CountedPost, output) in
            output.append(post)
        }
    }

    // MARK: - Replies

    private var forumReply: Method<Guest> {
        writing(.forumReply) { parameters throws(RPCError) in
            let post = try parameters.name("forumPostId", of: ForumPost.self)
            let user = try parameters.nameIfPresent("userId", of: User.self)
            let content = try parameters.string("content")
            return { scope, context throws(ServiceError) in
                try ReplyInForum(
                    to: post.resolve(in: scope),
                    content,
                    as: user.resolve(in: scope)
                ).run(in: &scope, as: context)
            }
        } _: { (reply: ForumReply, output) in
            output.append(row: reply)
        }
    }

    private var forumEditReply: Method<Guest> {
        writing(.forumEditReply) { parameters throws(RPCError) in
            let id = try parameters.name("id", of: ForumReply.self)
            let version = try parameters.countIfPresent("ifVersion")
            let content = try parameters.string("content")
            return { scope, context throws(ServiceError) in
                try EditForumReply(id.resolve(in: scope), ifVersion: version, content)
                    .run(in: &scope, as: context)
            }
        } _: { (reply: ForumReply, output) in
            output.append(row: reply)
        }
    }

    // MARK: - Lists

    private var forumList: Method<Guest> {
        listing(.forumList, of: ForumPost.self) { parameters throws(RPCError) in
            let cohort = try parameters.nameIfPresent("cohortId", of: Cohort.self)
            let course = try parameters.nameIfPresent("courseId", of: Course.self)
            let isPinnedFirst = try parameters.bool("pinnedFirst", default: true)
            guard cohort != nil || course != nil else {
                throw parameters.invalid("cohortId", "missing", hint: "or a courseId")
            }
            return { guest, view throws(ServiceError) in
                let course = try guest.ownerIfNamed(course, in: view)?.id
                guard let cohort = try guest.ownerIfNamed(cohort, in: view)?.id else {
                    let index = Through(ForumPost.ByCourse.self)
                    let owner = course?.rawValue ?? 0
                    return ListPlan(
                        .pinnedFirst(isPinnedFirst, index, .courseForum, owner),
                        write: writeCounted
                    )
                }
                let index = Through(ForumPost.ByCohort.self)
                var plan = ListPlan<ForumPost>(
                    .pinnedFirst(isPinnedFirst, index, .cohortForum, cohort.rawValue),
                    write: writeCounted
                )
                plan.filter("courseId", course) { $0.courseID == $1 }
                return plan
            }
        }
    }

    private var forumReplies: Method<Guest> {
        listing(.forumReplies, of: ForumReply.self) { parameters throws(RPCError) in
            let post = try parameters.name("forumPostId", of: ForumPost.self)
            return { guest, view throws(ServiceError) in
                let owner = try guest.owner(post, in: view).id.rawValue
                return ListPlan(
                    Through(ForumReply.ByPost.self),
                    KeyRange(.forumReplies, owner: owner)
                )
            }
        }
    }

    private var forumGet: Method<Guest> {
        reading(.forumGet) { guest, parameters, output throws(RPCError) in
            let id = try parameters.name("id", of: ForumPost.self)
            let found = try guest.desk.read { view throws(ServiceError) in
                let post = try guest.owner(id, in: view)
                let count = try view.replyCount(of: post.id)
                let replies = try view.replies(to: post.id, atMost: 50)
                return (CountedPost(post: post, replyCount: count), replies)
            }
            output.append(found.0)
            output.reopenObject()
            output.append("\"replies\":")
            output.append(rows: found.1)
            output.append("}")
        }
    }
}

/// A post with how many replies it has.
private struct CountedPost: Sendable {
    let post: ForumPost
    let replyCount: Int
}

extension OutputBuffer {
    fileprivate mutating func append(_ counted: CountedPost) {
        append(row: counted.post) { $0.field("replyCount", counted.replyCount) }
    }
}

/// A post with its replies counted.
private func writeCounted(
    _ post: ForumPost,
    _ view: borrowing LMDBReader.View,
    _ fields: inout ListFields
) throws(ServiceError) {
    post.write(to: &fields)
    guard fields.wants("replyCount") else { return }
    let sums = try fields.amounts(ForumCounters.self, of: post.id.rawValue, in: view)
    fields.field("replyCount", Int(sums[0]))
}
