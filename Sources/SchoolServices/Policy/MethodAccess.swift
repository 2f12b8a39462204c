/// Who may call which method at all; the rows are a question of the policy's lines.
///
/// A method that is not here is for service sessions. Those that are open before login are not here
/// either: whoever is connected may call them.
enum MethodAccess {
    /// By name.
    static let all: [String: [Caller.Kind]] = {
        var all: [String: [Caller.Kind]] = [:]
        for (kinds, methods) in lines {
            for method in methods.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
                let previous = all.updateValue(kinds, forKey: String(method))
                precondition(previous == nil, "a method is listed twice")
            }
        }
        return all
    }()

    private static let everybody: [Caller.Kind] = [.admin, .teacher, .student, .parent]
    private static let staff: [Caller.Kind] = [.admin, .teacher]
    private static let school: [Caller.Kind] = [.admin, .teacher, .student]
    private static let admins: [Caller.Kind] = [.admin]

    private static let lines: [([Caller.Kind], String)] =
        session + people + courses + cohorts + groups + exercises + talks

    // MARK: - Sessions and administration

    private static let session: [([Caller.Kind], String)] = [
        (
            everybody,
            """
            session/me session/logout session/changePassword
            rpc.discover server/health server/version
            admin/subscribe admin/unsubscribe
            """
        ),
        (
            admins,
            """
            session/actAs
            admin/stats admin/schema admin/verify admin/explain admin/checksum
            admin/recount admin/selfTest admin/batch admin/export
            """
        ),
    ]

    // MARK: - People

    private static let people: [([Caller.Kind], String)] = [
        (
            admins,
            """
            organization/list organization/get organization/update
            program/list program/get program/create program/update program/delete
            student/hardDelete application/decide
            """
        ),
        (
            staff,
            """
            user/list user/create user/setActive
            student/list student/create student/update student/setCourse student/delete
            student/restore student/courses user/delete user/restore
            teacher/list parent/list parent/link parent/unlink
            ref/resolve ref/list ref/set
            """
        ),
        // One's own row too: what of it may be changed is told by the line of users.
        (
            everybody,
            """
            user/get user/update student/get teacher/get
            application/list application/get application/create
            """
        ),
        ([.admin, .parent], "parent/children"),
    ]

    // MARK: - Courses

    private static let courses: [([Caller.Kind], String)] = [
        (
            everybody,
            """
            course/list course/get module/list module/get lesson/list lesson/get lesson/next lesson/access
            course/availableCohorts courseTeacher/list
            enrollment/get enrollment/listByStudent enrollment/check
            """
        ),
        (
            staff,
            """
            course/create course/update course/publish course/delete
            courseTeacher/add courseTeacher/remove
            module/create module/update module/reorder module/delete
            lesson/create lesson/update lesson/reorder lesson/delete
            enrollment/listByCourse enrollment/remove enrollment/bulkCreate enrollment/bulkRemove
            enrollment/stats
            """
        ),
        (school, "enrollment/create enrollment/update"),
        (admins, "enrollment/audit enrollment/backfill"),
    ]

    // MARK: - Cohorts

    private static let cohorts: [([Caller.Kind], String)] = [
        (
            everybody,
            """
            cohort/list cohort/get
            schedule/list schedule/unlocked schedule/status schedule/next schedule/calendar
            progress/get progress/listByCohort progress/summary
            """
        ),
        (
            staff,
            """
            cohort/create cohort/update cohort/archive cohort/unarchive cohort/delete
            cohort/bulkEnroll cohort/members cohort/rosterCsv cohort/stats cohort/analytics
            cohort/transfer cohort/lookups
            schedule/set schedule/remove schedule/generate schedule/shift
            """
        ),
        (school, "cohort/enroll cohort/unenroll cohort/setMemberStatus cohort/roster"),
        ([.admin, .student], "progress/set"),
        (admins, "cohort/refreshRoster"),
    ]

    // MARK: - Groups

    private static let groups: [([Caller.Kind], String)] = [
        (
            everybody,
            """
            group/list group/listByUser testSeries/availableTo
            attendance/range attendance/studentSummary
            """
        ),
        (
            staff,
            """
            group/get group/create group/update group/delete group/restore group/hardDelete group/setActive
            group/reorder group/addStudents group/assignTeacher group/removeTeacher
            group/removeStudent group/activateMember group/moveStudent group/explainAdd
            testSeries/list testSeries/create testSeries/update testSeries/setTests
            testSeries/delete group/addTestSeries group/removeTestSeries
            attendance/grid attendance/day attendance/set attendance/bulkSet attendance/markAll
            attendance/clear attendance/monthly attendance/finalize attendance/unlock
            """
        ),
        (school, "group/members group/testSeries testSeries/access attendance/lessonDates"),
        (
            school,
            """
            log/byGroup log/byStudent log/byPerformer log/byUser log/byAction log/recent log/get
            log/count
            """
        ),
    ]

    // MARK: - Payments, coding and tests

    private static let exercises: [([Caller.Kind], String)] = [
        (
            [.admin, .teacher, .parent],
            "payment/list payment/get balance/get balance/ledger"
        ),
        (
            staff,
            """
            payment/create payment/update payment/delete payment/restore payment/summary
            payment/lowBalance
            codingTopic/list codingTopic/create codingTopic/archive codingTopic/delete
            codingTask/create codingTask/update codingTask/delete codingTask/restore
            codingTestCase/set codingTestCase/delete coding/import coding/export coding/ranking
            test/create test/update test/delete test/restore test/setAnswerKey test/getAnswerKey
            test/assign test/unassign test/grade test/addResult
            """
        ),
        (admins, "balance/adjust"),
        (
            school,
            """
            codingTask/list codingTask/get codingTestCase/list
            test/list test/get test/assignments
            """
        ),
        ([.student], "test/available test/start test/saveAnswers test/submit"),
        ([.admin, .student], "codingSubmission/create"),
        (
            everybody,
            """
            codingSubmission/list codingSubmission/get coding/progress test/attempts test/results
            """
        ),
    ]

    // MARK: - Discussions

    private static let talks: [([Caller.Kind], String)] = [
        (
            school,
            """
            discussion/list discussion/thread discussion/edit discussion/delete discussion/pin
            discussion/byUser forum/list forum/get forum/replies forum/edit forum/delete forum/pin
            forum/lock forum/editReply forum/deleteReply
            """
        ),
        ([.teacher, .student], "discussion/post forum/post forum/reply"),
    ]
}
