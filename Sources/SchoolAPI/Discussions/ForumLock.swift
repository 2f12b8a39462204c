extension MethodMessage {
    public static let forumLock = MethodMessage(
        "forum/lock",
        "Locks a forum post against replies, or opens it.",
        .writes,
        [
            .required("id", .id("forumPost"), "which"),
            .optional("locked", .boolean, "true unless told"),
        ],
        answers: .extended("ForumPost", [("replyCount", .integer)]),
        errors: ["notFound"],
        example: #"{"id":1}"#
    )
}
