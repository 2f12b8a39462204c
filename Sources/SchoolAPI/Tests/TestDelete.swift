extension MethodMessage {
    public static let testDelete = MethodMessage(
        "test/delete",
        "Hides a test; attempts stay, and none is begun.",
        .writes,
        [
            .required("id", .id("test"), "which")
        ],
        answers: .named("Test"),
        errors: ["notFound", "deleted"],
        example: #"{"id":1}"#
    )
}
