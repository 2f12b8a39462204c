internal import Collation
public import Engine
public import Records
public import SchoolModel
public import Storage

/// Gives the enrollments of a course that name no cohort one that is remembered as theirs.
///
/// It is found again by a name of another system, `legacy:course`, and never by its own: one that a teacher
/// happens to call so is left alone. A second run finds nothing to do.
public struct BackfillCohort: WriteRequest {
    /// What legacy cohorts are called; the number of the course is the id.
    public static let source = "legacy:course"
    public static let name = "Legacy Cohort"
    static let seats = 1000

    public var course: ID<Course>
    /// How many enrollments are looked after at once; more of them need another run.
    public var limit: Int

    /// What one run has done.
    public struct Outcome: Equatable, Sendable {
        /// The legacy cohort of the course, if it has one.
        public var cohort: Cohort?
        public var isNew = false
        public var enrollments = 0
        public var members = 0
        public var progress = 0
        /// Whether there is nothing left to do.
        public var isComplete = true
    }

    public init(of course: ID<Course>, limit: Int = .max) {
        self.course = course
        self.limit = limit
    }

    public func run<T: WriteTransaction & ~Copyable>(
        in scope: inout WriteScope<T>,
        as context: Context
    ) throws(ServiceError) -> Outcome {
        var outcome = Outcome()
        guard let course = try scope.found(course) else { return outcome }
        let place = Enrollment.ByCourseAndStudent.place
        let enrollments = try scope.rows(
            through: Enrollment.ByCourseAndStudent.self,
            under: Key(place, owner: course.id)
        )
        outcome.cohort = try legacyCohort(of: course, in: scope)
        if outcome.cohort == nil, try isEntitled(course, in: scope) {
            outcome.cohort = try make(for: course, &scope, context)
            outcome.isNew = true
        }
        let lessons = try scope.lessons(in: course.id)
        for known in enrollments {
            guard outcome.enrollments < limit, outcome.progress < limit else {
                outcome.isComplete = false
                return outcome
            }
            var enrollment = known
            if known.cohortID == nil, let cohort = outcome.cohort,
                try scope.member(of: cohort.id, student: known.studentID) == nil
            {
                enrollment.cohortID = cohort.id
                outcome.cohort = try admit(known, to: cohort, &scope, context)
                try scope.updateDerived(known, to: &enrollment)
                outcome.enrollments += 1
                outcome.members += 1
            }
            outcome.progress += try moveProgress(of: enrollment, lessons, &scope)
        }
        return outcome
    }

    // MARK: - The cohort

    private func legacyCohort<T: WriteTransaction & ~Copyable>(
        of course: Course,
        in scope: borrowing WriteScope<T>
    ) throws(ServiceError) -> Cohort? {
        let ref = try scope.ref(Self.source, .cohort, "\(course.id.rawValue)")
        guard let ref else { return nil }
        return try scope.found(ref.rowID.cast(to: Cohort.self))
    }

    /// A published course without any cohort gets one.
    private func isEntitled<T: WriteTransaction & ~Copyable>(
        _ course: Course,
        in scope: borrowing WriteScope<T>
    ) throws(ServiceError) -> Bool {
        guard course.isPublished else { return false }
        let place = Cohort.ByCourseAndStart.place
        return try scope.count(under: Key(place, owner: course.id), limit: 1) == 0
    }

    private func make<T: WriteTransaction & ~Copyable>(
        for course: Course,
        _ scope: inout WriteScope<T>,
        _ context: Context
    ) throws(ServiceError) -> Cohort {
        var draft = CohortDraft(
            course: course.id,
            name: Self.name,
            startDate: context.day(course.stamps.createdAt)
        )
        draft.organizationID = course.organizationID
        draft.maxStudents = Self.seats
        var cohort = Cohort(kind: .course, name: .missing, status: .active)
        draft.write(to: &cohort, by: context)
        cohort.createdBy = course.createdBy
        _ = cohort.settle(nil, on: context.today(at: scope.now))
        try scope.insertRow(&cohort)
        var ref = ExternalRef(
            source: Self.source,
            entity: .cohort,
            externalID: "\(course.id.rawValue)",
            rowID: cohort.id.cast(to: AnyRow.self)
        )
        try scope.insertRow(&ref)
        return cohort
    }

    // MARK: - Its members

    /// Makes who takes the course a member, as the enrollment says; there is always a seat.
    private func admit<T: WriteTransaction & ~Copyable>(
        _ enrollment: Enrollment,
        to cohort: Cohort,
        _ scope: inout WriteScope<T>,
        _ context: Context
    ) throws(ServiceError) -> Cohort {
        let user = try scope.target(enrollment.studentID, of: "studentId")
        var member = CohortMember(
            studentID: user.id,
            status: CohortMember.Status(enrollment.status),
            enrolledAt: enrollment.enrolledAt,
            lastActivityAt: enrollment.completedAt ?? enrollment.enrolledAt,
            fullName: user.fullName,
            email: user.email.text,
            cohortID: cohort.id,
            courseID: cohort.courseID
        )
        if member.status == .dropped { member.leftAt = scope.now }
        var roomy = cohort
        if let maximum = cohort.maxStudents {
            let taken = try scope.counters(of: cohort.id).seats
            roomy.maxStudents = max(maximum, member.isActive ? taken + 1 : taken)
        }
        try scope.updateDerived(cohort, to: &roomy)
        try scope.insertRow(&member)
        try scope.log(
            ActivityLog(
                .cohortEnrolled,
                member,
                organization: cohort.organizationID ?? user.organizationID,
                by: context,
                JSONText.empty.adding("backfill", "true")
            )
        )
        return roomy
    }

    /// Lets what a student has done in the course count in the cohort of the enrollment.
    private func moveProgress<T: WriteTransaction & ~Copyable>(
        of enrollment: Enrollment,
        _ lessons: Set<ID<Lesson>>,
        _ scope: inout WriteScope<T>
    ) throws(ServiceError) -> Int {
        guard let cohort = enrollment.cohortID else { return 0 }
        var (moved, completed) = (0, 0)
        for old in try scope.progress(of: enrollment.studentID)
        where old.cohortID == nil && lessons.contains(old.lessonID) {
            var row = old
            row.cohortID = cohort
            try scope.updateDerived(old, to: &row)
            moved += 1
            if old.completed { completed += 1 }
        }
        if completed > 0 { try scope.count(completed, of: enrollment.studentID, in: cohort) }
        return moved
    }
}

extension CohortMember.Status {
    /// A member is paused or has left where the enrollment is not active.
    fileprivate init(_ status: Enrollment.Status) {
        switch status {
        case .active: self = .active
        case .paused: self = .paused
        case .completed: self = .completed
        case .inactive, .dropped: self = .dropped
        }
    }
}
