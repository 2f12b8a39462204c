extension MethodMessage {
    public static let testGet = MethodMessage(
        "test/get",
        "A test.",
        .reads,
        [
            .required("id", .id("test"), "which")
        ] + [.fields],
        answers: .named("Test"),
        errors: ["notFound"],
        example: #"{"id":1}"#
    )
}
