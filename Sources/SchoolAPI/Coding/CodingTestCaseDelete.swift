extension MethodMessage {
    public static let codingTestCaseDelete = MethodMessage(
        "codingTestCase/delete",
        "Deletes a case.",
        .writes,
        [
            .required("id", .id("codingTestCase"), "which")
        ],
        answers: .named("CodingTestCase"),
        errors: ["notFound"],
        example: #"{"id":2}"#
    )
}
