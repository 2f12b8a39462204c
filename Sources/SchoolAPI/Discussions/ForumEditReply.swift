extension MethodMessage {
    public static let forumEditReply = MethodMessage(
        "forum/editReply",
        "Changes a reply.",
        .writes,
        [
            .required("id", .id("forumReply"), "which"),
            .required("content", .text, "1 to 10,000 characters"),
            .optional("ifVersion", .integer, "refused unless the row has this version"),
        ],
        answers: .named("ForumReply"),
        errors: ["notFound", "locked", "staleVersion", "checkFailed"],
        example: #"{"id":1,"content":"Şənbə, saat 11-də."}"#
    )
}
