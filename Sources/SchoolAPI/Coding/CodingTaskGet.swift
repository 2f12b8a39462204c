extension MethodMessage {
    public static let codingTaskGet = MethodMessage(
        "codingTask/get",
        "A coding task.",
        .reads,
        [
            .required("id", .id("codingTask"), "which")
        ] + [.fields],
        answers: .named("CodingTask"),
        errors: ["notFound"],
        example: #"{"id":1}"#
    )
}
