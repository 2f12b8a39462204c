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
}
