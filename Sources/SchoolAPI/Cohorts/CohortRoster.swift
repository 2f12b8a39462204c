extension MethodMessage {
    public static let cohortRoster = MethodMessage(
        "cohort/roster",
        "Who is in a cohort, and how far.",
        .reads,
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
            .optional("search", .text, "only names that hold this"),
        ] + .page(),
        answers: .list(of: "RosterRow"),
        errors: ["notFound", "badCursor"],
        example: #"{"cohortId":1,"limit":5}"#
    )
}
