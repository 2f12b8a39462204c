extension MethodMessage {
    public static let codingTopicArchive = MethodMessage(
        "codingTopic/archive",
        "Puts a topic of coding tasks away, or takes it out again.",
        .writes,
        [
            .required("id", .id("codingTopic"), "which"),
            .optional("archived", .boolean, "true unless told"),
        ],
        answers: .named("CodingTopic"),
        errors: ["notFound"],
        example: #"{"id":1}"#
    )
}
