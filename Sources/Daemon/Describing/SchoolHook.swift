internal import SchoolModel

/// What happens by itself when a row is written, or a day begins: the work of a database's triggers.
struct SchoolHook: Sendable {
    var name: String
    /// What other systems call it.
    var aliases: [String] = []
    /// Whose rows it keeps.
    var entity: String
    /// When.
    var event: String
    /// What, for people.
    var does: String
    /// The rule of the school's check that tells whether it was done; nil where the field alone tells.
    var rule: String?
    /// The field that it keeps.
    var field: String

    /// Those of an entity: every row keeps when it was changed.
    static func hooks(of outline: EntityOutline) -> [SchoolHook] {
        var hooks = all.filter { $0.entity == outline.name }
        if outline.fields.contains(where: { $0.name == "updatedAt" }) {
            let alias = ForeignNames.tables[outline.name].map { "update_\($0[0])_updated_at" }
            hooks.insert(stamp(of: outline.name, alias), at: 0)
        }
        return hooks
    }

    /// What every other system had a trigger for.
    static let expected: [SchoolHook] =
        [
            stamp(of: "cohort", "update_cohorts_updated_at"),
            stamp(of: "lessonDiscussion", "update_lesson_discussions_updated_at"),
            stamp(of: "forumPost", "update_course_forums_updated_at"),
            stamp(of: "forumReply", "update_forum_replies_updated_at"),
        ] + all.filter { !$0.aliases.isEmpty }

    private static func stamp(of entity: String, _ alias: String?) -> SchoolHook {
        SchoolHook(
            name: "\(entity).updatedAt",
            aliases: alias.map { [$0] } ?? [],
            entity: entity,
            event: "update",
            does: "keeps when the row was last changed",
            field: "updatedAt"
        )
    }

    private static let all: [SchoolHook] = [
        SchoolHook(
            name: "cohort.status",
            aliases: ["auto_update_cohort_status"],
            entity: "cohort",
            event: "write, day",
            does: "follows from the dates, unless the cohort is archived",
            rule: "cohort.status_stale",
            field: "status"
        ),
        SchoolHook(
            name: "cohortMember.completedLessons",
            aliases: ["auto_increment_completed_lessons"],
            entity: "cohortMember",
            event: "write of lessonProgress",
            does: "counts the lessons that the member has completed",
            rule: "counter.completed_lessons",
            field: "completedLessons"
        ),
        SchoolHook(
            name: "enrollment.progressPercentage",
            entity: "enrollment",
            event: "write of lessonProgress, lesson",
            does: "is the share of the course's lessons that are completed",
            rule: "counter.progress_percentage",
            field: "progressPercentage"
        ),
        SchoolHook(
            name: "cohortMember.fullName",
            entity: "cohortMember",
            event: "update of user",
            does: "is the student's name, so that a roster is one read",
            rule: "member.copy",
            field: "fullName"
        ),
        SchoolHook(
            name: "codingProgress.status",
            entity: "codingProgress",
            event: "write of codingSubmission",
            does: "follows from the student's submissions",
            rule: "codingprogress.stale",
            field: "status"
        ),
        SchoolHook(
            name: "studentProfile.balance",
            entity: "studentProfile",
            event: "write of balanceEntry",
            does: "is the sum of the student's entries",
            rule: "balance.mismatch",
            field: "balance"
        ),
    ]
}
