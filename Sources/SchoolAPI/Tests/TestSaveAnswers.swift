extension MethodMessage {
    public static let testSaveAnswers = MethodMessage(
        "test/saveAnswers",
        "Keeps what has been answered so far.",
        .writes,
        [
            .required("attemptId", .id("testAttempt"), "which attempt"),
            .required("answers", .map(.text), "by question"),
            .optional("ifVersion", .integer, "refused unless the row has this version"),
        ],
        answers: .named("TestAttempt"),
        errors: ["notFound", "staleVersion", "checkFailed"],
        example: #"{"attemptId":1,"answers":{"1":"a","2":"B","3":"2.50"}}"#
    )
}
