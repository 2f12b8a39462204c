extension MethodMessage {
    public static let enrollmentAudit = MethodMessage(
        "enrollment/audit",
        "Compares the memberships of old groups with the enrollments in their courses.",
        .reads,
        [
            .optional("limit", .integer, "how many gaps are listed: at most 500, 50 unless told"),
            .optional("cursor", .text, "the nextCursor of the answer before"),
        ],
        answers: .object([
            ("activeLegacy", .integer), ("uniquePairs", .integer), ("active", .integer),
            ("inactive", .integer), ("missing", .integer), ("coverage", .decimal),
            ("status", .oneOf(["PASS", "WARNING", "FAIL"])),
            (
                "details",
                .array(
                    .object([
                        ("studentId", .id("user")), ("courseId", .id("course")),
                        ("standing", .oneOf(["inactive", "missing"])),
                    ])
                )
            ),
            ("nextCursor", .maybe(.text)),
        ]),
        errors: ["badCursor"]
    )

    public static let enrollmentBackfill = MethodMessage(
        "enrollment/backfill",
        "Lets students take the courses of their old groups; says what it would do unless told to do it.",
        .writes,
        [.commit],
        answers: .object([
            ("committed", .boolean), ("pairs", .integer), ("created", .integer),
            ("activated", .integer), ("already", .integer), ("failed", .integer),
            (
                "sample",
                .array(
                    .object([
                        ("studentId", .id("user")), ("courseId", .id("course")),
                        ("outcome", .oneOf(["created", "activated", "failed"])),
                        ("reason", .nullable(.text)),
                    ])
                )
            ),
        ])
    )

    public static let adminBackfillCohorts = MethodMessage(
        "admin/backfillCohorts",
        "Moves enrollments without a cohort, and progress, into a legacy cohort of each published course.",
        .writes,
        [.commit],
        answers: .object([
            ("committed", .boolean), ("cohortsCreated", .integer),
            ("enrollmentsLinked", .integer), ("membersCreated", .integer),
            ("progressLinked", .integer),
            (
                "cohorts",
                .array(
                    .object([
                        ("cohortId", .id("cohort")), ("courseId", .nullable(.id("course"))),
                        ("name", .text), ("enrollments", .integer),
                        ("progressRecords", .integer),
                    ])
                )
            ),
        ])
    )
}

extension Parameter {
    fileprivate static let commit = optional(
        "commit",
        .boolean,
        "whether to write; otherwise nothing is changed"
    )
}
