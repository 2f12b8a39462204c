extension MethodMessage {
    public static let codingTopicDelete = MethodMessage(
        "codingTopic/delete",
        "Deletes a topic of coding tasks; the tasks stay without one.",
        .writes,
        [
            .required("id", .id("codingTopic"), "which")
        ] + .rehearsal,
        answers: .object([("deleted", .map(.integer))]),
        errors: ["notFound"],
        example: #"{"id":1}"#
    )
}
