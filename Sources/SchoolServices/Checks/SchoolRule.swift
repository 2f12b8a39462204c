/// One rule of the school that its check knows.
public struct SchoolRule: Sendable {
    /// Such as `member.without_enrollment`.
    public let name: String
    /// Whether what breaks it follows from other rows, so that it can be made anew and nothing is lost.
    public let isDerived: Bool
    /// Whether it only tells of something that need not be wrong.
    public let isNotice: Bool

    /// Every rule, in the order of the check.
    public static let all: [SchoolRule] =
        rules(derived: false, errors) + rules(derived: true, copies)
        + notices.map { SchoolRule(name: $0, isDerived: false, isNotice: true) }

    private static let errors = [
        "cohort.dates", "cohort.incomplete", "member.over_capacity", "member.left_at",
        "member.without_enrollment", "schedule.module_course_mismatch",
        "schedule.lock_before_unlock", "enrollment.cohort_course_mismatch",
        "enrollment.cohort_not_member", "progress.completed_at",
        "progress.cohort_course_mismatch", "progress.not_member", "membership.left_but_active",
        "membership.role", "org.mismatch", "attendance.empty", "attendance.future",
        "attendance.not_member", "profile.role", "user.deleted_but_active", "parentlink.role",
        "ref.dangling", "log.order", "payment.receipt_duplicate", "payment.amount",
        "balance.payment", "groupseries.orphan", "submission.attempt_no",
        "codingprogress.missing", "assignment.no_target", "assignment.window", "attempt.times",
        "result.score", "discussion.parent_scope", "discussion.cohort_course_mismatch",
        "forum.cohort_course_mismatch",
    ]

    /// Copies, sums, and what follows from the date.
    private static let copies = [
        "cohort.status_stale", "member.copy", "counter.completed_lessons", "schedule.copy",
        "lesson.copy", "counter.progress_percentage", "profile.copy", "group.display_name",
        "text.folded", "text.sort_key", "counter.discussion_posts", "counter.forum_posts",
        "reply.copy", "balance.mismatch", "codingprogress.stale",
    ]

    private static let notices = [
        "roster.missing_application", "org.missing", "log.orphan_group", "log.orphan_cohort",
        "log.orphan_course", "log.orphan_user", "log.orphan_student", "log.orphan_performer",
    ]

    private static func rules(derived isDerived: Bool, _ names: [String]) -> [SchoolRule] {
        names.map { SchoolRule(name: $0, isDerived: isDerived, isNotice: false) }
    }
}
