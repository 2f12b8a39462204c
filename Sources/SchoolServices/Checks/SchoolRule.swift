internal import SchoolModel
public import Storage

/// One rule that a check of the school knows.
public struct SchoolRule: Sendable {
    /// Such as `member.without_enrollment`.
    public let name: String
    /// Whether what breaks it follows from other rows, or leads nowhere, so that nothing is lost by making
    /// it right.
    public let isFixable: Bool
    /// Whether it only tells of something that need not be wrong.
    public let isNotice: Bool

    /// Every rule of the school itself, in the order of the check.
    public static let all: [SchoolRule] =
        rules(fixable: false, errors) + rules(fixable: true, copies)
        + notices.map { SchoolRule(name: $0, isFixable: $0 == placeholder, isNotice: true) }

    /// The names of the rules that the store checks: what leads nowhere, or is there twice, is called
    /// after its table where people know it by that.
    public static let ofStore: [String] =
        Finding.Kind.allCases.map(\.rawValue) + Array(Set(orphans.values)).sorted()
        + duplicates.values.sorted() + ["attendance.duplicate"]

    /// What a finding of the store is called.
    public static func name(of site: Finding.Site) -> String {
        switch site.kind {
        case .referenceMissing:
            orphans["\(site.subject).\(site.field)"] ?? site.kind.rawValue
        case .duplicate: duplicates[site.subject] ?? site.kind.rawValue
        default: site.kind.rawValue
        }
    }

    /// Those of what is counted, by the store or in the rows.
    public static let counters: Set<String> = [
        "counter.wrong", "count.wrong", "counter.completed_lessons", "counter.progress_percentage",
        "counter.discussion_posts", "counter.forum_posts", "balance.mismatch",
        "codingprogress.stale",
    ]

    /// Its repair is an application in the student's name.
    static let placeholder = "roster.missing_application"

    private static let orphans = [
        "groupMembership.groupId": "membership.orphan_group",
        "groupMembership.userId": "membership.orphan_user",
        "groupTestSeries.groupId": "groupseries.orphan",
        "groupTestSeries.testSeriesId": "groupseries.orphan",
        "enrollment.courseId": "enrollment.orphan",
        "enrollment.studentId": "enrollment.orphan",
        "enrollment.cohortId": "enrollment.orphan",
        "cohortMember.cohortId": "member.orphan",
        "cohortMember.studentId": "member.orphan",
        "attendanceSheet.groupId": "attendance.orphan",
    ]

    /// The pair is the key of the row, so what can be there twice is the id.
    ///
    /// A register that names a student twice cannot be read at all: nothing breaks `attendance.duplicate`.
    private static let duplicates = [
        "groupMembership": "membership.duplicate", "groupTestSeries": "groupseries.duplicate",
        "enrollment": "enrollment.duplicate", "cohortMember": "member.duplicate",
    ]

    private static let errors = [
        "cohort.dates", "cohort.incomplete", "member.over_capacity", "member.left_at",
        "member.without_enrollment", "schedule.module_course_mismatch",
        "schedule.lock_before_unlock", "enrollment.cohort_course_mismatch",
        "enrollment.cohort_not_member", "progress.completed_at",
        "progress.cohort_course_mismatch", "progress.not_member", "membership.left_but_active",
        "membership.role", "org.mismatch", "attendance.future",
        "attendance.not_member", "profile.role", "profile.missing", "user.deleted_but_active",
        "parentlink.role", "log.order", "payment.receipt_duplicate", "payment.amount",
        "balance.payment", "submission.attempt_no", "assignment.no_target", "assignment.window",
        "attempt.times", "result.score", "discussion.parent_scope",
        "discussion.cohort_course_mismatch", "forum.cohort_course_mismatch",
    ]

    /// Copies, sums, what follows from the date, and what leads nowhere.
    private static let copies = [
        "cohort.status_stale", "member.copy", "counter.completed_lessons", "schedule.copy",
        "lesson.copy", "counter.progress_percentage", "profile.copy", "group.display_name",
        "text.folded", "text.sort_key", "counter.discussion_posts", "counter.forum_posts",
        "reply.copy", "balance.mismatch", "codingprogress.stale", "codingprogress.missing",
        "ref.dangling", "attendance.empty", "attendance.orphan", "membership.null_enrolled_at",
    ]

    private static let notices = [
        placeholder, "org.missing", "log.orphan_group", "log.orphan_cohort",
        "log.orphan_course", "log.orphan_user", "log.orphan_student", "log.orphan_performer",
    ]

    private static func rules(fixable isFixable: Bool, _ names: [String]) -> [SchoolRule] {
        names.map { SchoolRule(name: $0, isFixable: isFixable, isNotice: false) }
    }
}
