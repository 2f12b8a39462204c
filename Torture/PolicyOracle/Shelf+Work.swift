internal import Collation
internal import Oracle
internal import Records
internal import SchoolModel

// Series, money, coding, tests and discussions of a random school.
extension Shelf.Maker {
    mutating func addWork(of home: ID<Organization>) {
        for _ in 0..<4 { addTest(of: home) }
        for _ in 0..<3 { addSeries(of: home) }
        addTasks(of: home)
        for student in people(.student, home) { addWork(of: student, home) }
        for course in shelf.courses where course.organizationID == home {
            for teacher in people(.teacher, home) where dice.percent(25) {
                addTeacher(teacher, to: course.id)
            }
            if let student = dice.pick(people(.student, home)), dice.percent(40) {
                shelf.legacy.append(
                    LegacyGroupMember(
                        id: next(shelf.legacy.count),
                        groupRef: "g\(shelf.legacy.count)",
                        courseID: course.id,
                        userID: student
                    )
                )
            }
        }
        for group in shelf.groups where group.organizationID == home && dice.percent(70) {
            let day = Shelf.today.advanced(by: -1)
            let id: ID<LessonHeld> = next(shelf.held.count)
            shelf.held.append(LessonHeld(id: id, groupID: group.id, lessonDate: day))
        }
    }

    /// The id of a row behind so many others.
    func next<Row>(_ count: Int) -> ID<Row> { ID(UInt64(count + 1)) }

    private mutating func addTeacher(_ teacher: ID<User>, to course: ID<Course>) {
        shelf.courseTeachers.append(
            CourseTeacher(id: next(shelf.courseTeachers.count), courseID: course, userID: teacher)
        )
    }

    private mutating func maybe(_ home: ID<Organization>) -> ID<Organization>? {
        dice.percent(92) ? home : nil
    }

    // MARK: - Tests and series

    private mutating func addTest(of home: ID<Organization>) {
        let test: ID<SchoolTest> = next(shelf.tests.count)
        shelf.tests.append(
            SchoolTest(
                id: test,
                organizationID: maybe(home),
                title: "T\(test)",
                isActive: dice.percent(85),
                deletedAt: dice.percent(12) ? Shelf.noon : nil
            )
        )
        if dice.percent(75) {
            shelf.keys.append(TestAnswerKey(id: next(shelf.keys.count), testID: test))
        }
        for group in shelf.groups where group.organizationID == home && dice.percent(40) {
            assign(test, home, group: group.id)
        }
        for student in people(.student, home) where dice.percent(30) {
            assign(test, home, student: student)
        }
        for student in people(.student, home) where dice.percent(35) {
            let status: TestAttempt.Status = dice.pick()
            shelf.attempts.append(
                TestAttempt(
                    id: next(shelf.attempts.count),
                    organizationID: home,
                    testID: test,
                    studentID: student,
                    startedAt: Shelf.noon,
                    submittedAt: status == .started ? nil : Shelf.noon,
                    score: status == .graded ? Money(hundredths: 500) : nil,
                    status: status
                )
            )
        }
    }

    private mutating func assign(
        _ test: ID<SchoolTest>,
        _ home: ID<Organization>,
        group: ID<Group>? = nil,
        student: ID<User>? = nil
    ) {
        let hour: Int64 = 3_600_000
        let noon = Shelf.noon.milliseconds
        let start = Timestamp(milliseconds: noon + hour * Int64(dice.number(-9...2)))
        let end = Timestamp(milliseconds: start.milliseconds + hour * Int64(dice.number(1...9)))
        shelf.assignments.append(
            TestAssignment(
                id: next(shelf.assignments.count),
                organizationID: home,
                testID: test,
                groupID: group,
                studentID: student,
                availableFrom: dice.percent(50) ? start : nil,
                availableTo: dice.percent(50) ? end : nil
            )
        )
    }

    private mutating func addSeries(of home: ID<Organization>) {
        let series: ID<TestSeries> = next(shelf.series.count)
        shelf.series.append(
            TestSeries(
                id: series,
                organizationID: maybe(home),
                name: "S\(series)",
                isActive: dice.percent(85)
            )
        )
        for test in shelf.tests where test.organizationID == home && dice.percent(50) {
            shelf.seriesItems.append(
                TestSeriesItem(
                    id: next(shelf.seriesItems.count),
                    seriesID: series,
                    testID: test.id,
                    orderIndex: 0
                )
            )
        }
        for group in shelf.groups where dice.percent(group.organizationID == home ? 40 : 5) {
            shelf.groupSeries.append(
                GroupTestSeries(
                    id: next(shelf.groupSeries.count),
                    groupID: group.id,
                    testSeriesID: series
                )
            )
        }
    }

    // MARK: - Coding

    private mutating func addTasks(of home: ID<Organization>) {
        let topic: ID<CodingTopic> = next(shelf.topics.count)
        let name = Names.collator.folded("topic \(topic)")
        shelf.topics.append(CodingTopic(id: topic, organizationID: home, name: name))
        for _ in 0..<4 {
            let task: ID<CodingTask> = next(shelf.tasks.count)
            shelf.tasks.append(
                CodingTask(
                    id: task,
                    organizationID: maybe(home),
                    topicID: dice.percent(70) ? topic : nil,
                    title: "K\(task)",
                    description: "text",
                    isActive: dice.percent(75),
                    deletedAt: dice.percent(15) ? Shelf.noon : nil
                )
            )
            for isSample in [true, false] {
                shelf.cases.append(
                    CodingTestCase(
                        id: next(shelf.cases.count),
                        taskID: task,
                        input: "1",
                        expected: "2",
                        isSample: isSample
                    )
                )
            }
            for student in people(.student, home) where dice.percent(30) {
                hand(in: task, of: student, home)
            }
        }
    }

    private mutating func hand(
        in task: ID<CodingTask>,
        of student: ID<User>,
        _ home: ID<Organization>
    ) {
        shelf.submissions.append(
            CodingSubmission(
                id: next(shelf.submissions.count),
                organizationID: home,
                taskID: task,
                studentID: student,
                submittedCode: "code",
                status: dice.pick(),
                attemptNo: 1
            )
        )
        shelf.solved.append(
            CodingProgress(
                id: next(shelf.solved.count),
                studentID: student,
                taskID: task,
                status: dice.pick()
            )
        )
    }

    // MARK: - Money and results

    private mutating func addWork(of student: ID<User>, _ home: ID<Organization>) {
        let groups = shelf.groups.filter { $0.organizationID == home }.map(\.id)
        for _ in 0..<2 {
            let group = dice.percent(75) ? dice.pick(groups) : nil
            let payment: ID<Payment> = next(shelf.payments.count)
            shelf.payments.append(
                Payment(
                    id: payment,
                    organizationID: home,
                    studentID: student,
                    groupID: group,
                    paymentDate: Shelf.today,
                    amount: Money(hundredths: 1_000),
                    receiptNo: Names.collator.folded("R\(payment)"),
                    deletedAt: dice.percent(15) ? Shelf.noon : nil
                )
            )
            shelf.ledger.append(
                BalanceEntry(
                    id: next(shelf.ledger.count),
                    studentID: student,
                    groupID: group,
                    paymentID: payment,
                    date: Shelf.today,
                    delta: Money(hundredths: 1_000),
                    reason: .payment
                )
            )
        }
        shelf.results.append(
            TestResult(
                id: next(shelf.results.count),
                studentID: student,
                groupID: dice.pick(groups),
                testName: "R",
                score: 5,
                maxScore: 10,
                date: Shelf.today
            )
        )
    }

    // MARK: - Discussions

    mutating func addTalk(in cohort: Cohort) {
        guard let course = cohort.courseID,
            let lesson = shelf.lessons.first(where: { $0.courseID == course })
        else { return }
        let members = shelf.members.filter { $0.cohortID == cohort.id }.map(\.studentID)
        var speakers = [dice.pick(members), dice.pick(members)].compactMap(\.self)
        let owner = shelf.courses.first { $0.id == course }?.createdBy
        if let owner { speakers.append(owner) }
        var last: ID<LessonDiscussion>?
        for speaker in speakers {
            let id: ID<LessonDiscussion> = next(shelf.discussions.count)
            shelf.discussions.append(
                LessonDiscussion(
                    id: id,
                    lessonID: lesson.id,
                    cohortID: cohort.id,
                    userID: speaker,
                    parentID: last,
                    content: "text",
                    isPinned: dice.percent(30)
                )
            )
            last = id
        }
        guard let first = speakers.first, let other = speakers.last else { return }
        for isLocked in [true, false] {
            let post: ID<ForumPost> = next(shelf.forum.count)
            shelf.forum.append(
                ForumPost(
                    id: post,
                    courseID: course,
                    cohortID: cohort.id,
                    userID: dice.percent(70) ? first : other,
                    title: "title",
                    content: "text",
                    isLocked: isLocked
                )
            )
            for speaker in speakers {
                shelf.replies.append(
                    ForumReply(
                        id: next(shelf.replies.count),
                        forumPostID: post,
                        cohortID: cohort.id,
                        userID: speaker,
                        content: "text"
                    )
                )
            }
        }
    }

    /// Work of one organisation that is given to the other, as only the operator can bring about.
    mutating func addStrayWork() {
        if let teacher = people(.teacher, 2).first, let course = shelf.courses.first {
            addTeacher(teacher, to: course.id)
        }
        guard let test = shelf.tests.last(where: { $0.organizationID == 2 }),
            let group = shelf.groups.first(where: { $0.organizationID == 1 })
        else { return }
        assign(test.id, 1, group: group.id)
        guard let student = people(.student, 1).first else { return }
        assign(test.id, 1, student: student)
    }
}
