extension MethodMessage {
    public static let testAttempts = MethodMessage(
        "test/attempts",
        "Attempts, by test, then student; or by id for a student.",
        .reads,
        [
            .optional("testId", .id("test"), "at which test"),
            .optional("studentId", .id("user"), "whose"),
            .optional(
                "status",
                .oneOf(["started", "submitted", "graded"]),
                "only those that are so far"
            ),
        ] + .page(),
        answers: .list(of: "TestAttempt"),
        errors: ["notFound", "badCursor"],
        example: #"{"testId":1,"status":"graded"}"#
    )
}
