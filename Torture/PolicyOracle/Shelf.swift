internal import Engine
internal import LMDB
package import Oracle
internal import Records
package import SchoolModel
internal import SchoolServices
package import Storage

/// A small school as nothing but rows in arrays: what the sentences of the policy are read over.
package struct Shelf: Sendable {
    package var organizations: [Organization] = []
    package var programs: [AcademicProgram] = []
    package var users: [User] = []
    package var students: [StudentProfile] = []
    package var parents: [ParentProfile] = []
    package var teachers: [TeacherProfile] = []
    package var links: [ParentLink] = []
    package var applications: [Application] = []
    package var courses: [Course] = []
    package var modules: [Module] = []
    package var lessons: [Lesson] = []
    package var cohorts: [Cohort] = []
    package var members: [CohortMember] = []
    package var enrollments: [Enrollment] = []
    package var schedules: [CohortSchedule] = []
    package var progress: [LessonProgress] = []
    package var groups: [Group] = []
    package var memberships: [GroupMembership] = []
    package var sheets: [AttendanceSheet] = []
    package var refs: [ExternalRef] = []
    package var trail: [ActivityLog] = []
    package var courseTeachers: [CourseTeacher] = []
    package var tests: [SchoolTest] = []
    package var keys: [TestAnswerKey] = []
    package var assignments: [TestAssignment] = []
    package var attempts: [TestAttempt] = []
    package var results: [TestResult] = []
    package var series: [TestSeries] = []
    package var seriesItems: [TestSeriesItem] = []
    package var groupSeries: [GroupTestSeries] = []
    package var held: [LessonHeld] = []
    package var payments: [Payment] = []
    package var ledger: [BalanceEntry] = []
    package var topics: [CodingTopic] = []
    package var tasks: [CodingTask] = []
    package var cases: [CodingTestCase] = []
    package var submissions: [CodingSubmission] = []
    package var solved: [CodingProgress] = []
    package var discussions: [LessonDiscussion] = []
    package var forum: [ForumPost] = []
    package var replies: [ForumReply] = []
    package var legacy: [LegacyGroupMember] = []

    package init() {}
}

extension Shelf {
    /// Puts all rows into an empty store, as they are.
    package func fill(_ store: SchoolStore) throws(StoreError) {
        try store.write { scope throws(StoreError) in
            try Self.put(organizations, &scope)
            try Self.put(programs, &scope)
            try Self.put(users, &scope)
            try Self.put(students, &scope)
            try Self.put(parents, &scope)
            try Self.put(teachers, &scope)
            try Self.put(links, &scope)
            try Self.put(applications, &scope)
            try Self.put(courses, &scope)
            try Self.put(modules, &scope)
            try Self.put(lessons, &scope)
            try Self.put(cohorts, &scope)
            try Self.put(members, &scope)
            try Self.put(enrollments, &scope)
            try Self.put(schedules, &scope)
            try Self.put(progress, &scope)
            try Self.put(groups, &scope)
            try Self.put(memberships, &scope)
            try Self.put(sheets, &scope)
            try Self.put(refs, &scope)
            try Self.put(trail, &scope)
            try fillWork(&scope)
        }
    }

    private func fillWork(_ scope: inout Scope) throws(StoreError) {
        try Self.put(courseTeachers, &scope)
        try Self.put(tests.map(\.shown), &scope)
        try Self.put(keys, &scope)
        try Self.put(assignments, &scope)
        try Self.put(attempts, &scope)
        try Self.put(results, &scope)
        try Self.put(series, &scope)
        try Self.put(seriesItems, &scope)
        try Self.put(groupSeries, &scope)
        try Self.put(held, &scope)
        try Self.put(payments.map(\.shown), &scope)
        try Self.put(ledger, &scope)
        try Self.put(topics, &scope)
        try Self.put(tasks.map(\.shown), &scope)
        try Self.put(cases, &scope)
        try Self.put(submissions, &scope)
        try Self.put(solved, &scope)
        try Self.put(discussions, &scope)
        try Self.put(forum, &scope)
        try Self.put(replies, &scope)
        try Self.put(legacy, &scope)
        // Nothing can be put under a hidden row any more.
        try Self.hide(tests, &scope)
        try Self.hide(payments, &scope)
        try Self.hide(tasks, &scope)
    }

    private static func hide<Row: SoftDeletableRow>(
        _ rows: [Row],
        _ scope: inout Scope
    ) throws(StoreError) {
        for row in rows where row.deletedAt != nil {
            var row = row
            try scope.update(row.shown, to: &row)
        }
    }

    private static func put<Row: Entity>(
        _ rows: [Row],
        _ scope: inout Scope
    ) throws(StoreError) {
        for row in rows {
            var row = row
            try scope.insert(&row)
        }
    }
}

extension SoftDeletableRow {
    /// The same before it was hidden.
    fileprivate var shown: Self {
        var row = self
        row.deletedAt = nil
        return row
    }
}
