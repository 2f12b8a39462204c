extension MethodMessage {
    public static let discussionPin = MethodMessage(
        "discussion/pin",
        "Pins what was said, or takes the pin away.",
        .writes,
        [
            .required("id", .id("lessonDiscussion"), "which"),
            .optional("pinned", .boolean, "true unless told"),
        ],
        answers: .named("LessonDiscussion"),
        errors: ["notFound"],
        example: #"{"id":1,"pinned":true}"#
    )
}
