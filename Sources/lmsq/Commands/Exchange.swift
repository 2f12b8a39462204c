import SchoolAPI

extension Command {
    static let importUsers = Command(
        "import users FILE",
        calls: .importUsers,
        sends: "users",
        example: "import users students.csv --commit"
    )

    static let importCohorts = Command(
        "import cohorts FILE",
        calls: .importCohorts,
        sends: "cohorts",
        example: "import cohorts groups.csv --source edu --commit"
    )

    static let importCohortMembers = Command(
        "import cohort-members FILE",
        calls: .importCohortMembers,
        sends: "cohortMembers",
        example: "import cohort-members members.csv --source edu"
    )

    static let importLegacyGroups = Command(
        "import legacy-groups FILE",
        calls: .importLegacyGroups,
        sends: "legacyGroups",
        example: "import legacy-groups group_members.csv"
    )

    static let importAttendance = Command(
        "import attendance FILE",
        calls: .importAttendance,
        sends: "attendance",
        example: "import attendance october.csv"
    )

    static let importPayments = Command(
        "import payments FILE",
        calls: .importPayments,
        sends: "payments",
        example: "import payments october.csv"
    )

    static let importStore = Command(
        "import FILE",
        calls: .adminImport,
        sends: "store",
        example: "import school.jsonl --commit"
    )

    static let auditEnrollments = Command(
        "audit enrollments",
        calls: .enrollmentAudit,
        verdicts: ["PASS": 0, "WARNING": 1, "FAIL": 2],
        example: "audit enrollments"
    )

    static let backfillEnrollments = Command(
        "backfill enrollments",
        calls: .enrollmentBackfill,
        example: "backfill enrollments --commit"
    )

    static let backfillCohorts = Command(
        "backfill cohorts",
        calls: .adminBackfillCohorts,
        example: "backfill cohorts --commit"
    )
}
