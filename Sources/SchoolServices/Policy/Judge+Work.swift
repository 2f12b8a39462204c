internal import Engine
internal import Records
internal import SchoolModel
internal import Storage

// What the conditions about tests and series look up.
extension Judge {
    /// Whether a test is there for the caller, a student, to be taken now.
    func mayTake<View: Snapshot & ~Copyable>(
        _ test: SchoolTest,
        in view: borrowing View
    ) throws(ServiceError) -> Bool {
        guard test.isActive, !test.isDeleted else { return false }
        return try testsToTake(in: view).contains(test.id)
    }

    /// Whether an assignment lets the caller, a student, take its test now.
    func mayTake<View: Snapshot & ~Copyable>(
        through row: TestAssignment,
        in view: borrowing View
    ) throws(ServiceError) -> Bool {
        guard let me = caller.user, caller.kind == .student, row.isOpen(at: now) else {
            return false
        }
        guard let test = try view.found(row.testID), test.isActive, !test.isDeleted else {
            return false
        }
        if row.studentID == me { return true }
        guard let id = row.groupID, try isInGroup(id, in: view) else { return false }
        let group = try view.found(id)
        return group?.isActive == true && group?.isDeleted == false
    }

    /// The tests that the caller has been told to take now, by name or as a member of a group.
    private func testsToTake<View: Snapshot & ~Copyable>(
        in view: borrowing View
    ) throws(ServiceError) -> Set<ID<SchoolTest>> {
        guard let me = caller.user, caller.kind == .student else { return [] }
        if let testsToTake { return testsToTake }
        var tests: Set<ID<SchoolTest>> = []
        for row in try view.assignments(of: me)
        where row.organizationID == caller.organization && row.isOpen(at: now) {
            tests.insert(row.testID)
        }
        testsToTake = tests
        return tests
    }

    /// Whether a series is given to a group that the caller, or a child of the caller, is in.
    func isGiven<View: Snapshot & ~Copyable>(
        _ series: ID<TestSeries>,
        in view: borrowing View
    ) throws(ServiceError) -> Bool {
        try answer(.isGiven(series)) { () throws(ServiceError) in
            for group in try groupsToLearnIn(in: view) {
                let link = GroupTestSeries(groupID: group, testSeriesID: series)
                if try view.row(like: link) != nil { return true }
            }
            return false
        }
    }

    /// The groups that the caller, or a child of the caller, is an active student of.
    private func groupsToLearnIn<View: Snapshot & ~Copyable>(
        in view: borrowing View
    ) throws(ServiceError) -> Set<ID<Group>> {
        let students: [ID<User>] =
            switch caller.kind {
            case .student: caller.user.map { [$0] } ?? []
            case .parent: try children(in: view)
            case .service, .admin, .teacher: []
            }
        var groups: Set<ID<Group>> = []
        for student in students {
            for row in try view.memberships(of: student, as: .student) where row.isActive {
                guard try isAtHome(Anchors(.group, group: row.groupID), in: view) else { continue }
                groups.insert(row.groupID)
            }
        }
        return groups
    }
}

// MARK: - Names of rows

extension Judge {
    /// Whether a row of money, coding, tests or discussions is there for the caller, and may be changed.
    func seesWork<View: Snapshot & ~Copyable>(
        _ id: ID<AnyRow>,
        of kind: EntityKind,
        by verb: PolicyVerb,
        in view: borrowing View
    ) throws(ServiceError) -> Bool {
        switch kind {
        case .courseTeacher: try sees(id.cast(to: CourseTeacher.self), by: verb, in: view)
        case .testSeries: try sees(id.cast(to: TestSeries.self), by: verb, in: view)
        case .test: try sees(id.cast(to: SchoolTest.self), by: verb, in: view)
        case .testSeriesItem: try sees(id.cast(to: TestSeriesItem.self), by: verb, in: view)
        case .groupTestSeries: try sees(id.cast(to: GroupTestSeries.self), by: verb, in: view)
        case .lessonHeld: try sees(id.cast(to: LessonHeld.self), by: verb, in: view)
        case .payment: try sees(id.cast(to: Payment.self), by: verb, in: view)
        case .balanceEntry: try sees(id.cast(to: BalanceEntry.self), by: verb, in: view)
        case .codingTopic: try sees(id.cast(to: CodingTopic.self), by: verb, in: view)
        case .codingTask: try sees(id.cast(to: CodingTask.self), by: verb, in: view)
        case .codingTestCase: try sees(id.cast(to: CodingTestCase.self), by: verb, in: view)
        case .codingSubmission: try sees(id.cast(to: CodingSubmission.self), by: verb, in: view)
        case .codingProgress: try sees(id.cast(to: CodingProgress.self), by: verb, in: view)
        case .testAnswerKey: try sees(id.cast(to: TestAnswerKey.self), by: verb, in: view)
        case .testAssignment: try sees(id.cast(to: TestAssignment.self), by: verb, in: view)
        case .testAttempt: try sees(id.cast(to: TestAttempt.self), by: verb, in: view)
        case .testResult: try sees(id.cast(to: TestResult.self), by: verb, in: view)
        case .lessonDiscussion: try sees(id.cast(to: LessonDiscussion.self), by: verb, in: view)
        case .forumPost: try sees(id.cast(to: ForumPost.self), by: verb, in: view)
        case .forumReply: try sees(id.cast(to: ForumReply.self), by: verb, in: view)
        case .legacyGroupMember: try sees(id.cast(to: LegacyGroupMember.self), by: verb, in: view)
        // Profiles have the ids of their users; the rest has no ids, or is nobody's to name.
        default: false
        }
    }
}
