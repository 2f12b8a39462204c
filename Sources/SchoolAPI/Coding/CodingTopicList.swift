extension MethodMessage {
    public static let codingTopicList = MethodMessage(
        "codingTopic/list",
        "Topics of coding tasks, by name.",
        .reads,
        [
            .optional("organizationId", .id("organization"), "only those of an organisation"),
            .optional("archived", .boolean, "only those that are, or are not"),
        ] + .page(),
        answers: .list(of: "CodingTopic"),
        errors: ["notFound", "badCursor"],
        example: #"{}"#
    )
}
