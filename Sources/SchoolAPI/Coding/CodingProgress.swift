extension MethodMessage {
    public static let codingProgress = MethodMessage(
        "coding/progress",
        "How far a student is with each task, by task.",
        .reads,
        [
            .optional("studentId", .id("user"), "who asks unless told")
        ] + .page(),
        answers: .list(of: "CodingProgress"),
        errors: ["notFound", "badCursor"],
        example: #"{"studentId":3}"#
    )
}
