public import Engine
public import Records
public import SchoolModel
public import Storage

/// Counts again what members have completed, and copies names anew: a healthy store needs neither.
public struct RefreshRoster: WriteRequest {
    /// Nil for all cohorts.
    public var cohort: ID<Cohort>?

    /// What was found.
    public struct Outcome: Equatable, Sendable {
        public var recomputed = 0
        public var corrected = 0
    }

    public init(_ cohort: ID<Cohort>? = nil) { self.cohort = cohort }

    public func run<T: WriteTransaction & ~Copyable>(
        in scope: inout WriteScope<T>,
        as context: Context
    ) throws(ServiceError) -> Outcome {
        var outcome = Outcome()
        if let cohort {
            try scope.refresh(scope.subject(cohort), &outcome)
        } else {
            var all = Key()
            all.begin(Cohort.ByStart.place)
            for cohort in try scope.rows(through: Cohort.ByStart.self, under: all)
            where try scope.isVisible(cohort) {
                try scope.refresh(cohort, &outcome)
            }
        }
        return outcome
    }
}

extension WriteScope where Transaction: ~Copyable {
    fileprivate mutating func refresh(
        _ cohort: Cohort,
        _ outcome: inout RefreshRoster.Outcome
    ) throws(ServiceError) {
        var completed: [ID<User>: Int] = [:]
        for row in try rows(
            through: LessonProgress.ByCohortUserAndLesson.self,
            under: Key(LessonProgress.ByCohortUserAndLesson.place, owner: cohort.id)
        ) where row.completed {
            completed[row.userID, default: 0] += 1
        }
        let place = CohortMember.place
        for old in try rows(of: CohortMember.self, under: Key(place, owner: cohort.id)) {
            let user = try target(old.studentID, of: "studentId")
            var row = old
            row.completedLessons = completed[old.studentID] ?? 0
            (row.discussionPosts, row.forumPosts) = try posts(of: user.id, in: cohort.id)
            row.fullName = user.fullName
            row.email = user.email.text
            row.courseID = cohort.courseID
            outcome.recomputed += 1
            if try updateDerived(old, to: &row) { outcome.corrected += 1 }
        }
    }
}
