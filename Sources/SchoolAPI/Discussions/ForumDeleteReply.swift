extension MethodMessage {
    public static let forumDeleteReply = MethodMessage(
        "forum/deleteReply",
        "Deletes a reply.",
        .writes,
        [
            .required("id", .id("forumReply"), "which")
        ],
        answers: .object([("deleted", .map(.integer))]),
        errors: ["notFound"],
        example: #"{"id":1}"#
    )
}
