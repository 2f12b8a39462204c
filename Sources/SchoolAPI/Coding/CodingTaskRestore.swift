extension MethodMessage {
    public static let codingTaskRestore = MethodMessage(
        "codingTask/restore",
        "Brings back a hidden coding task.",
        .writes,
        [
            .required("id", .id("codingTask"), "which")
        ],
        answers: .named("CodingTask"),
        errors: ["notFound", "notDeleted"],
        example: #"{"id":1}"#
    )
}
