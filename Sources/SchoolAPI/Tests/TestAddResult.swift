extension MethodMessage {
    public static let testAddResult = MethodMessage(
        "test/addResult",
        "Notes a result of a test that was graded elsewhere.",
        .writes,
        [
            .required("studentId", .id("user"), "whose"),
            .optional("groupId", .id("group"), "with which group"),
            .required("testName", .text, "up to 255 characters"),
            .required("score", .integer, "not above maxScore"),
            .required("maxScore", .integer, "above 0"),
            .required("date", .date, "when"),
        ],
        answers: .named("TestResult"),
        errors: ["deleted", "referenceMissing", "roleMismatch", "checkFailed"],
        example:
            #"{"studentId":3,"groupId":1,"testName":"BSQ","score":18,"maxScore":25,"date":"2026-10-12"}"#
    )
}
