extension MethodMessage {
    public static let discussionEdit = MethodMessage(
        "discussion/edit",
        "Changes what was said.",
        .writes,
        [
            .required("id", .id("lessonDiscussion"), "which"),
            .required("content", .text, "1 to 10,000 characters"),
            .optional("ifVersion", .integer, "refused unless the row has this version"),
        ],
        answers: .named("LessonDiscussion"),
        errors: ["notFound", "staleVersion", "checkFailed"],
        example: #"{"id":1,"content":"Bu nə üçün belədir?"}"#
    )
}
