extension MethodMessage {
    public static let testStart = MethodMessage(
        "test/start",
        "Begins a test; who has begun goes on.",
        .writes,
        [
            .required("testId", .id("test"), "which test"),
            .optional("studentId", .id("user"), "who asks unless told"),
            .optional("cohortId", .id("cohort"), "where it is taken"),
        ],
        answers: .named("TestAttempt"),
        errors: ["notFound", "deleted", "referenceMissing", "roleMismatch", "checkFailed"],
        example: #"{"testId":1,"studentId":3}"#
    )
}
