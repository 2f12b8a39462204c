extension MethodMessage {
    public static let forumDelete = MethodMessage(
        "forum/delete",
        "Deletes a forum post with its replies.",
        .writes,
        [
            .required("id", .id("forumPost"), "which")
        ] + .rehearsal,
        answers: .object([("deleted", .map(.integer))]),
        errors: ["notFound"],
        example: #"{"id":1}"#
    )
}
