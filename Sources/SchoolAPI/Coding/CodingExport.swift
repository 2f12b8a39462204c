extension MethodMessage {
    public static let codingExport = MethodMessage(
        "coding/export",
        "Coding tasks with their cases, as an import takes them.",
        .reads,
        [
            .optional("topicId", .id("codingTopic"), "only those of a topic")
        ],
        answers: .object([
            (
                "tasks",
                .array(
                    .object([
                        ("title", .text), ("description", .text), ("starterCode", .text),
                        ("difficulty", .text), ("points", .nullable(.integer)),
                        ("orderIndex", .nullable(.integer)), ("topicName", .nullable(.text)),
                        (
                            "testCases",
                            .array(
                                .object([
                                    ("input", .text), ("expected", .text),
                                    ("explanation", .nullable(.text)), ("isSample", .boolean),
                                ])
                            )
                        ),
                    ])
                )
            )
        ]),
        errors: ["notFound"],
        example: #"{"topicId":1}"#
    )
}
