extension MethodMessage {
    public static let cohortList = MethodMessage(
        "cohort/list",
        "Cohorts, newest first.",
        .reads,
        [
            .optional("kind", .oneOf(["class", "course"]), "only those"),
            .optional("courseId", .id("course"), "only those of a course"),
            .optional(
                "status",
                .oneOf(["upcoming", "active", "completed", "archived"]),
                "only those"
            ),
            .optional("isActive", .boolean, "true unless told"),
            .optional("search", .text, "only names and codes that hold this"),
        ] + .page(),
        answers: .list(of: "Cohort"),
        errors: ["badCursor"],
        example: #"{"courseId":1}"#
    )
}
