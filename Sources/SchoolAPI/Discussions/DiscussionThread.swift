extension MethodMessage {
    public static let discussionThread = MethodMessage(
        "discussion/thread",
        "What was said with everything that answers it, in the order of time.",
        .reads,
        [
            .required("id", .id("lessonDiscussion"), "which"),
            .optional("depth", .integer, "how many levels, 10 unless told"),
        ],
        answers: .extended("LessonDiscussion", [("answers", .array(.anyObject))]),
        errors: ["notFound"],
        example: #"{"id":1}"#
    )
}
