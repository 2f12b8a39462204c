public import Engine
public import Records
public import SchoolModel
public import Storage

/// Moves the enrollments and the progress of courses into their legacy cohorts.
public struct BackfillCohorts: WriteRequest {
    public var courses: [ID<Course>]
    /// How many enrollments are looked after at once.
    public var limit: Int

    /// What was done, and what is there now.
    public struct Outcome: Equatable, Sendable {
        public var cohorts = 0
        public var enrollments = 0
        public var members = 0
        public var progress = 0
        public var legacyCohorts: [LegacyCohort] = []
        public var isComplete = true

        public init() {}

        /// Adds what was done in another run, whose figures are the newer ones.
        public mutating func add(_ other: Outcome) {
            cohorts += other.cohorts
            enrollments += other.enrollments
            members += other.members
            progress += other.progress
            let courses = Set(other.legacyCohorts.map(\.cohort.courseID))
            legacyCohorts.removeAll { courses.contains($0.cohort.courseID) }
            legacyCohorts += other.legacyCohorts
        }
    }

    /// A legacy cohort, and how many rows are in it.
    public struct LegacyCohort: Equatable, Sendable {
        public var cohort: Cohort
        public var members: Int
        public var progress: Int
    }

    public init(_ courses: [ID<Course>], limit: Int = .max) {
        self.courses = courses
        self.limit = limit
    }

    public func run<T: WriteTransaction & ~Copyable>(
        in scope: inout WriteScope<T>,
        as context: Context
    ) throws(ServiceError) -> Outcome {
        var outcome = Outcome()
        for course in courses {
            let one = try BackfillCohort(of: course, limit: limit).run(in: &scope, as: context)
            if one.isNew { outcome.cohorts += 1 }
            outcome.enrollments += one.enrollments
            outcome.members += one.members
            outcome.progress += one.progress
            outcome.isComplete = outcome.isComplete && one.isComplete
            guard let cohort = one.cohort else { continue }
            let place = LessonProgress.ByCohortUserAndLesson.place
            outcome.legacyCohorts.append(
                LegacyCohort(
                    cohort: cohort,
                    members: try scope.counters(of: cohort.id).members,
                    progress: try scope.count(under: Key(place, owner: cohort.id))
                )
            )
        }
        return outcome
    }
}
