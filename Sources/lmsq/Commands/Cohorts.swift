import Client
import SchoolAPI

extension Command {
    static let roster = Command(
        "roster COHORT",
        calls: .cohortRoster,
        shows: [
            "studentId", "name", "email", "status", "completedLessons", "totalLessons",
            "progressPercentage",
        ],
        example: "roster 923-s --sort progress"
    )

    static let cohorts = Command(
        "cohorts",
        calls: .cohortList,
        shows: ["id", "code", "name", "kind", "status", "startDate", "endDate", "maxStudents"],
        example: "cohorts --status active"
    )

    static let cohort = Command("cohort COHORT", calls: .cohortGet, example: "cohort 923-s")

    static let schedule = Command(
        "schedule COHORT",
        calls: .scheduleStatus,
        shows: [
            "moduleId", "title", "orderIndex", "unlockDate", "lockDate", "isUnlocked", "reason",
            "daysUntil",
        ],
        example: "schedule 923-s --on 2026-10-05"
    )

    static let scheduleOfStudent = Command(
        "schedule --student STUDENT",
        calls: .scheduleUnlocked,
        shows: ["cohortId", "moduleId", "title", "orderIndex", "unlockDate", "lockDate"],
        example: "schedule --student aysel@example.com"
    )

    // MARK: - Members

    static let cohortMembers = Command(
        "cohort members COHORT",
        calls: .cohortMembers,
        shows: ["studentId", "lastName", "firstName", "email", "status", "enrolledAt"],
        example: "cohort members 923-s --status active"
    )

    static let cohortAnalytics = Command(
        "cohort analytics COHORT",
        calls: .cohortAnalytics,
        example: "cohort analytics 923-s --days 14"
    )

    static let cohortEnroll = Command(
        "cohort enroll COHORT STUDENT",
        calls: .cohortEnroll,
        example: "cohort enroll 923-s aysel@example.com"
    )

    static let cohortUnenroll = Command(
        "cohort unenroll COHORT STUDENT",
        calls: .cohortUnenroll,
        example: "cohort unenroll 923-s aysel@example.com"
    )

    static let cohortTransfer = Command(
        "cohort transfer STUDENT",
        calls: .cohortTransfer,
        example: "cohort transfer aysel@example.com --from 923-s --to 924-s"
    )

    static let cohortArchive = Command(
        "cohort archive COHORT",
        calls: .cohortArchive,
        example: "cohort archive 923-s"
    )

    static let cohortUnarchive = Command(
        "cohort unarchive COHORT",
        calls: .cohortUnarchive,
        example: "cohort unarchive 923-s"
    )

    static let progress = Command(
        "progress USER",
        calls: .progressSummary,
        shows: ["title", "completedLessons", "totalLessons", "progressPercentage"],
        example: "progress aysel@example.com --cohort 923-s",
        arranging: { $0["modules"]?.elements ?? [] }
    )
}
