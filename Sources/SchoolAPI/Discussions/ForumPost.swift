extension MethodMessage {
    public static let forumPost = MethodMessage(
        "forum/post",
        "Begins a subject in a cohort's forum.",
        .writes,
        [
            .optional("courseId", .id("course"), "the cohort's"),
            .required("cohortId", .id("cohort"), "where"),
            .required("title", .text, "up to 200 characters"),
            .required("content", .text, "1 to 10,000 characters"),
            .optional("userId", .id("user"), "who speaks; who asks unless told"),
        ],
        answers: .extended("ForumPost", [("replyCount", .integer)]),
        errors: ["deleted", "referenceMissing", "checkFailed"],
        example: #"{"courseId":1,"cohortId":1,"title":"Görüş","content":"Nə vaxt?","userId":3}"#
    )
}
