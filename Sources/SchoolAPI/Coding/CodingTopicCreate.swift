extension MethodMessage {
    public static let codingTopicCreate = MethodMessage(
        "codingTopic/create",
        "Makes a topic of coding tasks.",
        .writes,
        [
            .required("name", .text, "unique, up to 255 characters"),
            .optional("organizationId", .id("organization"), "whose"),
        ],
        answers: .named("CodingTopic"),
        errors: ["unique", "referenceMissing", "checkFailed"],
        example: #"{"name":"Dövrlər"}"#
    )
}
