extension MethodMessage {
    public static let testUpdate = MethodMessage(
        "test/update",
        "Changes a test.",
        .writes,
        [
            .required("id", .id("test"), "which"),
            .required("patch", .anyObject, "the fields that change; null clears one"),
            .optional("ifVersion", .integer, "refused unless the row has this version"),
        ],
        answers: .named("Test"),
        errors: ["notFound", "deleted", "staleVersion", "checkFailed"],
        example: #"{"id":1,"patch":{"pdfUrl":"https://merkez.az/coxluqlar.pdf"}}"#
    )
}
