extension MethodMessage {
    public static let testResults = MethodMessage(
        "test/results",
        "Results of tests that were graded elsewhere, latest first.",
        .reads,
        [
            .optional("studentId", .id("user"), "whose"),
            .optional("groupId", .id("group"), "of which group"),
        ] + .page(),
        answers: .list(of: "TestResult"),
        errors: ["notFound", "badCursor"],
        example: #"{"studentId":3}"#
    )
}
