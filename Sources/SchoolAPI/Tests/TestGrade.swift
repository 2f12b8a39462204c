extension MethodMessage {
    public static let testGrade = MethodMessage(
        "test/grade",
        "Gives an attempt that was handed in its score.",
        .writes,
        [
            .required("attemptId", .id("testAttempt"), "which attempt"),
            .required("score", .decimal, "a decimal number"),
            .optional("ifVersion", .integer, "refused unless the row has this version"),
        ],
        answers: .named("TestAttempt"),
        errors: ["notFound", "staleVersion", "checkFailed"],
        example: #"{"attemptId":1,"score":"2.50"}"#
    )
}
