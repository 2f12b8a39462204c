public import Engine
internal import Records
public import SchoolModel

// What series, money, coding and tests hang on, for the policy.

extension TestSeries: Guarded {
    public static let subject = PolicySubject.testSeries

    public func anchors<View: Snapshot & ~Copyable>(
        in view: borrowing View,
        for judge: Judge
    ) throws(ServiceError) -> Anchors {
        let isOwn = try judge.isGiven(id, in: view)
        return Anchors(.organization(organizationID), facts: isOwn ? .ofOwnSeries : [])
    }
}

extension TestSeriesItem: Guarded {
    public static let subject = PolicySubject.testSeriesItem

    /// Those of the series.
    public func anchors<View: Snapshot & ~Copyable>(
        in view: borrowing View,
        for judge: Judge
    ) throws(ServiceError) -> Anchors {
        let isOwn = try judge.isGiven(seriesID, in: view)
        let organization = try view.found(seriesID)?.organizationID
        return Anchors(.organization(organization), facts: isOwn ? .ofOwnSeries : [])
    }
}

extension GroupTestSeries: Guarded {
    public static let subject = PolicySubject.groupTestSeries

    public func anchors<View: Snapshot & ~Copyable>(
        in view: borrowing View,
        for judge: Judge
    ) throws(ServiceError) -> Anchors { Anchors(.group, group: groupID) }
}

extension LessonHeld: Guarded {
    public static let subject = PolicySubject.lessonHeld

    public func anchors<View: Snapshot & ~Copyable>(
        in view: borrowing View,
        for judge: Judge
    ) throws(ServiceError) -> Anchors { Anchors(.group, group: groupID) }
}

// MARK: - Money

extension Payment: Guarded {
    public static let subject = PolicySubject.payment

    public func anchors<View: Snapshot & ~Copyable>(
        in view: borrowing View,
        for judge: Judge
    ) throws(ServiceError) -> Anchors {
        Anchors(.organization(organizationID), person: studentID, group: groupID)
    }
}

extension BalanceEntry: Guarded {
    public static let subject = PolicySubject.balanceEntry

    public func anchors<View: Snapshot & ~Copyable>(
        in view: borrowing View,
        for judge: Judge
    ) throws(ServiceError) -> Anchors { Anchors(.person, person: studentID, group: groupID) }
}

// MARK: - Coding

extension CodingTopic: Guarded {
    public static let subject = PolicySubject.codingTopic

    public func anchors<View: Snapshot & ~Copyable>(
        in view: borrowing View,
        for judge: Judge
    ) throws(ServiceError) -> Anchors { Anchors(.organization(organizationID)) }
}

extension CodingTask: Guarded {
    public static let subject = PolicySubject.codingTask

    public func anchors<View: Snapshot & ~Copyable>(
        in view: borrowing View,
        for judge: Judge
    ) throws(ServiceError) -> Anchors {
        Anchors(.organization(organizationID), facts: isActive && !isDeleted ? .active : [])
    }
}

extension CodingTestCase: Guarded {
    public static let subject = PolicySubject.codingTestCase

    /// Those of the task.
    public func anchors<View: Snapshot & ~Copyable>(
        in view: borrowing View,
        for judge: Judge
    ) throws(ServiceError) -> Anchors {
        guard let task = try view.found(taskID) else { return Anchors(.organization(nil)) }
        var anchors = try task.anchors(in: view, for: judge)
        if isSample { anchors.facts.insert(.sample) }
        return anchors
    }
}

extension CodingSubmission: Guarded {
    public static let subject = PolicySubject.codingSubmission

    public func anchors<View: Snapshot & ~Copyable>(
        in view: borrowing View,
        for judge: Judge
    ) throws(ServiceError) -> Anchors { Anchors(.organization(organizationID), person: studentID) }
}

extension CodingProgress: Guarded {
    public static let subject = PolicySubject.codingProgress

    public func anchors<View: Snapshot & ~Copyable>(
        in view: borrowing View,
        for judge: Judge
    ) throws(ServiceError) -> Anchors { Anchors(.person, person: studentID) }
}

// MARK: - Tests

extension SchoolTest: Guarded {
    public static let subject = PolicySubject.test

    public func anchors<View: Snapshot & ~Copyable>(
        in view: borrowing View,
        for judge: Judge
    ) throws(ServiceError) -> Anchors {
        let isAssigned = try judge.mayTake(self, in: view)
        return Anchors(
            .organization(organizationID),
            author: createdByID,
            facts: isAssigned ? .assigned : []
        )
    }
}

extension TestAnswerKey: Guarded {
    public static let subject = PolicySubject.testAnswerKey

    /// Those of the test, which is no reason to see its answers.
    public func anchors<View: Snapshot & ~Copyable>(
        in view: borrowing View,
        for judge: Judge
    ) throws(ServiceError) -> Anchors {
        Anchors(.organization(try view.found(testID)?.organizationID))
    }
}

extension TestAssignment: Guarded {
    public static let subject = PolicySubject.testAssignment

    public func anchors<View: Snapshot & ~Copyable>(
        in view: borrowing View,
        for judge: Judge
    ) throws(ServiceError) -> Anchors {
        let isAssigned = try judge.mayTake(through: self, in: view)
        return Anchors(
            .organization(organizationID),
            person: studentID,
            group: groupID,
            facts: isAssigned ? .assigned : []
        )
    }
}

extension TestAttempt: Guarded {
    public static let subject = PolicySubject.testAttempt

    public func anchors<View: Snapshot & ~Copyable>(
        in view: borrowing View,
        for judge: Judge
    ) throws(ServiceError) -> Anchors {
        let facts: Anchors.Facts =
            switch status {
            case .started: []
            case .submitted: .submitted
            case .graded: [.submitted, .graded]
            }
        return Anchors(
            .organization(organizationID),
            person: studentID,
            cohort: cohortID,
            facts: facts
        )
    }
}

extension TestResult: Guarded {
    public static let subject = PolicySubject.testResult

    public func anchors<View: Snapshot & ~Copyable>(
        in view: borrowing View,
        for judge: Judge
    ) throws(ServiceError) -> Anchors { Anchors(.person, person: studentID, group: groupID) }
}
