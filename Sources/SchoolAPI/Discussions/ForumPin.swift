extension MethodMessage {
    public static let forumPin = MethodMessage(
        "forum/pin",
        "Pins a forum post, or takes the pin away.",
        .writes,
        [
            .required("id", .id("forumPost"), "which"),
            .optional("pinned", .boolean, "true unless told"),
        ],
        answers: .extended("ForumPost", [("replyCount", .integer)]),
        errors: ["notFound"],
        example: #"{"id":1}"#
    )
}
