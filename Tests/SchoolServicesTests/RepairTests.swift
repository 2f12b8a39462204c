import Collation
import Engine
import Records
import SchoolModel
import Testing

@testable import SchoolServices
@testable import Storage

/// Everything that can be wrong is wrong once: it is found once, and what follows from rows is made right.
@Suite("What is broken is found once, and repaired")
struct RepairTests {
    let school: SchoolFixture
    let now: Timestamp

    init() throws {
        school = try SchoolFixture()
        now = school.clock.now
    }

    /// How often each rule is broken, by both checks.
    private func found() throws -> [String: Int] {
        var counts: [String: Int] = [:]
        let report = try school.store.verify(SchoolSchema.self)
        for (site, count) in report.sites {
            counts[SchoolRule.name(of: site), default: 0] += count
        }
        try school.read { view throws(ServiceError) in
            do throws(StoreError) {
                let rules = Set(SchoolRule.all.filter { !$0.isNotice }.map(\.name))
                let report = try SchoolCheck.survey(
                    in: view,
                    collator: school.collator,
                    today: school.today,
                    rules: rules,
                    keeping: 1000
                ) { _ in true }
                counts.merge(report.counts) { $0 + $1 }
            } catch { throw ServiceError(error) }
        }
        return counts
    }

    @Test(
        "INV-56, S3-28...34: each corruption is found once, and the fixable ones are repaired"
    )
    func everything() throws {
        var vandal = Vandal(school)
        try breakCohorts(&vandal)
        try breakProgress(&vandal)
        try breakPeople(&vandal)
        try breakGroups(&vandal)
        try breakWork(&vandal)
        try breakTalk(&vandal)
        try breakOrphans(&vandal)
        try breakEntries(&vandal)
        #expect(vandal.broken.count >= 40)
        let found = try found()
        for rule in Set(found.keys).union(vandal.broken.keys).sorted() {
            #expect(found[rule] == vandal.broken[rule], "\(rule)")
        }
        // Nothing changes unless a repair is asked for.
        #expect(try self.found() == found)
        let fixable = Set(SchoolRule.all.filter(\.isFixable).map(\.name)).union([
            "index.missing_entry", "index.extra_entry", "index.wrong_value", "counter.wrong",
            "count.wrong", "hint.missing", "member.orphan", "membership.orphan_group",
            "membership.orphan_user", "enrollment.orphan", "groupseries.orphan",
            "attendance.orphan", "reference.missing",
        ])
        let logged = try school.log().count
        let request = RepairSchool(Set(SchoolRule.ofStore + SchoolRule.all.map(\.name)))
        let fixed = try school.run(request).filter { $0.key != SchoolRule.placeholder }
        #expect(fixed == found.filter { fixable.contains($0.key) })
        let left = try self.found()
        #expect(left == found.filter { !fixable.contains($0.key) })
        let rows = try school.log().dropFirst(logged)
        #expect(rows.allSatisfy { $0.action == "repaired" })
        for rule in fixed.keys {
            #expect(rows.contains { $0.metadata.text.contains("\"\(rule)\"") }, "\(rule)")
        }
        #expect(try school.run(request).isEmpty)
        #expect(try self.found() == left)
        school.abandon()
    }

    @Test("S3-30: a group whose school is missing is found, and left to somebody who knows better")
    func ownerless() throws {
        var vandal = Vandal(school)
        let owner = try school.organization()
        var draft = GroupDraft(name: "Ownerless")
        draft.organizationID = owner.id
        let group = try school.run(CreateGroup(draft))
        try vandal.breaks("reference.missing", without: owner)
        #expect(try found() == ["reference.missing": 1])
        let rules = Set(SchoolRule.ofStore + SchoolRule.all.filter { !$0.isNotice }.map(\.name))
        #expect(try school.run(RepairSchool(rules)).isEmpty)
        #expect(try found() == ["reference.missing": 1])
        try school.run(UpdateGroup(group.id) { $0.organizationID = nil })
        #expect(try found().isEmpty)
    }

    @Test("S2-53: who has applied for nothing gets an application, once")
    func placeholder() throws {
        let vandal = Vandal(school)
        let room = try vandal.classroom()
        let request = RepairSchool([SchoolRule.placeholder])
        #expect(try school.run(request) == [SchoolRule.placeholder: 1])
        let row = try school.read { view throws(ServiceError) in
            try view.application(of: room.student.id)
        }
        #expect(row?.name == "Unknown" && row?.status == .approved && row?.program == .bootcamp)
        #expect(row?.email == room.student.email.text)
        #expect(try school.run(request).isEmpty)
    }

    @Test("A sound school has nothing to repair, and stays as it is")
    func sound() throws {
        let vandal = Vandal(school)
        _ = try vandal.classroom()
        let before = try school.dump()
        let rules = Set(SchoolRule.ofStore + SchoolRule.all.filter { !$0.isNotice }.map(\.name))
        #expect(try school.run(RepairSchool(rules)).isEmpty)
        #expect(try school.dump() == before)
    }
}

// MARK: - What is broken

extension RepairTests {
    private func breakCohorts(_ vandal: inout Vandal) throws {
        try vandal.breaks("cohort.dates", by: vandal.classroom().cohort) {
            ($0.startDate, $0.endDate) = ($0.startDate, $0.startDate?.advanced(by: -5))
        }
        vandal.note("cohort.status_stale")
        try vandal.breaks("cohort.incomplete", by: school.cohort()) { $0.startDate = nil }
        try vandal.breaks("cohort.status_stale", by: school.cohort()) { $0.status = .completed }
        try vandal.breaks("member.over_capacity", by: vandal.classroom().cohort) {
            $0.maxStudents = 0
        }
        let now = now
        try vandal.breaks("member.left_at", by: vandal.classroom().member) { $0.leftAt = now }
        try vandal.breaks("member.copy", by: vandal.classroom().member) { $0.email = "x@y.az" }
        try vandal.breaks("member.without_enrollment", without: vandal.classroom().enrollment)
        let other = try vandal.classroom()
        let scheduled = try vandal.classroom()
        try vandal.breaks(
            "schedule.module_course_mismatch",
            with: CohortSchedule(
                moduleID: other.module.id,
                unlockDate: school.today,
                lockDate: nil,
                orderIndex: other.module.orderIndex,
                courseID: other.course.id,
                title: other.module.title,
                id: 0,
                cohortID: scheduled.cohort.id,
                note: nil,
                stamps: .new
            )
        )
        let locked = try vandal.classroom()
        try school.run(GenerateSchedule(cohort: locked.cohort.id))
        let rows = try school.read { view throws(ServiceError) in
            try view.schedules(of: locked.cohort.id)
        }
        try vandal.breaks("schedule.lock_before_unlock", by: rows[0]) {
            $0.lockDate = $0.unlockDate.advanced(by: -1)
        }
        let copied = try vandal.classroom()
        try school.run(GenerateSchedule(cohort: copied.cohort.id))
        try vandal.breaks("schedule.copy", by: copied.module) { $0.title = "Renamed" }
        let mixed = try vandal.classroom()
        let wrong = other.cohort.id
        try vandal.breaks("enrollment.cohort_course_mismatch", by: mixed.enrollment) {
            $0.cohortID = wrong
        }
        vandal.note("enrollment.cohort_not_member")
    }

    private func breakProgress(_ vandal: inout Vandal) throws {
        let done = try vandal.classroom()
        let row = try school.run(
            SetProgress(
                user: done.student.id,
                lesson: done.lesson.id,
                cohort: done.cohort.id,
                completed: true
            )
        )
        try vandal.breaks("progress.completed_at", by: row.progress) { $0.completedAt = nil }
        let other = try vandal.classroom()
        try vandal.breaks(
            "progress.cohort_course_mismatch",
            with: LessonProgress(
                userID: done.student.id,
                lessonID: other.lesson.id,
                cohortID: done.cohort.id,
                lastAccessedAt: now
            )
        )
        try vandal.breaks(
            "progress.not_member",
            with: LessonProgress(
                userID: vandal.lonely().id,
                lessonID: other.lesson.id,
                cohortID: other.cohort.id,
                lastAccessedAt: now
            )
        )
        try vandal.breaks("counter.completed_lessons", by: other.member) {
            $0.completedLessons = 7
        }
        try vandal.breaks("counter.progress_percentage", by: other.enrollment) {
            $0.progressPercentage = 3
        }
        try vandal.breaks("counter.discussion_posts", by: vandal.classroom().member) {
            $0.discussionPosts = 2
        }
        try vandal.breaks("counter.forum_posts", by: vandal.classroom().member) {
            $0.forumPosts = 2
        }
        let elsewhere = other.course.id
        let tree = try school.tree(of: school.course(modules: 1, lessonsEach: 1))
        try vandal.breaks("lesson.copy", by: tree[0].lessons[0]) { $0.courseID = elsewhere }
    }

    private func breakPeople(_ vandal: inout Vandal) throws {
        let profile = try school.user()
        try vandal.breaks(
            "profile.role",
            with: TeacherProfile(id: profile.id.cast(to: TeacherProfile.self))
        )
        let bare = try school.user(role: .teacher)
        try vandal.breaks(
            "profile.missing",
            without: TeacherProfile(id: bare.id.cast(to: TeacherProfile.self))
        )
        let now = now
        let hidden = try school.user()
        try vandal.breaks(
            "user.deleted_but_active",
            by: StudentProfile(id: hidden.id.cast(to: StudentProfile.self), foldedName: "")
        ) { $0.deletedAt = now }
        let (parent, child) = (try school.user(role: .teacher), try school.user())
        try vandal.breaks(
            "parentlink.role",
            with: ParentLink(parentID: parent.id, studentID: child.id)
        )
        let copied = try school.user()
        try vandal.breaks(
            "profile.copy",
            by: StudentProfile(id: copied.id.cast(to: StudentProfile.self), foldedName: "")
        ) { $0.foldedName = "else" }
        try vandal.breaks("text.sort_key", by: school.user()) { $0.fullName.sortKey = SortKey([1]) }
        try vandal.breaks("text.folded", by: school.course()) { $0.name.folded = "else" }
        try vandal.breaks(
            "ref.dangling",
            with: ExternalRef(source: "edu", entity: .group, externalID: "1", rowID: 9_999)
        )
    }

    private func breakGroups(_ vandal: inout Vandal) throws {
        let now = now
        func membership(_ role: User.Role = .student) throws -> GroupMembership {
            let student = try school.user()
            return try #require(
                try school.membership(student, of: school.group(students: [student]))
            )
        }
        try vandal.breaks("membership.left_but_active", by: membership()) { $0.leftAt = now }
        try vandal.breaks("membership.null_enrolled_at", by: membership()) {
            $0.enrolledAt = .missing
        }
        let organization = try school.organization()
        try vandal.breaks("org.mismatch", by: membership()) {
            $0.organizationID = organization.id
        }
        try vandal.breaks(
            "membership.role",
            with: GroupMembership(
                groupID: school.group().id,
                userID: school.user().id,
                role: .teacher,
                enrolledAt: now
            )
        )
        try vandal.breaks("group.display_name", by: school.group()) { $0.displayName = "Else" }
        let student = try school.user()
        let group = try school.group(students: [student])
        try vandal.breaks(
            "attendance.future",
            with: AttendanceSheet(
                groupID: group.id,
                lessonDate: school.today.advanced(by: 3),
                marks: [mark(of: student)]
            )
        )
        try vandal.breaks(
            "attendance.not_member",
            with: AttendanceSheet(
                groupID: school.group().id,
                lessonDate: school.today,
                marks: [mark(of: school.user())]
            )
        )
        try vandal.breaks(
            "attendance.empty",
            with: AttendanceSheet(groupID: group.id, lessonDate: school.today)
        )
        let gone = try school.user()
        let room = try school.group()
        try school.store.write { scope throws(StoreError) in
            var sheet = AttendanceSheet(
                groupID: room.id,
                lessonDate: now.day,
                marks: [self.mark(of: gone)]
            )
            try scope.insert(&sheet)
        }
        try vandal.vanish(gone, breaking: "attendance.orphan")
    }

    private func mark(of student: User) -> AttendanceMark {
        AttendanceMark(
            studentID: student.id,
            status: .present,
            markedAt: now,
            createdAt: now,
            updatedAt: now
        )
    }

    private func breakWork(_ vandal: inout Vandal) throws {
        let payer = try school.user()
        let paid = try school.run(CreatePayment(school.payment(of: payer, "10"))).payment
        try vandal.breaks("payment.amount", by: paid) { $0.paidAmount = $0.amount }
        let other = try school.run(CreatePayment(school.payment(of: school.user(), "10"))).payment
        let less = try #require(Money("7"))
        try vandal.breaks("balance.payment", by: other) { $0.amount = less }
        let rich = try school.user()
        let money = try #require(Money("1000"))
        try vandal.breaks(
            "balance.mismatch",
            by: StudentProfile(id: rich.id.cast(to: StudentProfile.self), foldedName: "")
        ) { $0.balance = money }
        let task = try school.task()
        let coder = try school.submit(school.user(), task)
        try vandal.breaks("submission.attempt_no", by: coder.submission) { $0.attemptNo = 4 }
        let stale = try school.submit(school.user(), task)
        try vandal.breaks("codingprogress.stale", by: stale.progress) { $0.score = 1 }
        let lost = try school.submit(school.user(), task)
        try vandal.breaks("codingprogress.missing", without: lost.progress)
        let test = try school.test()
        try vandal.breaks("assignment.no_target", with: TestAssignment(testID: test.id))
        let (now, student) = (now, try school.user())
        try vandal.breaks(
            "assignment.window",
            with: TestAssignment(
                testID: test.id,
                studentID: student.id,
                availableFrom: now,
                availableTo: now
            )
        )
        try vandal.breaks(
            "attempt.times",
            with: TestAttempt(
                testID: test.id,
                studentID: student.id,
                startedAt: now,
                submittedAt: now
            )
        )
        try vandal.breaks(
            "result.score",
            with: TestResult(
                studentID: student.id,
                testName: "T",
                score: 9,
                maxScore: 5,
                date: school.today
            )
        )
    }

    private func breakTalk(_ vandal: inout Vandal) throws {
        let room = try vandal.classroom(lessons: 2)
        let (cohort, student) = (room.cohort.id, room.student.id)
        let lessons = try school.tree(of: room.course)[0].lessons
        let post = try school.run(
            PostDiscussion(about: lessons[0].id, in: cohort, "Why?", as: student)
        )
        let answer = try school.run(
            PostDiscussion(about: lessons[0].id, in: cohort, "So!", answering: post.id, as: student)
        )
        try vandal.breaks("discussion.parent_scope", by: answer) { $0.lessonID = lessons[1].id }
        let other = try vandal.classroom()
        let strayed = try school.run(
            PostDiscussion(
                about: other.lesson.id,
                in: other.cohort.id,
                "?",
                as: other.student.id
            )
        )
        try vandal.breaks("discussion.cohort_course_mismatch", by: strayed) {
            $0.lessonID = lessons[1].id
        }
        let forum = try school.run(PostToForum(in: cohort, title: "T", content: "C", as: student))
        let elsewhere = other.course.id
        try vandal.breaks("forum.cohort_course_mismatch", by: forum) { $0.courseID = elsewhere }
        let third = try vandal.classroom()
        let thread = try school.run(
            PostToForum(in: third.cohort.id, title: "T", content: "C", as: third.student.id)
        )
        let fourth = try vandal.classroom()
        try vandal.breaks(
            "reply.copy",
            with: ForumReply(
                forumPostID: thread.id,
                cohortID: fourth.cohort.id,
                userID: school.user(role: .teacher).id,
                content: "R"
            )
        )
    }
}
