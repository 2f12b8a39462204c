extension MethodMessage {
    public static let forumReply = MethodMessage(
        "forum/reply",
        "Replies to a forum post; a locked one takes replies from teachers only.",
        .writes,
        [
            .required("forumPostId", .id("forumPost"), "to which post"),
            .required("content", .text, "1 to 10,000 characters"),
            .optional("userId", .id("user"), "who speaks; who asks unless told"),
        ],
        answers: .named("ForumReply"),
        errors: ["notFound", "locked", "deleted", "referenceMissing", "checkFailed"],
        example: #"{"forumPostId":1,"content":"Şənbə günü.","userId":1}"#
    )
}
