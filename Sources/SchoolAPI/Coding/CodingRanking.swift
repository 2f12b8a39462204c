extension MethodMessage {
    public static let codingRanking = MethodMessage(
        "coding/ranking",
        "Who has solved how many tasks, best first; ties by the other numbers, then by student.",
        .reads,
        [
            .optional("groupId", .id("group"), "only active students of a group"),
            .optional("topicId", .id("codingTopic"), "only tasks of a topic"),
            .optional("from", .instant, "the first instant"),
            .optional("to", .instant, "the first instant that does not count"),
            .optional("search", .text, "only names that hold this"),
            .optional(
                "sort",
                .oneOf(["solved", "attempts", "lastActivity"]),
                "solved unless told"
            ),
            .optional("includeRuns", .boolean, "whether trial runs are attempts"),
        ] + .page(),
        answers: .object([
            (
                "items",
                .array(
                    .object([
                        ("studentId", .id("user")), ("fullName", .text), ("solved", .integer),
                        ("attempts", .integer),
                        (
                            "perTask",
                            .array(
                                .object([
                                    ("taskId", .id("codingTask")), ("attempts", .integer),
                                    ("solved", .boolean),
                                ])
                            )
                        ), ("lastActivity", .nullable(.instant)),
                    ])
                )
            ), ("nextCursor", .maybe(.text)), ("count", .maybe(.integer)),
            ("currentPage", .maybe(.integer)), ("totalPages", .maybe(.integer)),
        ]),
        errors: ["notFound", "badCursor"],
        example: #"{}"#
    )
}
