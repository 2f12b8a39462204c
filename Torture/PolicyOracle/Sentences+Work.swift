internal import Records
package import SchoolModel

extension Sentences {
    private var isStaff: Bool { isAdmin || isTeacher }

    /// What staff of the organisation may do with what belongs to it, and nobody else.
    private func mayKeep(_ organizations: ID<Organization>?...) -> Bool {
        isStaff && organizations.allSatisfy { isHome($0) }
    }

    // MARK: - Series

    package func sees(_ row: TestSeries) -> Sight {
        guard isHome(row.organizationID) else { return .nothing }
        if isStaff { return .all }
        let learners: Set<ID<User>> = isStudent ? [me.id] : children
        let given = school.groupSeries.filter { $0.testSeriesID == row.id }.map(\.groupID)
        let mine = groups(of: learners).filter { isHome(group($0)?.organizationID) }
        return given.contains { mine.contains($0) } ? .all : .nothing
    }
    package func mayAdd(_ row: TestSeries) -> Bool { mayKeep(row.organizationID) }
    package func mayChange(_ old: TestSeries, _ new: TestSeries) -> Bool {
        mayKeep(old.organizationID, new.organizationID)
    }
    package func mayRemove(_ row: TestSeries) -> Bool { mayKeep(row.organizationID) }

    private func series(_ id: ID<TestSeries>) -> TestSeries? {
        school.series.first { $0.id == id }
    }
    package func sees(_ row: TestSeriesItem) -> Sight {
        series(row.seriesID).map { sees($0) } ?? .nothing
    }
    package func mayAdd(_ row: TestSeriesItem) -> Bool {
        mayKeep(series(row.seriesID)?.organizationID)
    }
    package func mayChange(_ old: TestSeriesItem, _ new: TestSeriesItem) -> Bool { mayAdd(old) }
    package func mayRemove(_ row: TestSeriesItem) -> Bool { mayAdd(row) }

    package func sees(_ row: GroupTestSeries) -> Sight {
        group(row.groupID).map { sees($0) } ?? .nothing
    }
    package func mayAdd(_ row: GroupTestSeries) -> Bool { mayLead(row.groupID) }
    package func mayChange(_ old: GroupTestSeries, _ new: GroupTestSeries) -> Bool {
        mayLead(old.groupID)
    }
    package func mayRemove(_ row: GroupTestSeries) -> Bool { mayLead(row.groupID) }

    package func sees(_ row: LessonHeld) -> Sight { mayLead(row.groupID) ? .all : .nothing }
    package func mayAdd(_ row: LessonHeld) -> Bool { mayLead(row.groupID) }
    package func mayChange(_ old: LessonHeld, _ new: LessonHeld) -> Bool { mayLead(old.groupID) }
    package func mayRemove(_ row: LessonHeld) -> Bool { mayLead(row.groupID) }

    // MARK: - Money

    /// Teachers have to do with all payments, or with those of their own groups.
    private func handles(_ group: ID<Group>?) -> Bool {
        if isAdmin { return true }
        guard isTeacher else { return false }
        return confinesPayments ? group.map { myGroups.contains($0) } == true : true
    }

    package func sees(_ row: Payment) -> Sight {
        guard isHome(row.organizationID) else { return .nothing }
        if isParent { return children.contains(row.studentID) ? .all : .nothing }
        return handles(row.groupID) ? .all : .nothing
    }
    package func mayAdd(_ row: Payment) -> Bool {
        isHome(row.organizationID) && handles(row.groupID)
    }
    package func mayChange(_ old: Payment, _ new: Payment) -> Bool {
        // Whoever sees a payment may hide it, and bring it back.
        if old.isDeleted != new.isDeleted {
            return mayKeep(old.organizationID, new.organizationID)
        }
        return mayAdd(old) && mayAdd(new)
    }
    package func mayRemove(_ row: Payment) -> Bool { false }

    package func sees(_ row: BalanceEntry) -> Sight {
        guard isHome(person(row.studentID)?.organizationID) else { return .nothing }
        if isParent { return children.contains(row.studentID) ? .all : .nothing }
        return handles(row.groupID) ? .all : .nothing
    }
    package func mayAdd(_ row: BalanceEntry) -> Bool {
        isAdmin && isHome(person(row.studentID)?.organizationID)
    }
    package func mayChange(_ old: BalanceEntry, _ new: BalanceEntry) -> Bool { false }
    package func mayRemove(_ row: BalanceEntry) -> Bool { false }

    // MARK: - Coding

    package func sees(_ row: CodingTopic) -> Sight { mayKeep(row.organizationID) ? .all : .nothing }
    package func mayAdd(_ row: CodingTopic) -> Bool { mayKeep(row.organizationID) }
    package func mayChange(_ old: CodingTopic, _ new: CodingTopic) -> Bool {
        mayKeep(old.organizationID, new.organizationID)
    }
    package func mayRemove(_ row: CodingTopic) -> Bool { mayKeep(row.organizationID) }

    /// Students see what can be solved.
    package func sees(_ row: CodingTask) -> Sight {
        guard isHome(row.organizationID) else { return .nothing }
        return isStaff || isStudent && row.isActive && row.deletedAt == nil ? .all : .nothing
    }
    package func mayAdd(_ row: CodingTask) -> Bool { mayKeep(row.organizationID) }
    package func mayChange(_ old: CodingTask, _ new: CodingTask) -> Bool {
        mayKeep(old.organizationID, new.organizationID)
    }
    package func mayRemove(_ row: CodingTask) -> Bool { false }

    private func task(_ id: ID<CodingTask>) -> CodingTask? { school.tasks.first { $0.id == id } }

    /// Students see the samples of what they can solve.
    package func sees(_ row: CodingTestCase) -> Sight {
        guard let task = task(row.taskID), sees(task) == .all else { return .nothing }
        return isStaff || row.isSample ? .all : .nothing
    }
    package func mayAdd(_ row: CodingTestCase) -> Bool { mayKeep(task(row.taskID)?.organizationID) }
    package func mayChange(_ old: CodingTestCase, _ new: CodingTestCase) -> Bool { mayAdd(old) }
    package func mayRemove(_ row: CodingTestCase) -> Bool { mayAdd(row) }

    /// Parents see how it ended, without the code.
    package func sees(_ row: CodingSubmission) -> Sight {
        guard isHome(row.organizationID) else { return .nothing }
        if isParent { return children.contains(row.studentID) ? .part : .nothing }
        return isStaff || row.studentID == me.id ? .all : .nothing
    }
    package func mayAdd(_ row: CodingSubmission) -> Bool {
        isHome(row.organizationID) && (isAdmin || isStudent && row.studentID == me.id)
    }
    package func mayChange(_ old: CodingSubmission, _ new: CodingSubmission) -> Bool { false }
    package func mayRemove(_ row: CodingSubmission) -> Bool {
        isAdmin && isHome(row.organizationID)
    }

    package func sees(_ row: CodingProgress) -> Sight { seesOwn(row.studentID) }
    package func mayAdd(_ row: CodingProgress) -> Bool { false }
    package func mayChange(_ old: CodingProgress, _ new: CodingProgress) -> Bool { false }
    package func mayRemove(_ row: CodingProgress) -> Bool { false }

    /// What is said of a student: to staff, to the student, and to the parents.
    func seesOwn(_ student: ID<User>) -> Sight {
        guard isHome(person(student)?.organizationID) else { return .nothing }
        if isParent { return children.contains(student) ? .all : .nothing }
        return isStaff || student == me.id ? .all : .nothing
    }
}
