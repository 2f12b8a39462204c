import Records
import SchoolModel
import Storage
import TestSupport
import Testing

@testable import SchoolServices

@Suite("Discussions and forums")
struct DiscussionTests {
    /// A cohort of a course with two lessons, its teacher, and students who are members.
    private struct Room {
        let school: SchoolFixture
        let teacher: User
        let students: [User]
        let course: Course
        let lessons: [Lesson]
        let cohort: Cohort

        init(students count: Int = 3) throws {
            school = try SchoolFixture()
            let teacher = try school.user(role: .teacher)
            self.teacher = teacher
            course = try school.course(modules: 1, lessonsEach: 2) { $0.createdBy = teacher.id }
            lessons = try school.tree(of: course)[0].lessons
            cohort = try school.cohort(of: course)
            students = try school.users(count)
            for student in students { try school.enroll(student, in: cohort) }
        }

        func say(
            _ user: User,
            answering parent: LessonDiscussion? = nil,
            about lesson: Int = 0
        ) throws -> LessonDiscussion {
            try school.run(
                PostDiscussion(
                    about: lessons[lesson].id,
                    in: cohort.id,
                    "Why?",
                    answering: parent?.id,
                    as: user.id
                )
            )
        }

        func counts(_ index: Int) throws -> [Int] {
            let member = try #require(try school.member(students[index], of: cohort))
            return [member.discussionPosts, member.forumPosts]
        }
    }

    @Test("INV-24, S2-04: posts are counted, and a deleted one takes all answers with it")
    func counters() throws {
        let room = try Room()
        let top = try room.say(room.students[0])
        let answer = try room.say(room.students[1], answering: top)
        _ = try room.say(room.students[0], answering: answer)
        _ = try room.say(room.students[2])
        #expect(try (0..<3).map { try room.counts($0)[0] } == [2, 1, 1])
        let gone = try room.school.run(DeleteDiscussion(top.id))
        #expect(gone[LessonDiscussion.table] == 3)
        #expect(try (0..<3).map { try room.counts($0)[0] } == [0, 0, 1])
    }

    @Test("INV-24: with a lesson, and with a person, goes what hangs on them")
    func cascades() throws {
        let room = try Room()
        let top = try room.say(room.students[0])
        _ = try room.say(room.students[1], answering: top)
        _ = try room.say(room.students[1], about: 1)
        let post = try room.school.run(
            PostToForum(in: room.cohort.id, title: "t", content: "c", as: room.students[0].id)
        )
        try room.school.run(ReplyInForum(to: post.id, "r", as: room.students[1].id))
        #expect(try room.counts(1) == [2, 1])
        try room.school.run(DeleteLesson(room.lessons[1].id))
        #expect(try room.counts(1) == [1, 1])
        try room.school.run(HardDeleteUser(room.students[0].id))
        #expect(try room.counts(1) == [0, 0])
        #expect(room.school.count(ForumReply.table) == 0)
    }

    @Test("INV-24: who enrolls again after the row was deleted finds the old posts counted")
    func comingBack() throws {
        let room = try Room()
        _ = try room.say(room.students[0])
        let course = room.course.id
        try room.school.run(
            RemoveEnrollment(course: course, student: room.students[0].id, isHard: true)
        )
        try room.school.enroll(room.students[0], in: room.cohort)
        #expect(try room.counts(0) == [1, 0])
    }

    @Test("INV-25: speaking is an activity")
    func activity() throws {
        let room = try Room()
        room.school.clock.advance(days: 3)
        _ = try room.say(room.students[0])
        let member = try room.school.member(room.students[0], of: room.cohort)
        #expect(member?.lastActivityAt == room.school.clock.now)
    }

    @Test("An answer is in the lesson and the cohort of what it answers")
    func scope() throws {
        let room = try Room()
        let top = try room.say(room.students[0])
        try room.school.expectRefusal(
            .checkFailed(
                LessonDiscussion.table,
                field: "parentId",
                rule: "sameLessonAndCohort"
            ),
            of: PostDiscussion(
                about: room.lessons[1].id,
                in: room.cohort.id,
                "x",
                answering: top.id,
                as: room.students[0].id
            )
        )
        let other = try room.school.cohort()
        try room.school.expectRefusal(
            .checkFailed(LessonDiscussion.table, field: "lessonId", rule: "sameCourse"),
            of: PostDiscussion(
                about: room.lessons[0].id,
                in: other.id,
                "x",
                as: room.students[0].id
            )
        )
        for content in ["", "  ", String(repeating: "x", count: 10_001)] {
            #expect(throws: ServiceError.self) {
                try room.school.run(
                    PostDiscussion(
                        about: room.lessons[0].id,
                        in: room.cohort.id,
                        content,
                        as: room.students[0].id
                    )
                )
            }
        }
    }

    @Test("H12: a class has neither discussions nor a forum")
    func classes() throws {
        let room = try Room()
        let kind = try room.school.run(
            CreateCohort(CohortDraft(kind: .class, name: "923-s"))
        ).cohort
        try room.school.expectRefusal(
            .checkFailed(ForumPost.table, field: "cohortId", rule: "kindCourse"),
            of: PostToForum(in: kind.id, title: "t", content: "c", as: room.teacher.id)
        )
    }

    @Test("The course's teachers are known as such, the owner and the others")
    func teachers() throws {
        let room = try Room()
        #expect(try room.say(room.teacher).isTeacherResponse)
        #expect(try !room.say(room.students[0]).isTeacherResponse)
        let helper = try room.school.user(role: .teacher)
        #expect(try !room.say(helper).isTeacherResponse)
        try room.school.run(AddCourseTeacher(helper.id, to: room.course.id))
        #expect(try room.say(helper).isTeacherResponse)
    }

    @Test("S2-05, S2-06: a locked post takes replies from teachers only; replies are counted")
    func forum() throws {
        let room = try Room()
        let post = try room.school.run(
            PostToForum(in: room.cohort.id, title: "t", content: "c", as: room.students[0].id)
        )
        var lock = EditForumPost(post.id)
        lock.isLocked = true
        try room.school.run(lock)
        try room.school.expectRefusal(
            .locked(ForumPost.table, id: post.id.rawValue),
            of: ReplyInForum(to: post.id, "r", as: room.students[1].id)
        )
        let reply = try room.school.run(ReplyInForum(to: post.id, "r", as: room.teacher.id))
        #expect(reply.isTeacherResponse)
        func replies() throws -> Int64 {
            try room.school.read { view throws(ServiceError) in
                try stored { () throws(StoreError) in
                    try view.amounts(ForumCounters.self, owner: post.id.rawValue)[0]
                }
            }
        }
        #expect(try replies() == 1)
        try room.school.run(DeleteForumReply(reply.id))
        #expect(try replies() == 0)
        #expect(try room.counts(0) == [0, 1])
        try room.school.run(DeleteForumPost(post.id))
        #expect(try room.counts(0) == [0, 0])
    }

    @Test("INV-24: any sequence keeps the counters at what a naive count says")
    func anySequence() throws {
        var random = SplitMix64(seed: 11)
        let room = try Room(students: 4)
        var talk = Talk()
        for _ in 0..<400 {
            do throws(ServiceError) { try talk.step(in: room, &random) } catch {
                if case .store = error { throw error }
            }
        }
        let said = try talk.posts.compactMap { try room.school.row($0.id)?.userID }
        let begun = try talk.subjects.compactMap { try room.school.row($0.id)?.userID }
        let replied = try talk.replies.compactMap { try room.school.row($0.id)?.userID }
        for (index, student) in room.students.enumerated() {
            let expected = [said, begun + replied].map { $0.count { $0 == student.id } }
            #expect(try room.counts(index) == expected)
        }
        #expect(said.count > 5 && begun.count + replied.count > 5, "nearly all was deleted")
        #expect(try room.school.run(RefreshRoster(room.cohort.id)).corrected == 0)
    }

    /// Everything that was ever said, whether it is still there or not.
    private struct Talk {
        var posts: [LessonDiscussion] = []
        var subjects: [ForumPost] = []
        var replies: [ForumReply] = []

        mutating func step(in room: Room, _ random: inout SplitMix64) throws(ServiceError) {
            let user = room.students[Int(random.next() % 4)].id
            let (post, subject) = (posts.any(&random), subjects.any(&random))
            switch random.next() % 8 {
            case 0...2:
                let lesson = room.lessons[Int(random.next() % 2)].id
                let say = PostDiscussion(
                    about: post?.lessonID ?? lesson,
                    in: room.cohort.id,
                    "x",
                    answering: random.next() % 3 == 0 ? nil : post?.id,
                    as: user
                )
                posts.append(try room.school.run(say))
            case 3:
                let begin = PostToForum(in: room.cohort.id, title: "t", content: "c", as: user)
                subjects.append(try room.school.run(begin))
            case 4...5:
                guard let subject else { return }
                replies.append(try room.school.run(ReplyInForum(to: subject.id, "r", as: user)))
            case 6: if let post { try room.school.run(DeleteDiscussion(post.id)) }
            default:
                if let subject, random.next() % 2 == 0 {
                    try room.school.run(DeleteForumPost(subject.id))
                } else if let reply = replies.any(&random) {
                    try room.school.run(DeleteForumReply(reply.id))
                }
            }
        }
    }
}

extension Array {
    /// One of them, or nil where there is none.
    fileprivate func any(_ random: inout SplitMix64) -> Element? {
        isEmpty ? nil : self[Int(random.next() % UInt64(count))]
    }
}
