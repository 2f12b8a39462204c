extension MethodMessage {
    public static let forumReplies = MethodMessage(
        "forum/replies",
        "The replies to a forum post, in the order of time.",
        .reads,
        [
            .required("forumPostId", .id("forumPost"), "to which post")
        ] + .page(),
        answers: .list(of: "ForumReply"),
        errors: ["notFound", "badCursor"],
        example: #"{"forumPostId":1}"#
    )
}
