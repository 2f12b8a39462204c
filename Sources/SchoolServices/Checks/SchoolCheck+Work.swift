internal import Collation
internal import Engine
internal import Records
internal import SchoolModel
internal import Storage

extension SchoolCheck {
    mutating func check(_ row: CodingTopic) { checkFolded(row.name, "name", row) }

    mutating func check<S: Snapshot & ~Copyable>(
        _ row: CodingSubmission,
        in snapshot: borrowing S
    ) throws(ServiceError) {
        guard let student = try snapshot.found(row.studentID) else { return }
        require(row.organizationID == student.organizationID, "org.mismatch", row)
        let probe = CodingProgress(studentID: row.studentID, taskID: row.taskID)
        require(try snapshot.row(like: probe) != nil, "codingprogress.missing", row)
    }

    mutating func check<S: Snapshot & ~Copyable>(
        _ row: CodingProgress,
        in snapshot: borrowing S
    ) throws(ServiceError) {
        let submissions = try snapshot.submissions(of: row.studentID, at: row.taskID)
        let isCounted = submissions.map(\.attemptNo) == Array(1...max(1, submissions.count))
        require(isCounted, "submission.attempt_no", row)
        var derived = CodingProgress(studentID: row.studentID, taskID: row.taskID)
        for submission in submissions { derived.note(submission) }
        let isRight = derived.status == row.status && derived.score == row.score
        require(isRight, "codingprogress.stale", row, "\(derived.status.name)")
    }

    mutating func check<S: Snapshot & ~Copyable>(
        _ row: TestAssignment,
        in snapshot: borrowing S
    ) throws(ServiceError) {
        let hasTarget = row.groupID != nil || row.studentID != nil
        require(hasTarget, "assignment.no_target", row)
        if let from = row.availableFrom, let to = row.availableTo {
            require(to > from, "assignment.window", row)
        }
        let owner = try snapshot.organization(ofGroup: row.groupID, orStudent: row.studentID)
        require(row.organizationID == owner, "org.mismatch", row)
    }

    mutating func check<S: Snapshot & ~Copyable>(
        _ row: TestAttempt,
        in snapshot: borrowing S
    ) throws(ServiceError) {
        let isHandedIn = row.status != .started
        let isTimed = row.submittedAt.map { $0 >= row.startedAt } ?? !isHandedIn
        require(isTimed && (isHandedIn || row.submittedAt == nil), "attempt.times", row)
        guard let student = try snapshot.found(row.studentID) else { return }
        require(row.organizationID == student.organizationID, "org.mismatch", row)
    }

    mutating func check(_ row: TestResult) {
        let isReachable = row.maxScore > 0 && (0...row.maxScore).contains(row.score)
        require(isReachable, "result.score", row)
    }

    mutating func check<S: Snapshot & ~Copyable>(
        _ row: LessonDiscussion,
        in snapshot: borrowing S
    ) throws(ServiceError) {
        if let parent = row.parentID, let above = try snapshot.found(parent) {
            let isThere = above.lessonID == row.lessonID && above.cohortID == row.cohortID
            require(isThere, "discussion.parent_scope", row)
        }
        guard let cohort = try snapshot.found(row.cohortID),
            let lesson = try snapshot.found(row.lessonID)
        else { return }
        require(lesson.courseID == cohort.courseID, "discussion.cohort_course_mismatch", row)
    }

    mutating func check<S: Snapshot & ~Copyable>(
        _ row: ForumPost,
        in snapshot: borrowing S
    ) throws(ServiceError) {
        guard let cohort = try snapshot.found(row.cohortID) else { return }
        require(row.courseID == cohort.courseID, "forum.cohort_course_mismatch", row)
    }

    mutating func check<S: Snapshot & ~Copyable>(
        _ row: ForumReply,
        in snapshot: borrowing S
    ) throws(ServiceError) {
        guard let post = try snapshot.found(row.forumPostID) else { return }
        require(row.cohortID == post.cohortID, "reply.copy", row, "cohortId")
    }
}
