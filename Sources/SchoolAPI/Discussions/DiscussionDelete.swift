extension MethodMessage {
    public static let discussionDelete = MethodMessage(
        "discussion/delete",
        "Deletes what was said, and everything that answers it.",
        .writes,
        [
            .required("id", .id("lessonDiscussion"), "which")
        ] + .rehearsal,
        answers: .object([("deleted", .map(.integer))]),
        errors: ["notFound"],
        example: #"{"id":1}"#
    )
}
