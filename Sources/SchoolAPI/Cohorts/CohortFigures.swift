// Who is in cohorts, and sums over them.
extension MethodMessage {
    public static let cohortMembers = MethodMessage(
        "cohort/members",
        "Who is in a cohort, by last name and first name.",
        .reads,
        [
            .required("cohortId", .id("cohort"), "whose"),
            .optional(
                "status",
                .oneOf(["active", "paused", "completed", "dropped"]),
                "only those"
            ),
            .direction,
        ] + .page(),
        answers: .list(of: "CohortMember", with: .person),
        errors: ["notFound", "badCursor"],
        example: #"{"cohortId":1,"limit":3}"#
    )

    public static let cohortStats = MethodMessage(
        "cohort/stats",
        "How many cohorts there are, and how many students take seats in them.",
        .reads,
        .cohortFilters,
        answers: .object([
            ("totalGroups", .integer), ("totalStudents", .integer),
            ("averageGroupSize", .decimal), ("byStatus", .map(.integer)),
        ]),
        errors: ["notFound"]
    )

    public static let cohortLookups = MethodMessage(
        "cohort/lookups",
        "What cohorts can be filtered by: every level, type, language, organisation and tutor.",
        answers: .object([
            ("levels", .array(.text)), ("types", .array(.text)), ("languages", .array(.text)),
            ("organizations", .array(.object([("id", .id("organization")), ("name", .text)]))),
            ("tutors", .array(.object([("id", .id("user")), ("name", .text)]))),
        ])
    )

    public static let cohortAnalytics = MethodMessage(
        "cohort/analytics",
        "How a cohort is doing: sums, averages, who falls behind, who leads, and each of the last days.",
        .reads,
        [
            .required("cohortId", .id("cohort"), "which"),
            .optional(
                "days",
                .integer,
                "of how many days up to today; 30 unless told, at most 366"
            ),
            .fields,
        ],
        answers: .object([
            ("cohortId", .id("cohort")), ("from", .date), ("to", .date),
            ("totals", .map(.integer)),
            ("averages", .map(.decimal)),
            ("struggling", .array(.object(.standing + [("reasons", .array(.text))]))),
            ("leaderboard", .array(.object(.standing))),
            (
                "series",
                .array(
                    .object([
                        ("date", .date), ("completedLessons", .integer), ("students", .integer),
                    ])
                )
            ),
        ]),
        errors: ["notFound"],
        example: #"{"cohortId":1,"days":14}"#
    )
}

extension [(StaticString, Shape)] {
    /// How far a member is.
    fileprivate static var standing: [(StaticString, Shape)] {
        [
            ("studentId", .id("user")), ("name", .text), ("completedLessons", .integer),
            ("progressPercentage", .integer), ("lastActivityAt", .nullable(.instant)),
        ]
    }

    /// Who a member is.
    static var person: [(StaticString, Shape)] {
        [
            ("fullName", .text), ("firstName", .nullable(.text)), ("lastName", .nullable(.text)),
            ("email", .text),
        ]
    }
}
