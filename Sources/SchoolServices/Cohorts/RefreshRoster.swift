public import Engine
public import Records
public import SchoolModel
public import Storage

/// Counts again what members have completed, and copies names anew: a healthy store needs neither.
public struct RefreshRoster: WriteRequest {
    public var cohort: ID<Cohort>

    /// What was found.
    public struct Outcome: Equatable, Sendable {
        public var recomputed = 0
        public var corrected = 0
    }

    public init(_ cohort: ID<Cohort>) { self.cohort = cohort }

    public func run<T: WriteTransaction & ~Copyable>(
        in scope: inout WriteScope<T>,
        as context: Context
    ) throws(ServiceError) -> Outcome {
        let cohort = try scope.subject(cohort)
        let members = try scope.rows(
            of: CohortMember.self,
            under: Key(CohortMember.place, owner: cohort.id)
        )
        var completed: [ID<User>: Int] = [:]
        for row in try scope.rows(
            through: LessonProgress.ByCohortUserAndLesson.self,
            under: Key(LessonProgress.ByCohortUserAndLesson.place, owner: cohort.id)
        ) where row.completed {
            completed[row.userID, default: 0] += 1
        }
        var outcome = Outcome(recomputed: members.count)
        for old in members {
            let user = try scope.target(old.studentID, of: "studentId")
            var row = old
            row.completedLessons = completed[old.studentID] ?? 0
            row.fullName = user.fullName
            row.email = user.email.text
            row.courseID = cohort.courseID
            if try scope.updateRow(old, to: &row) { outcome.corrected += 1 }
        }
        return outcome
    }
}
