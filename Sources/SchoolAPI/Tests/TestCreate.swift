extension MethodMessage {
    public static let testCreate = MethodMessage(
        "test/create",
        "Makes a test.",
        .writes,
        [
            .required("title", .text, "up to 255 characters"),
            .optional("type", .oneOf(["quiz", "exam"]), "quiz unless told"),
            .optional("pdfUrl", .text, "where the questions are"),
            .optional("config", .anyObject, "settings of the page that shows it"),
            .optional("organizationId", .id("organization"), "whose"),
            .optional("isActive", .boolean, "true unless told"),
        ],
        answers: .named("Test"),
        errors: ["referenceMissing", "checkFailed"],
        example: #"{"title":"Çoxluqlar","type":"quiz","config":{"minutes":20}}"#
    )
}
