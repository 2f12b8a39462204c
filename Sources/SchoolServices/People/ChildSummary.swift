public import Engine
public import Records
public import SchoolModel
internal import Storage

/// How a student is doing, in a few numbers: what parents ask for.
public struct ChildSummary: Equatable, Sendable {
    /// Marks of all time by status, in the order of `AttendanceStatus`.
    public var marks: [Int]
    public var balance: Money
    public var lastTest: LastTest?
    /// Tasks that the student has solved, of those that can be.
    public var solvedTasks = 0
    public var tasks = 0
    public var lastActivityAt: Timestamp?

    /// The last test that has a score.
    public struct LastTest: Equatable, Sendable {
        public var name: String
        public var score: Money
        /// Nil where the test does not say.
        public var maxScore: Money?
        public var date: Day
    }

    /// The share of marks that are present, in tenths of a percent, rounded half up; 0 without marks.
    public var presence: Int {
        let all = marks.reduce(0, +)
        guard all > 0 else { return 0 }
        return (marks[Int(AttendanceStatus.present.rawValue)] * 2_000 + all) / (2 * all)
    }
}

extension Snapshot where Self: ~Copyable {
    /// How a student is doing, by the rows that whoever asks may see, be it in part.
    public borrowing func summary(of student: User) throws(ServiceError) -> ChildSummary {
        let profile = try found(student.id.cast(to: StudentProfile.self))
        var summary = ChildSummary(
            marks: try markCounts(of: student.id),
            balance: profile?.balance ?? .missing
        )
        try countTasks(of: student, into: &summary)
        let attempts = try seen(
            rows(
                through: TestAttempt.ByStudent.self,
                under: Key(TestAttempt.ByStudent.place, owner: student.id)
            )
        )
        summary.lastTest = try lastTest(of: student.id, among: attempts)
        var times = attempts.map { $0.submittedAt ?? $0.startedAt }
        if let login = student.lastLogin { times.append(login) }
        let members = try seen(
            rows(
                through: CohortMember.ByStudentAndCohort.self,
                under: Key(CohortMember.ByStudentAndCohort.place, owner: student.id)
            )
        )
        times += members.compactMap(\.lastActivityAt)
        if let submission = try lastSubmission(of: student.id) { times.append(submission) }
        summary.lastActivityAt = times.max { $0.milliseconds < $1.milliseconds }
        return summary
    }

    /// The rows that are not hidden from whoever asks.
    private borrowing func seen<Row: Entity>(_ rows: [Row]) throws(ServiceError) -> [Row] {
        var seen: [Row] = []
        for row in rows where try visibility(of: row) != .hidden { seen.append(row) }
        return seen
    }

    private borrowing func markCounts(of student: ID<User>) throws(ServiceError) -> [Int] {
        var counts = AttendanceStatus.allCases.map { _ in 0 }
        for group in try groupsWithMarks(of: student) {
            let prefix = Key(AttendanceSheet.place, owner: group)
            try forEachRow(of: AttendanceSheet.self, under: prefix.bytes) {
                (sheet: AttendanceSheet) throws(ServiceError) -> Bool in
                guard let mark = sheet.mark(of: student) else { return true }
                // Every mark of a student in a group is seen, or none.
                var own = sheet
                own.marks = [mark]
                guard try isVisible(own) else { return false }
                counts[Int(mark.status.rawValue)] += 1
                return true
            }
        }
        return counts
    }

    private borrowing func countTasks(
        of student: User,
        into summary: inout ChildSummary
    ) throws(ServiceError) {
        guard let organization = student.organizationID else { return }
        let tasks = try rows(
            through: CodingTask.ByOrganization.self,
            under: Key(CodingTask.ByOrganization.place, owner: organization)
        ).filter { $0.isActive && !$0.isDeleted }
        let solved = Set(
            try seen(
                rows(of: CodingProgress.self, under: Key(CodingProgress.place, owner: student.id))
            ).filter { $0.status == .completed }.map(\.taskID)
        )
        summary.tasks = tasks.count
        summary.solvedTasks = tasks.count { solved.contains($0.id) }
    }

    /// The last of what was graded here, and of what was noted from elsewhere.
    private borrowing func lastTest(
        of student: ID<User>,
        among attempts: [TestAttempt]
    ) throws(ServiceError) -> ChildSummary.LastTest? {
        var last: ChildSummary.LastTest?
        let prefix = Key(TestResult.ByStudentAndDate.place, owner: student)
        try forEachRow(through: TestResult.ByStudentAndDate.self, under: prefix.bytes) {
            (row: TestResult) throws(ServiceError) -> Bool in
            guard try visibility(of: row) != .hidden else { return true }
            last = ChildSummary.LastTest(
                name: row.testName,
                score: Money(hundredths: Int64(row.score) * 100),
                maxScore: Money(hundredths: Int64(row.maxScore) * 100),
                date: row.date
            )
            return false
        }
        let graded = attempts.filter { $0.status == .graded && $0.score != nil }
            .max { ($0.submittedAt ?? $0.startedAt) < ($1.submittedAt ?? $1.startedAt) }
        guard let graded, let score = graded.score, let test = try found(graded.testID) else {
            return last
        }
        let date = (graded.submittedAt ?? graded.startedAt).day
        if let last, last.date > date { return last }
        return ChildSummary.LastTest(name: test.title, score: score, maxScore: nil, date: date)
    }

    private borrowing func lastSubmission(
        of student: ID<User>
    ) throws(ServiceError) -> Timestamp? {
        var last: Timestamp?
        let prefix = Key(CodingSubmission.ByStudentAndTime.place, owner: student)
        try forEachRow(through: CodingSubmission.ByStudentAndTime.self, under: prefix.bytes) {
            (row: CodingSubmission) throws(ServiceError) -> Bool in
            guard try visibility(of: row) != .hidden else { return true }
            last = row.stamps.createdAt
            return false
        }
        return last
    }
}
