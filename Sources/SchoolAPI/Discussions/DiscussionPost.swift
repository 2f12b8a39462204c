extension MethodMessage {
    public static let discussionPost = MethodMessage(
        "discussion/post",
        "Says something about a lesson in a cohort, or answers.",
        .writes,
        [
            .required("lessonId", .id("lesson"), "about what"),
            .required("cohortId", .id("cohort"), "where"),
            .required("content", .text, "1 to 10,000 characters"),
            .optional("parentId", .id("lessonDiscussion"), "what it answers"),
            .optional("userId", .id("user"), "who speaks; who asks unless told"),
        ],
        answers: .named("LessonDiscussion"),
        errors: ["deleted", "referenceMissing", "checkFailed"],
        example: #"{"lessonId":1,"cohortId":1,"content":"Bu niyə belədir?","userId":3}"#
    )
}
