internal import JSONRPC
internal import LMDB
internal import Records
internal import SchoolAPI
internal import SchoolModel
internal import SchoolServices

extension House {
    var discussionMethods: [Method<Guest>] {
        [
            discussionPost, discussionEdit, discussionPin, discussionList, discussionThread,
            discussionByUser,
            deleting(.discussionDelete) { (id: ID<LessonDiscussion>) in DeleteDiscussion(id) },
        ]
    }

    private var discussionPost: Method<Guest> {
        writing(.discussionPost) { parameters throws(RPCError) in
            let lesson = try parameters.name("lessonId", of: Lesson.self)
            let cohort = try parameters.name("cohortId", of: Cohort.self)
            let parent = try parameters.nameIfPresent("parentId", of: LessonDiscussion.self)
            let user = try parameters.nameIfPresent("userId", of: User.self)
            let content = try parameters.string("content")
            return { scope, context throws(ServiceError) in
                try PostDiscussion(
                    about: lesson.resolve(in: scope),
                    in: cohort.resolve(in: scope),
                    content,
                    answering: parent.resolve(in: scope),
                    as: user.resolve(in: scope)
                ).run(in: &scope, as: context)
            }
        } _: { (post: LessonDiscussion, output) in
            output.append(row: post)
        }
    }

    private var discussionEdit: Method<Guest> {
        writing(.discussionEdit) { parameters throws(RPCError) in
            let id = try parameters.name("id", of: LessonDiscussion.self)
            let content = try parameters.string("content")
            let version = try parameters.countIfPresent("ifVersion")
            return { scope, context throws(ServiceError) in
                try EditDiscussion(id.resolve(in: scope), ifVersion: version, content: content)
                    .run(in: &scope, as: context)
            }
        } _: { (post: LessonDiscussion, output) in
            output.append(row: post)
        }
    }

    private var discussionPin: Method<Guest> {
        writing(.discussionPin) { parameters throws(RPCError) in
            let id = try parameters.name("id", of: LessonDiscussion.self)
            let isPinned = try parameters.bool("pinned", default: true)
            return { scope, context throws(ServiceError) in
                try EditDiscussion(id.resolve(in: scope), isPinned: isPinned)
                    .run(in: &scope, as: context)
            }
        } _: { (post: LessonDiscussion, output) in
            output.append(row: post)
        }
    }

    // MARK: - Lists

    private var discussionList: Method<Guest> {
        listing(.discussionList, of: LessonDiscussion.self) { parameters throws(RPCError) in
            let lesson = try parameters.name("lessonId", of: Lesson.self)
            let cohort = try parameters.name("cohortId", of: Cohort.self)
            let parent = try parameters.nameIfPresent("parentId", of: LessonDiscussion.self)
            let isPinnedFirst = try parameters.bool("pinnedFirst", default: true)
            return { guest, view throws(ServiceError) in
                let lesson = try guest.owner(lesson, in: view).id
                let cohort = try guest.owner(cohort, in: view).id
                guard let parent else {
                    let index = Through(LessonDiscussion.ByLessonAndCohort.self)
                    let place = Place.lessonDiscussions
                    return ListPlan(
                        .pinnedFirst(isPinnedFirst, index, place, lesson.rawValue) {
                            $0.append(cohort)
                        }
                    )
                }
                let owner = try guest.owner(parent, in: view).id.rawValue
                var plan = ListPlan<LessonDiscussion>(
                    Through(LessonDiscussion.ByParent.self),
                    KeyRange(.discussionAnswers, owner: owner),
                    reversed: true
                )
                plan.filter("lessonId") { $0.lessonID == lesson && $0.cohortID == cohort }
                return plan
            }
        }
    }

    private var discussionByUser: Method<Guest> {
        let house = self
        return listing(.discussionByUser, of: LessonDiscussion.self) {
            parameters throws(RPCError) in
            let user = try parameters.nameIfPresent("userId", of: User.self)
            let cohort = try parameters.nameIfPresent("cohortId", of: Cohort.self)
            return { guest, view throws(ServiceError) in
                let owner = try house.person(user, guest, in: view).id.rawValue
                let cohort = try guest.ownerIfNamed(cohort, in: view)?.id
                let range = KeyRange(.userDiscussions, owner: owner) { key in
                    if let cohort { key.append(cohort) }
                }
                return ListPlan(
                    Through(LessonDiscussion.ByUserAndCohort.self),
                    range,
                    reversed: true
                )
            }
        }
    }

    private var discussionThread: Method<Guest> {
        reading(.discussionThread) { guest, parameters, output throws(RPCError) in
            let id = try parameters.name("id", of: LessonDiscussion.self)
            let depth = try parameters.countIfPresent("depth", in: 0...50) ?? 10
            let thread = try guest.desk.read { view throws(ServiceError) in
                try view.thread(of: guest.owner(id, in: view), depth: depth)
            }
            output.append(thread)
        }
    }
}

extension OutputBuffer {
    fileprivate mutating func append(_ thread: DiscussionThread) {
        append(row: thread.post)
        reopenObject()
        append("\"answers\":[")
        for answer in thread.answers {
            append(answer)
            append(",")
        }
        removeTrailingComma()
        append("]}")
    }
}
