extension MethodMessage {
    public static let codingSubmissionGet = MethodMessage(
        "codingSubmission/get",
        "A program that was handed in.",
        .reads,
        [
            .required("id", .id("codingSubmission"), "which")
        ] + [.fields],
        answers: .named("CodingSubmission"),
        errors: ["notFound"],
        example: #"{"id":1}"#
    )
}
