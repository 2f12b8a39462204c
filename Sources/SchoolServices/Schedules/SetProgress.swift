public import Engine
public import Records
public import SchoolModel
public import Storage

/// Notes how far a person is in a lesson; counters and percentages follow.
public struct SetProgress: WriteRequest {
    public var user: ID<User>
    public var lesson: ID<Lesson>
    /// Where it counts; nil for where it has counted, else for the cohort of the enrollment.
    public var cohort: ID<Cohort>?
    public var completed: Bool?
    public var videoPositionSeconds: Int?
    /// Added to what there is.
    public var timeSpentSeconds: Int
    /// Whether this is one more time.
    public var isWatch: Bool

    /// What is stored now.
    public struct Outcome: Equatable, Sendable {
        public var progress: LessonProgress
        public var member: CohortMember?
        public var enrollment: Enrollment?
    }

    public init(
        user: ID<User>,
        lesson: ID<Lesson>,
        cohort: ID<Cohort>? = nil,
        completed: Bool? = nil,
        videoPositionSeconds: Int? = nil,
        timeSpentSeconds: Int = 0,
        isWatch: Bool = false
    ) {
        self.user = user
        self.lesson = lesson
        self.cohort = cohort
        self.completed = completed
        self.videoPositionSeconds = videoPositionSeconds
        self.timeSpentSeconds = timeSpentSeconds
        self.isWatch = isWatch
    }

    public func run<T: WriteTransaction & ~Copyable>(
        in scope: inout WriteScope<T>,
        as context: Context
    ) throws(ServiceError) -> Outcome {
        try check()
        let user = try scope.target(user, of: "userId")
        try scope.requireNotDeleted(user)
        let lesson = try scope.target(lesson, of: "lessonId")
        let known = try scope.progress(of: user.id, in: lesson.id)
        let enrollment = try scope.enrollment(of: user.id, in: lesson.courseID)
        if let cohort { try scope.requireMember(of: cohort, student: user.id, in: lesson.courseID) }
        var row = progress(after: known, at: scope.now)
        row.cohortID = cohort ?? known?.cohortID ?? enrollment?.cohortID
        try scope.put(&row, after: known)
        var outcome = Outcome(progress: row, member: nil, enrollment: enrollment)
        let wasCounted = known?.completed == true
        if let origin = known?.cohortID, origin != row.cohortID, wasCounted {
            try scope.count(-1, of: user.id, in: origin)
        }
        let before = wasCounted && known?.cohortID == row.cohortID ? 1 : 0
        outcome.member = try scope.count(
            (row.completed ? 1 : 0) - before,
            of: user.id,
            in: row.cohortID,
            activeAt: scope.now
        )
        if row.completed != wasCounted, enrollment != nil {
            outcome.enrollment = try scope.refreshPercentage(of: user.id, in: lesson.courseID)
        }
        return outcome
    }

    private func check() throws(ServiceError) {
        let table = LessonProgress.table
        // Beyond any video and any year: sums must not overflow.
        let seconds = 0...Int(Int32.max)
        let position = videoPositionSeconds ?? 0
        try table.require(seconds.contains(timeSpentSeconds), "timeSpentSeconds", "\(seconds)")
        try table.require(seconds.contains(position), "videoPositionSeconds", "\(seconds)")
    }

    private func progress(after known: LessonProgress?, at now: Timestamp) -> LessonProgress {
        var row =
            known
            ?? LessonProgress(userID: user, lessonID: lesson, watchCount: 1, lastAccessedAt: now)
        if isWatch, known != nil { row.watchCount += 1 }
        if let videoPositionSeconds { row.videoPositionSeconds = videoPositionSeconds }
        row.timeSpentSeconds += timeSpentSeconds
        if let completed, completed != row.completed {
            row.completed = completed
            row.completedAt = completed ? now : nil
        }
        row.lastAccessedAt = now
        return row
    }
}

extension Snapshot where Self: ~Copyable {
    /// What a person has done in a lesson, or nil.
    borrowing func progress(
        of user: ID<User>,
        in lesson: ID<Lesson>
    ) throws(ServiceError) -> LessonProgress? {
        let key = Key(LessonProgress.place, owner: user, lesson)
        do throws(StoreError) { return try row(at: key.bytes) } catch { throw ServiceError(error) }
    }

    /// Refuses a cohort of another course, and one that the student is not a member of.
    fileprivate borrowing func requireMember(
        of cohort: ID<Cohort>,
        student: ID<User>,
        in course: ID<Course>
    ) throws(ServiceError) {
        let target = try target(cohort, of: "cohortId")
        try LessonProgress.table.require(target.courseID == course, "cohortId", "sameCourse")
        guard try member(of: cohort, student: student) != nil else {
            throw .referenceMissing(CohortMember.table, field: "cohortId", id: cohort.rawValue)
        }
    }
}
