extension MethodMessage {
    public static let cohortRoster = MethodMessage(
        "cohort/roster",
        "Who is in a cohort, and how far.",
        .reads,
        .roster + .page(),
        answers: .list(of: "RosterRow"),
        errors: ["notFound", "badCursor"],
        example: #"{"cohortId":1,"limit":5}"#
    )

    public static let cohortRosterCSV = MethodMessage(
        "cohort/rosterCsv",
        "The whole roster as comma-separated values, with a line of titles.",
        .reads,
        .roster + [.fields],
        answers: .object([("text", .text), ("count", .integer)]),
        errors: ["notFound"],
        example: #"{"cohortId":1,"sort":"progress"}"#
    )
}

extension [Parameter] {
    /// Whose roster, which rows of it, and in which order.
    fileprivate static var roster: [Parameter] {
        [
            .required("cohortId", .id("cohort"), "whose"),
            .optional(
                "sort",
                .oneOf(["name", "progress", "lastActivity", "status", "enrolled"]),
                "name unless told; equal ones by name"
            ),
            .optional(
                "dir",
                .oneOf(["asc", "desc"]),
                "desc for progress and activity unless told"
            ),
            .optional(
                "status",
                .oneOf(["active", "paused", "completed", "dropped"]),
                "only those"
            ),
            .optional("search", .text, "only names and e-mails that hold this"),
        ]
    }
}
