extension MethodMessage {
    public static let forumEdit = MethodMessage(
        "forum/edit",
        "Changes a forum post; a locked one for teachers only.",
        .writes,
        [
            .required("id", .id("forumPost"), "which"),
            .optional("title", .text, "up to 200 characters"),
            .optional("content", .text, "1 to 10,000 characters"),
            .optional("ifVersion", .integer, "refused unless the row has this version"),
        ],
        answers: .extended("ForumPost", [("replyCount", .integer)]),
        errors: ["notFound", "locked", "staleVersion", "checkFailed"],
        example: #"{"id":1,"title":"Görüş vaxtı"}"#
    )
}
