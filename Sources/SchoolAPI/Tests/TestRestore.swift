extension MethodMessage {
    public static let testRestore = MethodMessage(
        "test/restore",
        "Brings back a hidden test.",
        .writes,
        [
            .required("id", .id("test"), "which")
        ],
        answers: .named("Test"),
        errors: ["notFound", "notDeleted"],
        example: #"{"id":1}"#
    )
}
