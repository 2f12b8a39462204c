extension MethodMessage {
    public static let codingTaskList = MethodMessage(
        "codingTask/list",
        "Coding tasks, by topic and their place in it.",
        .reads,
        [
            .optional("topicId", .id("codingTopic"), "only those of a topic"),
            .optional("difficulty", .oneOf(["easy", "medium", "hard"]), "only those that are"),
            .optional("active", .boolean, "only those that are, or are not"),
            .optional("deleted", .boolean, "only those that are deleted; false unless told"),
            .optional("search", .text, "only titles that hold this"),
        ] + .page(),
        answers: .list(of: "CodingTask"),
        errors: ["notFound", "badCursor"],
        example: #"{"topicId":1}"#
    )
}
