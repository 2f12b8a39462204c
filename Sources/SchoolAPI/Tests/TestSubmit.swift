extension MethodMessage {
    public static let testSubmit = MethodMessage(
        "test/submit",
        "Hands an attempt in; what a key can grade is graded, a point for each right answer.",
        .writes,
        [
            .required("attemptId", .id("testAttempt"), "which attempt"),
            .optional("answers", .map(.text), "those that were kept unless told"),
        ],
        answers: .named("TestAttempt"),
        errors: ["notFound", "checkFailed"],
        example: #"{"attemptId":1}"#
    )
}
