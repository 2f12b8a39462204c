extension MethodMessage {
    public static let codingTaskCreate = MethodMessage(
        "codingTask/create",
        "Makes a coding task.",
        .writes,
        [
            .required("title", .text, "up to 255 characters"),
            .required("description", .text, "what to write"),
            .optional("topicId", .id("codingTopic"), "what it is about"),
            .optional("topicName", .text, "what another system calls that"),
            .optional("starterCode", .text, "what to begin with"),
            .optional("difficulty", .oneOf(["easy", "medium", "hard"]), "easy unless told"),
            .optional("points", .integer, "what it is worth"),
            .optional("orderIndex", .integer, "its place in the topic"),
            .optional("organizationId", .id("organization"), "whose"),
            .optional("isActive", .boolean, "true unless told"),
        ],
        answers: .named("CodingTask"),
        errors: ["referenceMissing", "checkFailed"],
        example: #"{"title":"Cəm","description":"İki ədədi topla","topicId":1,"points":10}"#
    )
}
