extension MethodMessage {
    public static let codingImport = MethodMessage(
        "coding/import",
        "Adds coding tasks with their cases: all of them, or none.",
        .writes,
        [
            .required(
                "tasks",
                .array(
                    .object([
                        ("title", .text), ("description", .maybe(.text)),
                        ("starterCode", .maybe(.text)), ("initialCode", .maybe(.text)),
                        ("difficulty", .maybe(.oneOf(["easy", "medium", "hard"]))),
                        ("points", .maybe(.nullable(.integer))),
                        ("orderIndex", .maybe(.nullable(.integer))),
                        ("topicName", .maybe(.nullable(.text))),
                        ("testCases", .maybe(.array(.anyObject))),
                    ])
                ),
                "each with its testCases"
            ),
            .optional("topicId", .id("codingTopic"), "what they are about"),
        ] + .rehearsal,
        answers: .object([
            ("tasks", .array(.named("CodingTask"))), ("created", .integer), ("testCases", .integer),
        ]),
        errors: ["referenceMissing", "checkFailed", "tooLarge"],
        example:
            #"{"topicId":1,"tasks":[{"title":"Fərq","testCases":[{"input":"3 1","expectedOutput":"2","isHidden":true}]}]}"#
    )
}
