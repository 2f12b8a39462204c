public import Engine
internal import Records
public import SchoolModel

// What a course's other teachers and what is said in its cohorts hang on, for the policy.

extension CourseTeacher: Guarded {
    public static let subject = PolicySubject.courseTeacher

    public func anchors<View: Snapshot & ~Copyable>(
        in view: borrowing View,
        for judge: Judge
    ) throws(ServiceError) -> Anchors { Anchors(.course, person: userID, course: courseID) }
}

extension LegacyGroupMember: Guarded {
    public static let subject = PolicySubject.legacyGroupMember

    public func anchors<View: Snapshot & ~Copyable>(
        in view: borrowing View,
        for judge: Judge
    ) throws(ServiceError) -> Anchors { Anchors(.course, person: userID, course: courseID) }
}

// MARK: - Discussions

extension LessonDiscussion: Guarded {
    public static let subject = PolicySubject.lessonDiscussion

    public func anchors<View: Snapshot & ~Copyable>(
        in view: borrowing View,
        for judge: Judge
    ) throws(ServiceError) -> Anchors { Anchors(.cohort, author: userID, cohort: cohortID) }
}

extension ForumPost: Guarded {
    public static let subject = PolicySubject.forumPost

    public func anchors<View: Snapshot & ~Copyable>(
        in view: borrowing View,
        for judge: Judge
    ) throws(ServiceError) -> Anchors {
        Anchors(.cohort, author: userID, cohort: cohortID, facts: isLocked ? .locked : [])
    }
}

extension ForumReply: Guarded {
    public static let subject = PolicySubject.forumReply

    public func anchors<View: Snapshot & ~Copyable>(
        in view: borrowing View,
        for judge: Judge
    ) throws(ServiceError) -> Anchors {
        let isLocked = try view.found(forumPostID)?.isLocked == true
        return Anchors(.cohort, author: userID, cohort: cohortID, facts: isLocked ? .locked : [])
    }
}
