extension MethodMessage {
    public static let forumGet = MethodMessage(
        "forum/get",
        "A forum post with its first replies, in the order of time.",
        .reads,
        [
            .required("id", .id("forumPost"), "which")
        ],
        answers: .extended(
            "ForumPost",
            [("replyCount", .integer), ("replies", .array(.named("ForumReply")))]
        ),
        errors: ["notFound"],
        example: #"{"id":1}"#
    )
}
