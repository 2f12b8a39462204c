extension MethodMessage {
    public static let codingTaskDelete = MethodMessage(
        "codingTask/delete",
        "Hides a coding task; what was handed in stays.",
        .writes,
        [
            .required("id", .id("codingTask"), "which")
        ],
        answers: .named("CodingTask"),
        errors: ["notFound", "deleted"],
        example: #"{"id":1}"#
    )
}
